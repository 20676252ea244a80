import pytest

from zhupi.formats import read
from zhupi.formats.plain_text import write
from zhupi.model.fix import Edit
from zhupi.model.span import Span

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_writing_keeps_encoding_mark_and_line_ends(encoding: str):
    mark = {"utf-8": BOM, "utf-16-le": b"\xff\xfe"}.get(encoding, b"")
    source = "会议部暑工作\r\n第二行\r第三行\n"
    raw = mark + source.encode(encoding)
    document = read(raw, "a.txt")
    fixed = write(document, [Edit(Span(2, 4), "部署")])
    assert fixed == mark + source.replace("部暑", "部署").encode(encoding)


def test_a_deletion_over_lines():
    document = read("甲\r\n乙\r\n丙".encode(), "a.txt")
    assert write(document, [Edit(Span(2, 4), "")]) == "甲\r\n丙".encode()


def test_blocks_are_lines_also_empty_ones():
    document = read("甲\n\n乙\n".encode(), "a.txt")
    assert [document.prose(block) for block in document.blocks] == ["甲", "", "乙", ""]
