"""Reports in several shapes: the same lines as text, Markdown and DOCX."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TOP = re.compile(r"[一二三四五六七八九十]+、")
_SECOND = re.compile(r"（[一二三四五六七八九十]+）")


def as_markdown(lines: list[str]) -> tuple[str, dict[int, int]]:
    """Markdown with headings and blank lines, and the line there of each line."""
    made: list[str] = []
    places = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        places[number] = len(made) + 1
        level = "# " if number == 1 else "## " if _TOP.match(line) else ""
        made += [level + line.replace("##", "\\#\\#"), ""]
    return "\n".join(made), places


def as_docx(lines: list[str], *, automatic: bool = False) -> bytes:
    """A DOCX, the numbers 一、 and （一） typed or automatic."""
    return docx("".join(_paragraph(line, automatic) for line in lines), numbering=NUMBERING)


def docx(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A DOCX package around the XML of a body."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": _relationships(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": _relationships(
            numbering="numbering.xml", styles="styles.xml"
        ),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": numbering or f'<w:numbering xmlns:w="{W}"/>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
    }
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, XML + content)
    return raw.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A ``w:p``; the text in two runs, cut in the middle, as Word cuts it."""
    middle = len(text) // 2
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in (text[:middle], text[middle:])
        if part
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def level(index: int, number_format: str, text: str, more: str = "") -> str:
    """A ``w:lvl``."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(index: int, num: int = 1) -> str:
    """A ``w:numPr``."""
    return f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{num}"/></w:numPr>'


def numbering(levels: str, nums: str = "") -> str:
    """A ``numbering.xml`` with one list of these levels, and the nums that use it."""
    nums = nums or '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{levels}'
        f"</w:abstractNum>{nums}</w:numbering>"
    )


NUMBERING = numbering(level(0, "japaneseCounting", "%1、") + level(1, "chineseCounting", "（%2）"))


def _paragraph(line: str, automatic: bool) -> str:
    for index, pattern in enumerate((_TOP, _SECOND)):
        match = pattern.match(line)
        if automatic and match:
            return paragraph(line[match.end() :], numbered(index))
    return paragraph(line)


def _relationships(**targets: str) -> str:
    inner = "".join(
        f'<Relationship Id="r{i}" Type="{R}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'
