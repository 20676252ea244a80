"""Every character of the text view maps back to its own place in the file."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from tests.reports import docx, paragraph
from zhupi.errors import UnreadableFile
from zhupi.formats import locate, read
from zhupi.formats.docx import origin_of as docx_origin_of
from zhupi.formats.text_origin import origin_of
from zhupi.model.document import Document
from zhupi.model.span import Span

ODD = "甲部署𠮷😀ae\u0301\u2028\x0b\x85\t 　*_`#<>&|[]()0.-、：“”\\~$\r\n"
TEXTS = st.text(st.sampled_from(ODD), min_size=1, max_size=60)
FRAGMENTS = st.sampled_from(
    ["# 标题\n", "## 一、做法\n", "正文**部**暑", "与`代码`之间", "[链接](http://a.b \"题\")", "![图](a.png)",
     "\n", "\r\n", "\n\n", "- 项\n", "1. 甲\n2. 乙\n", "> 引用\n", "a&amp;b", "\\*", "&#x4e2d;", "<!-- 注 -->",
     "| 甲 | 乙 |\n|---|---|\n| 丙\\|丁 | 戊 |\n", "```\n代码\n```\n", "𠮷😀", "e\u0301", "\u2028", "文[^1]",
     "\n[^1]: 注\n", "  \n", "部\n署", "***粗斜***", "<b>粗</b>", "\t", "3) 丙\n", "~~删~~"]
)  # fmt: skip


def check(document: Document):
    """A plain look at the file finds the same character at the place that the format names."""
    source = origin_of(document).decoded.text
    lines = re.split(r"\r\n|\r|\n", source)
    pieces = origin_of(document).map.pieces
    kinds = {offset: piece.kind for piece in pieces for offset in range(*piece.view)}
    assert len(kinds) == len(document.text)
    for offset, char in enumerate(document.text):
        location = locate(document, Span(offset, offset + 1))
        if kinds[offset] == "verbatim":
            assert lines[location.start.line - 1][location.start.column - 1] == char
            assert location.end == (location.start.line, location.start.column + 1)
        assert location.start <= location.end
    assert "".join(document.prose(block) + "\n" for block in document.blocks) == (
        document.text + "\n" if document.blocks else ""
    )


@given(TEXTS, st.sampled_from(["", "\ufeff"]))
@example("甲\r\n乙\r丙\n丁", "\ufeff")
def test_plain_text(text: str, mark: str):
    try:
        document = read((mark + text).encode(), "a.txt")
    except UnreadableFile:
        return
    check(document)
    assert document.text == re.sub(r"\r\n|\r", "\n", text)


@given(st.lists(FRAGMENTS, min_size=1, max_size=12))
def test_markdown_of_fragments(fragments: list[str]):
    try:
        document = read("".join(fragments).encode(), "a.md")
    except UnreadableFile:
        return
    check(document)


@given(TEXTS)
def test_markdown_of_anything(text: str):
    try:
        document = read(text.encode(), "a.md")
    except UnreadableFile:
        return
    check(document)


@given(st.lists(st.text(st.sampled_from("甲𠮷😀e\u0301\u2028\t &<>“ab"), min_size=1), min_size=1))
def test_docx(paragraphs: list[str]):
    raw = docx("".join(paragraph(text) for text in paragraphs))
    try:
        document = read(raw, "a.docx")
    except UnreadableFile:
        return
    assert document.text == "\n".join(paragraphs)
    for offset, char in enumerate(document.text):
        segment = docx_origin_of(document).segment_at(offset)
        if char == "\n":
            assert segment is None
        else:
            assert segment is not None and segment.node.text is not None
            assert segment.node.text[offset - segment.start] == char
