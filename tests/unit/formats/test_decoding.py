import os

import pytest

from zhupi.errors import UnreadableFile
from zhupi.formats.decoding import decode, encoding_note

REPORT = "关于2023年工作的报告\r\n一、基本情况，“十四五”期间，共完成12项。\r\n" * 3


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (REPORT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + REPORT.encode(), "utf-8"),
        (b"\xff\xfe" + REPORT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + REPORT.encode("utf-16-be"), "utf-16-be"),
        (REPORT.encode("utf-16-le"), "utf-16-le"),
        (REPORT.encode("utf-16-be"), "utf-16-be"),
        (REPORT.encode("gb18030"), "gb18030"),
    ],
)
def test_encodings(raw: bytes, encoding: str):
    decoded = decode(raw, "报告.txt")
    assert (decoded.text, decoded.encoding) == (REPORT, encoding)
    assert decoded.encode(decoded.text) == raw
    assert bool(encoding_note(decoded)) == (encoding != "utf-8")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" \n\t",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04" + b"x" * 50,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1 x}",
        b"%PDF-1.7",
        "Ünïcödé текст".encode("latin-1", "ignore") + b"\xff\xfa\x81\xff" * 9,
        "おはよう、世界の皆さん".encode("shift_jis"),
        b"\x00\x01\x02\x03" * 20,
        os.urandom(2000),
    ],
)
def test_what_is_no_text_is_said_in_a_sentence(raw: bytes):
    with pytest.raises(UnreadableFile) as caught:
        decode(raw, "报告.md")
    assert caught.value.where == "报告.md"
    assert "报告.md" in caught.value.say("zh")
