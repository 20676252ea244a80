"""Effective fonts, spacing and pages, against ECMA-376-1 17.7.2 (cascade), 17.7.3 (toggles)."""

import pytest

from tests.word_files import paragraph, run, table, word, zipped
from zhupi.formats import read
from zhupi.model.document import Document
from zhupi.model.layout import CharacterFormat, Layout, Measure, ParagraphFormat

THEME = (
    "<a:themeElements><a:fontScheme><a:majorFont><a:latin typeface='Cambria'/><a:ea typeface=''/>"
    "<a:font script='Hans' typeface='黑体'/></a:majorFont><a:minorFont><a:latin typeface='Calibri'/>"
    "<a:ea typeface=''/><a:font script='Hans' typeface='等线'/><a:font script='Hant' typeface='新細明體'/>"
    "</a:minorFont></a:fontScheme></a:themeElements>"
)
STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme='minorHAnsi' w:eastAsiaTheme='minorEastAsia' "
    "w:hAnsiTheme='minorHAnsi'/><w:sz w:val='21'/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    "<w:spacing w:after='120'/></w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/><w:pPr><w:jc w:val='both'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='b'><w:name w:val='正文'/><w:basedOn w:val='a'/><w:pPr>"
    "<w:spacing w:line='560' w:lineRule='exact'/><w:ind w:firstLineChars='200' w:firstLine='640'/></w:pPr>"
    "<w:rPr><w:rFonts w:ascii='Times New Roman' w:eastAsia='仿宋_GB2312'/><w:b/><w:sz w:val='32'/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='c'><w:name w:val='强调'/><w:rPr><w:b/><w:i/><w:color w:val='FF0000'/></w:rPr></w:style>"
    "<w:style w:type='table' w:styleId='t'><w:name w:val='网格'/><w:pPr><w:jc w:val='center'/></w:pPr><w:rPr><w:sz w:val='18'/></w:rPr></w:style>"
)
NUMBERING = (
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
    "<w:lvlText w:val='%1.'/><w:pPr><w:ind w:left='420' w:hanging='420'/></w:pPr></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
)
IN_LIST = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"


def document(body: str, settings: str = "") -> tuple[Document, Layout]:
    parts = word(body, related={"styles": STYLES, "numbering": NUMBERING, "settings": settings})
    relationships = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    theme = f'<Relationship Id="t" Type="{kind}" Target="theme/theme1.xml"/></Relationships>'
    parts[relationships] = parts[relationships].replace("</Relationships>", theme)
    parts["word/theme/theme1.xml"] = (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{THEME}</a:theme>'
    )
    made = read(zipped(parts), "a.docx")
    assert made.layout is not None
    return made, made.layout


def character(body: str, char: str, settings: str = "") -> CharacterFormat:
    made, layout = document(body, settings)
    found = layout.character(made.text.index(char))
    assert found is not None
    return found


def setting(body: str) -> ParagraphFormat:
    found = document(body)[1].paragraph(0)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("body", "char", "font", "size"),
    [
        (paragraph("文"), "文", "等线", 10.5),
        (paragraph("A"), "A", "Calibri", 10.5),
        (paragraph("文A", properties="<w:pStyle w:val='b'/>"), "文", "仿宋_GB2312", 16),
        (paragraph("文A", properties="<w:pStyle w:val='b'/>"), "A", "Times New Roman", 16),
        (paragraph(run("“文”")), "“", "Calibri", 10.5),
        (paragraph(run("“文”", "<w:rFonts w:hint='eastAsia'/>")), "“", "等线", 10.5),
        (paragraph(run("文", "<w:rFonts w:eastAsia='楷体' w:eastAsiaTheme='majorEastAsia'/>")), "文", "黑体", 10.5),
        (paragraph(run("文", "<w:rFonts w:eastAsia='楷体'/><w:sz w:val='44'/>")), "文", "楷体", 22),
        (table((paragraph("文"),)).replace("<w:tblPr>", "<w:tblPr><w:tblStyle w:val='t'/>"), "文", "等线", 9),
    ],
)  # fmt: skip
def test_font_and_size(body: str, char: str, font: str, size: float):
    found = character(body, char)
    assert (found.font, found.size) == (font, size)


def test_the_language_of_the_theme_chooses_the_script():
    settings = "<w:themeFontLang w:eastAsia='zh-TW'/>"
    assert character(paragraph("文"), "文", settings).font == "新細明體"


@pytest.mark.parametrize(
    ("style", "own", "bold"),
    [
        ("", "", False),
        ("b", "", True),
        ("", "<w:rStyle w:val='c'/>", True),
        ("b", "<w:rStyle w:val='c'/>", False),  # two styles that both say bold cancel out
        ("b", "<w:rStyle w:val='c'/><w:b/>", True),
        ("b", "<w:b w:val='0'/>", False),
    ],
)
def test_bold_is_a_toggle(style: str, own: str, bold: bool):
    properties = f"<w:pStyle w:val='{style}'/>" if style else ""
    assert character(paragraph(run("文", own), properties=properties), "文").bold is bold


def test_other_character_properties():
    found = character(paragraph(run("文", "<w:rStyle w:val='c'/><w:u w:val='single'/>")), "文")
    assert (found.italic, found.underline, found.colour) == (True, True, "FF0000")


def test_a_number_that_word_computes_has_no_character_format():
    _, layout = document(paragraph("文", properties=IN_LIST))
    assert layout.character(0) is None and layout.character(2) is not None


def test_paragraph_takes_from_all_levels():
    found = setting(
        paragraph("文", properties="<w:pStyle w:val='b'/><w:spacing w:beforeLines='50'/>")
    )
    assert found.alignment == "both"
    assert found.first_line == Measure(32, 2)
    assert found.before == Measure(0, 0.5)
    assert found.after == Measure(6)
    assert (found.line, found.line_rule) == (28, "exact")


def test_single_spacing_is_a_multiple():
    found = setting(paragraph("文", properties="<w:spacing w:line='360' w:lineRule='auto'/>"))
    assert (found.line, found.line_rule) == (1.5, "auto")


def test_a_list_indents_its_paragraphs_unless_they_say_otherwise():
    found = setting(paragraph("文", properties=IN_LIST))
    assert (found.left, found.first_line) == (Measure(21), Measure(-21))
    own = setting(
        paragraph("文", properties=f"{IN_LIST}<w:ind w:left='0' w:firstLine='0' w:hanging='0'/>")
    )
    assert (own.left, own.first_line) == (Measure(0), Measure(0))


def test_pages_of_each_section():
    a4 = (
        "<w:pgSz w:w='11906' w:h='16838'/><w:pgMar w:top='2098' w:right='1474' w:bottom='1984' "
        "w:left='1588' w:header='851' w:footer='992' w:gutter='0'/>"
    )
    first = paragraph("甲", properties=f"<w:sectPr>{a4}</w:sectPr>")
    last = "<w:sectPr><w:pgSz w:w='16838' w:h='11906'/><w:cols w:num='2'/><w:docGrid w:type='lines' w:linePitch='312'/></w:sectPr>"
    made, layout = document(first + paragraph("乙丙") + last)
    one, two = layout.pages()
    assert [page.span.of(made.text) for page in (one, two)] == ["甲", "乙丙"]
    assert (one.width, one.top, one.left, one.columns, one.line_pitch) == (
        595.3,
        104.9,
        79.4,
        1,
        None,
    )
    assert (two.width, two.columns, two.line_pitch) == (841.9, 2, 15.6)
