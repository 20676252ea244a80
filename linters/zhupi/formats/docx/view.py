"""The text view being made, a paragraph a line, with the way back to the parts."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from zhupi.formats.docx.inline import Run
from zhupi.formats.docx.markup import Element
from zhupi.model.document import Block, BlockKind, Cell, Story
from zhupi.model.span import Span


class Paragraph(NamedTuple):
    """A paragraph as Word shows it."""

    kind: BlockKind
    level: int
    label: str
    runs: list[Run]
    cells: tuple[Cell, ...]
    hidden: bool = False


class Segment(NamedTuple):
    """A run of the text view, from ``start`` to ``end``, and the element it was read from.

    A ``verbatim`` segment is the element's text from ``offset`` on, character for character; of
    another (a tab, a line break, a picture, an attribute) only the whole corresponds.
    """

    start: int
    end: int
    node: Element
    verbatim: bool
    offset: int


class Line(NamedTuple):
    """Where a line of the view comes from: ``elements`` are its ``w:p``, or what it was read from.

    ``number`` counts the lines of its story from 0. ``names`` are what else tells it: the id of a
    note or comment, the name of a property, the line of the paragraph that it hangs on.
    """

    part: str
    story: Story
    number: int
    elements: tuple[Element, ...]
    cells: tuple[Cell, ...] = ()
    names: Mapping[str, str | int] = {}


class View:
    """Lines, blocks and segments, in the order of the view."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self.segments: list[Segment] = []
        self.synthetic: list[Span] = []
        self.hidden: list[Span] = []
        self.page_breaks: list[int] = []
        self._offset = 0
        self._numbers: dict[Story, int] = {}

    def next_number(self, story: Story) -> int:
        """The number that the next line of a story has."""
        number = self._numbers.get(story, 0)
        self._numbers[story] = number + 1
        return number

    def add(self, line: Line, paragraph: Paragraph, breaks: list[int]) -> None:
        """One more paragraph; ``breaks`` are where in its runs a page begins."""
        start = self._offset
        offset = start + len(paragraph.label)
        if paragraph.label:
            self.synthetic.append(Span(start, offset))
        if breaks:
            self.page_breaks += [offset + place for place in breaks]
        for text, node, verbatim, skipped, hidden in paragraph.runs:
            end = offset + len(text)
            self.segments.append(Segment(offset, end, node, verbatim, skipped))
            if hidden:
                self._hide(Span(offset, end))
            offset = end
        self.texts.append(paragraph.label + "".join([run[0] for run in paragraph.runs]))
        self.lines.append(line)
        self.blocks.append(
            Block(
                paragraph.kind,
                Span(start, offset),
                paragraph.level,
                line.story,
                paragraph.label,
                paragraph.cells[-1] if paragraph.cells else None,
                paragraph.hidden,
            )
        )
        self._offset = offset + 1

    def _hide(self, span: Span) -> None:
        if self.hidden and self.hidden[-1].end == span.start:
            span = Span(self.hidden.pop().start, span.end)
        self.hidden.append(span)

    @cached_property
    def text(self) -> str:
        """The whole text; asked for when all lines are there."""
        return "\n".join(self.texts)
