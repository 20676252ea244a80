"""Hostile, damaged and mistaken files: a sentence each, in bounded time and memory."""

import io
import resource
import zipfile
from pathlib import Path
from random import Random

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.word_files import paragraph, run, table, word, zipped
from zhupi.errors import UnreadableFile
from zhupi.formats import Limits, ReadOptions, read

GOOD = word(paragraph("甲"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def with_part(name: str, content: bytes | str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for each, text in {**GOOD, name: content}.items():
            archive.writestr(each, text)
    return raw.getvalue()


def archive(**files: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return raw.getvalue()


def twice(name: str) -> bytes:
    raw = io.BytesIO(zipped(GOOD))
    with zipfile.ZipFile(raw, "a") as package:
        package.writestr(name, "<x/>")
    return raw.getvalue()


def overlapping() -> bytes:
    """Two entries of the central directory that share one entry's bytes (a zip bomb's trick)."""
    raw = archive(a="x" * 500, b="y" * 500)
    central = raw.rindex(b"PK\x01\x02")
    offset = central + 42
    return raw[:offset] + (20).to_bytes(4, "little") + raw[offset + 4 :]


CASES = {
    "empty": (b"", "空的"),
    "no zip": ("你好，这是一段文字。".encode(), "纯文本"),
    "cut short": (zipped(GOOD)[:300], "已损坏或不完整"),
    "an archive": (archive(a="甲"), "压缩包"),
    "a workbook": (archive(**{"xl/workbook.xml": "<x/>"}), "电子表格"),
    "slides": (archive(**{"ppt/presentation.xml": "<x/>"}), "演示文稿"),
    "OFD": (archive(**{"OFD.xml": "<x/>"}), "OFD"),
    "no text": (zipped(word("<w:p/>")), "没有文字"),
    "doctype": (with_part("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "DOCTYPE"),
    "doctype in UTF-16": (with_part("word/document.xml", '<!DOCTYPE x><x/>'.encode("utf-16")), "DOCTYPE"),
    "broken XML": (with_part("word/document.xml", "<w:document><w:body>"), "XML"),
    "not XML": (with_part("word/document.xml", b"\0\1\2"), "XML"),
    "deep XML": (with_part("word/document.xml", "<a>" * 5000 + "</a>" * 5000), "XML"),
    "no body": (with_part("word/document.xml", '<document xmlns="u"/>'), "正文"),
    "legacy .doc": (OLE + utf16("WordDocument") + b"\0" * 600, "旧版"),
    "an old workbook": (OLE + utf16("Workbook") + b"\0" * 600, "电子表格"),
    "encrypted": (OLE + utf16("EncryptedPackage"), "加密"),
    "encrypted, other case": (OLE + utf16("ENCRYPTEDPACKAGE"), "加密"),
    "rtf": (b"{\\rtf1 x}", "RTF"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "html": (b"<html><body>x</body></html>", "HTML"),
    "mht": (b"MIME-Version: 1.0\r\n", "MHT"),
    "Word 2003 XML": (
        b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
        "2003",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n", "图片"),
    "two of a name": (twice("word/document.xml"), "重名"),
    "two of a name but for case": (twice("WORD/Document.xml"), "重名"),
    "overlapping entries": (overlapping(), "重叠"),
    "a bomb": (with_part("word/document.xml", b" " * (300 << 20)), "过大"),
    "very many elements": (with_part("word/document.xml", "<x>" + "<p/>" * 3_100_000 + "</x>", zipfile.ZIP_STORED), "元素过多"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_no_docx_is_called_what_it_is(name: str):
    raw, word_of_sentence = CASES[name]
    with pytest.raises(UnreadableFile) as caught:
        read(raw, "报告.docx")
    assert caught.value.where == "报告.docx"
    assert word_of_sentence in caught.value.what.zh
    assert caught.value.what.en and caught.value.mend.zh and caught.value.mend.en


@pytest.mark.parametrize(
    "limits",
    [
        Limits(file=100), Limits(entries=2), Limits(part=50), Limits(total=400), Limits(markup=5),
        Limits(paragraphs=1),
    ],
    ids=lambda limits: next(f for f in Limits._fields if getattr(limits, f) != getattr(Limits(), f)),
)  # fmt: skip
def test_limits_can_be_set_and_name_themselves(limits: Limits):
    raw = zipped(word(paragraph("甲") * 3))
    assert read(raw, "a.docx").text == "甲\n甲\n甲"
    with pytest.raises(UnreadableFile) as caught:
        read(raw, "a.docx", ReadOptions(limits=limits))
    name = next(f for f in Limits._fields if getattr(limits, f) != getattr(Limits(), f))
    assert name in caught.value.mend.zh


def test_the_ratio_can_be_raised():
    raw = zipped(word(paragraph("甲" * 1_000_000) * 3))
    with pytest.raises(UnreadableFile, match="ratio"):
        read(raw, "a.docx")
    assert len(read(raw, "a.docx", ReadOptions(limits=Limits(ratio=5000))).text) == 3_000_002


def test_deep_tables_and_controls_are_read():
    body = paragraph("底")
    for _ in range(40):
        body = table((body + "<w:p/>",))
    for _ in range(20):
        body = f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>"
    assert read(zipped(word(body)), "a.docx").text.startswith("底\n")


def test_deep_wrappers_inside_a_paragraph_are_read():
    inner = run("底")
    for _ in range(240):
        inner = f'<w:smartTag w:element="e">{inner}</w:smartTag>'
    assert read(zipped(word(paragraph(inner))), "a.docx").text == "底"


def test_circles_of_styles_and_lists_end():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("xy", "yx")
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="x"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    properties = '<w:pStyle w:val="x"/><w:numPr><w:numId w:val="1"/></w:numPr>'
    parts = word(
        paragraph("甲", properties=properties), related={"styles": styles, "numbering": numbering}
    )
    document = read(zipped(parts), "a.docx")
    assert document.text == "甲"
    assert document.layout and document.layout.character(0)


def test_targets_outside_the_package_are_never_read():
    parts = dict(GOOD)
    name = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    for target in ("../../../../etc/passwd", "file:///etc/passwd", "/etc/passwd"):
        parts[name] = GOOD[name].replace(
            "</Relationships>",
            f'<Relationship Id="s" Type="{kind}" Target="{target}"/></Relationships>',
        )
        assert read(zipped(parts), "a.docx").text == "甲"


def test_notes_tell_of_what_was_left_alone():
    parts = word(paragraph("甲") + '<w:altChunk r:id="x"/>')
    parts["word/vbaProject.bin"] = "x"
    notes = " ".join(note.zh for note in read(zipped(parts), "a.docm").notes)
    assert "宏" in notes and "嵌入" in notes


def encrypted(raw: bytes, password: str) -> bytes:
    """The file as Word encrypts it (agile encryption)."""
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(raw)).encrypt(password, made)
    return made.getvalue()


def test_a_password_opens_an_encrypted_file():
    # What encrypts for this test writes files of less than 4 KB wrongly.
    ballast = Random(1).randbytes(9000).hex()
    raw = encrypted(zipped({**GOOD, "word/media/a.bin": ballast}), "密码123")
    assert read(raw, "a.docx", ReadOptions(password="密码123")).text == "甲"
    for password, said in (("", "password-file"), ("wrong", "核对密码")):
        with pytest.raises(UnreadableFile) as caught:
            read(raw, "a.docx", ReadOptions(password=password))
        assert said in caught.value.mend.zh


def test_a_password_opens_a_file_that_office_encrypted(shared: Path):
    name = "apache+poi/test-data__document__bug53475-password-is-solrcell.docx"
    raw = (shared / "docx" / name).read_bytes()
    assert "password" in read(raw, "a.docx", ReadOptions(password="solrcell")).text


def test_every_file_of_the_corpus_is_read_or_refused(shared: Path):
    read_files = refused = 0
    for path in sorted((shared / "docx").rglob("*")):
        if path.suffix == ".json" or path.is_dir():
            continue
        try:
            assert read(path.read_bytes(), path.name).text.strip()
            read_files += 1
        except UnreadableFile as error:
            assert error.what.zh and error.mend.zh
            refused += 1
    assert (read_files, refused) == (313, 225)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2 << 20  # KiB, other tests included
