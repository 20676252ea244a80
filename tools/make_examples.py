"""Write examples/: the reports of tests/documents as Markdown and as Word files.

The Word files are made with python-docx as a clerk would lay them out: 小标宋 title, 仿宋 body,
一、 and （一） as automatic numbers of heading styles. Made again, they are the same to the byte.
"""

import io
import re
import shutil
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "tests" / "documents"
EXAMPLES = ROOT / "examples"
REPORTS = {
    "述职报告（待改）": DOCUMENTS / "faulty" / "report.txt",
    "述职报告（范例）": DOCUMENTS / "clean" / "town-party-secretary.txt",
}
EPOCH = (2024, 1, 1, 0, 0, 0)
LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), 1),
    (re.compile(r"（[一二三四五六七八九十]+）"), 2),
)
LONGEST_HEADING = 40
NUMBERING = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>
<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
"""
NUM = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'


def main() -> None:
    """Write all examples."""
    EXAMPLES.mkdir(exist_ok=True)
    for name, source in REPORTS.items():
        lines = source.read_text(encoding="utf-8").rstrip("\n").split("\n")
        (EXAMPLES / f"{name}.docx").write_bytes(reproducible(word_file(lines)))
        shutil.copyfile(source.with_suffix(".md"), EXAMPLES / f"{name}.md")


def word_file(lines: list[str]) -> bytes:
    """The report as a Word file."""
    document = Document()
    lay_out(document)
    for number, line in enumerate(lines):
        add_line(document, line, title=number == 0)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def lay_out(document: DocumentObject) -> None:
    """Page, fonts and the list of automatic numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.bottom_margin, section.right_margin = Mm(35), Mm(26)
    for style, font in (("Normal", "仿宋"), ("Heading 1", "黑体"), ("Heading 2", "楷体")):
        set_font(document.styles[style].element.get_or_add_rPr(), font)
        document.styles[style].font.size = Pt(16)
    definitions = document.part.numbering_part.element
    first_num = definitions.find(qn("w:num"))
    first_num.addprevious(parse_xml(NUMBERING))
    definitions.append(parse_xml(NUM))


def add_line(document: DocumentObject, line: str, *, title: bool) -> None:
    """One paragraph: the title, a numbered heading, or text with an indent of two characters."""
    if title:
        paragraph = document.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        set_font(paragraph.runs[0]._r.get_or_add_rPr(), "方正小标宋简体")
        paragraph.runs[0].font.size = Pt(22)
        return
    for pattern, level in LEVELS:
        match = pattern.match(line)
        if match:
            heading = line[match.end() :]
            style = f"Heading {level}" if len(heading) <= LONGEST_HEADING else "Normal"
            paragraph = document.add_paragraph(heading, style=style)
            number(paragraph, level - 1)
            return
    paragraph = document.add_paragraph(line)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")


def number(paragraph: Paragraph, level: int) -> None:
    """Give a paragraph its automatic number."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = 90


def set_font(properties: object, font: str) -> None:
    """Set the East Asian font."""
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    fonts.set(qn("w:eastAsia"), font)
    for theme in ("w:asciiTheme", "w:eastAsiaTheme", "w:hAnsiTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def reproducible(raw: bytes) -> bytes:
    """The same package with fixed times."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            entry = zipfile.ZipInfo(info.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(info))
    return made.getvalue()


if __name__ == "__main__":
    main()
