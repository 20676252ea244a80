"""What the blocks of a text are to its reader: title, headings, addressee, signature."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zhupi.model.document import Document
from zhupi.model.outline import Outline
from zhupi.model.result import Page, Result
from zhupi.model.span import Span
from zhupi.outline.building import build_outline
from zhupi.outline.frame import read_frame

_DEEPEST = 4
# A heading fills its line but for a full stop; a longer line goes on after its title.
_MARK_AFTER_HEADING = 1


class Shape(NamedTuple):
    """By the index of their block: the level of headings (0 is the title), and classes."""

    levels: Mapping[int, int]
    classes: Mapping[int, str]


def shape_of(result: Result, page: Page) -> Shape:
    """The shape of a text."""
    # The outline is made of text and blocks alone; a result does not keep the file.
    document = Document(result.path, result.format, page.text, page.blocks, origin=None)
    outline = build_outline(document)
    starts = [block.span.start for block in page.blocks]
    levels: dict[int, int] = {}
    for level, span in _headings(outline):
        index = bisect_right(starts, span.start) - 1
        block = page.blocks[index]
        if block.span.end - span.end <= _MARK_AFTER_HEADING and block.kind != "cell":
            levels[index] = level
    classes = {
        bisect_right(starts, span.start) - 1: name for name, span in _frame(document, outline)
    }
    return Shape(levels, classes)


def _headings(outline: Outline) -> Iterator[tuple[int, Span]]:
    for section in outline.root.walk():
        if section.marker or section.title:
            yield min(section.level, _DEEPEST), section.heading
    for span in outline.title:
        yield 0, span


def _frame(document: Document, outline: Outline) -> Iterator[tuple[str, Span]]:
    frame = read_frame(document, outline)
    if frame.addressee:
        yield "addressee", frame.addressee
    for span in (frame.name, frame.date):
        if span:
            yield "signature", span
