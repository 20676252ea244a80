import io
import zipfile

import pytest

from tests.reports import docx, level, numbered, numbering, paragraph
from zhupi.errors import UnreadableFile
from zhupi.formats import locate, read
from zhupi.formats.docx.number_formats import write_number
from zhupi.model.span import Span


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return read(docx(body, numbering, styles), "a.docx").text.split("\n")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>部</w:t></w:r><w:r><w:t>暑</w:t></w:r></w:p>", "部暑"),
        ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "甲\t乙\u2028丙"),
        ("<w:p><w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>", "增"),
        ("<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>", "链"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r></w:p>", "1"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>", "控件"),
        ("<w:p><w:ruby><w:rt><w:r><w:t>bù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>部</w:t></w:r></w:rubyBase></w:ruby></w:p>", "部"),
        ("<w:p><w:r><w:t>行\n尾</w:t></w:r></w:p>", "行 尾"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(body: str, text: str):
    assert lines(body) == [text]


def test_tables_stand_cell_by_cell():
    cell = "<w:tc>{}</w:tc>".format
    table = f"<w:tbl><w:tr>{cell(paragraph('甲'))}{cell(paragraph('乙'))}</w:tr></w:tbl>"
    document = read(docx(paragraph("前") + table + paragraph("后")), "a.docx")
    assert document.text == "前\n甲\n乙\n后"
    assert [block.kind for block in document.blocks] == ["paragraph", "cell", "cell", "paragraph"]


LIST = numbering(level(0, "japaneseCounting", "%1、") + level(1, "chineseCounting", "（%2）"))


def test_automatic_numbers_are_in_the_text_and_synthetic():
    body = "".join(
        paragraph(text, numbered(index))
        for text, index in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)]
    )
    document = read(docx(body, LIST), "a.docx")
    assert document.text == "一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊"
    assert [span.of(document.text) for span in document.synthetic] == [
        "一、", "（一）", "（二）", "二、", "（一）",
    ]  # fmt: skip


def test_number_zero_switches_numbering_off():
    style = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/>'
        f'<w:pPr>{numbered(0)}<w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    properties = '<w:pStyle w:val="h"/>'
    body = paragraph("甲", properties) + paragraph("乙", properties + numbered(0, 0))
    document = read(docx(body, LIST, style), "a.docx")
    assert document.text == "一、甲\n乙"
    assert [(block.kind, block.level) for block in document.blocks] == [("heading", 1)] * 2


def test_lists_that_share_a_definition_go_on_and_a_start_override_restarts_once():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = "".join(paragraph("x", numbered(0, num)) for num in (1, 2, 3, 3))
    assert lines(body, numbering(level(0, "decimal", "%1."), nums)) == ["1.x", "2.x", "1.x", "2.x"]


def test_a_legal_level_shows_digits_and_a_skipped_one_its_start():
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert lines(paragraph("x", numbered(1)), numbering(levels)) == ["1.1x"]


@pytest.mark.parametrize(
    ("number_format", "written"),
    [
        ("chineseCounting", ["一", "十", "十一", "二十", "一○一"]),
        ("chineseCountingThousand", ["一", "十", "十一", "二十", "一百〇一"]),
        ("japaneseCounting", ["一", "十", "十一", "二十", "百一"]),
        ("ideographDigital", ["一", "一〇", "一一", "二〇", "一〇一"]),
        ("chineseLegalSimplified", ["壹", "壹拾", "壹拾壹", "贰拾", "壹佰零壹"]),
        ("ideographTraditional", ["甲", "癸", "11", "20", "101"]),
        ("ideographZodiac", ["子", "酉", "戌", "20", "101"]),
        ("decimalEnclosedCircle", ["①", "⑩", "⑪", "⑳", "101"]),
        ("decimalFullWidth", ["１", "１０", "１１", "２０", "１０１"]),
        ("upperRoman", ["I", "X", "XI", "XX", "CI"]),
        ("lowerLetter", ["a", "j", "k", "t", "wwww"]),
        ("unheardOf", ["1", "10", "11", "20", "101"]),
    ],
)
def test_number_formats(number_format: str, written: list[str]):
    assert [write_number(n, number_format) for n in (1, 10, 11, 20, 101)] == written


def test_place_names_part_and_paragraph():
    document = read(docx(paragraph("甲") + paragraph("乙丙")), "a.docx")
    location = locate(document, Span(3, 4))
    assert (location.start, location.place) == (
        (2, 2),
        {"part": "word/document.xml", "story": "body", "paragraph": 1, "run": 1, "offset": 0},
    )


def bad_files() -> dict[str, bytes]:
    good = docx(paragraph("甲"))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", b" " * (300 << 20))
    doctype = docx(paragraph("甲")).replace(b"PK", b"PK")
    return {
        "empty": b"",
        "no zip": b"hello",
        "cut short": good[: len(good) // 2],
        "a zip of something else": _zip({"a.txt": "甲"}),
        "no text": docx("<w:p/>"),
        "doctype": _rewritten(doctype, "word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
        "broken XML": _rewritten(good, "word/document.xml", b"<w:document><w:body>"),
        "legacy .doc": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "encrypted": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "rtf": b"{\\rtf1}",
        "bomb": bomb.getvalue(),
    }


def _zip(files: dict[str, str | bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def _rewritten(raw: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    return _zip({**files, name: content})


@pytest.mark.parametrize("name", bad_files())
def test_what_is_no_docx_is_said_in_a_sentence(name: str):
    with pytest.raises(UnreadableFile) as caught:
        read(bad_files()[name], "报告.docx")
    assert caught.value.where == "报告.docx"


def test_every_file_of_the_corpus_is_read_or_refused(shared):
    read_files = refused = 0
    for path in sorted((shared / "docx").rglob("*.docx")):
        try:
            read(path.read_bytes(), path.name)
            read_files += 1
        except UnreadableFile:
            refused += 1
    assert read_files > 280 and read_files + refused > 350
