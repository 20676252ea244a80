"""The text view being made, a paragraph a line, with the way back to the parts."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from zhupi.formats.docx.inline import Run
from zhupi.formats.docx.markup import Element
from zhupi.model.document import Block, BlockKind, Cell, Story
from zhupi.model.span import Span


class Paragraph(NamedTuple):
    """How Word shows a paragraph; ``breaks`` are where in its runs a page begins."""

    kind: BlockKind = "paragraph"
    level: int = 0
    label: str = ""
    hidden: bool = False
    breaks: Sequence[int] = ()


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
    runs: Sequence[Run]
    cells: tuple[Cell, ...] = ()
    names: Mapping[str, str | int] = {}

    def segments(self, block: Block) -> Iterator[Segment]:
        """The segments of the line where it is that block; its automatic number is in none.

        They are made when somebody asks: few lines of a report are ever asked for theirs.
        """
        start = block.span.start + len(block.label)
        for text, node, verbatim, offset, _hidden in self.runs:
            end = start + len(text)
            yield Segment(start, end, node, verbatim, offset)
            start = end


class View:
    """Lines and blocks, in the order of the view."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
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

    def has(self, story: Story) -> bool:
        """Whether a line of the story is here."""
        return story in self._numbers

    def add(self, line: Line, paragraph: Paragraph) -> None:
        """One more paragraph."""
        kind, level, label, hidden, breaks = paragraph
        text = label + "".join([run[0] for run in line.runs])
        start, end = self._offset, self._offset + len(text)
        words = start + len(label)
        if label:
            self.synthetic.append(Span(start, words))
        if breaks:
            self.page_breaks += [words + place for place in breaks]
        cell = line.cells[-1] if line.cells else None
        self.blocks.append(Block(kind, Span(start, end), level, line.story, label, cell, hidden))
        self.texts.append(text)
        self.lines.append(line)
        self._offset = end + 1

    def hide_runs(self) -> None:
        """Note which runs of the last line are not shown."""
        line = self.lines[-1]
        for segment, run in zip(line.segments(self.blocks[-1]), line.runs, strict=True):
            if run[4]:
                self._hide(Span(segment.start, segment.end))

    def _hide(self, span: Span) -> None:
        if self.hidden and self.hidden[-1].end == span.start:
            span = Span(self.hidden.pop().start, span.end)
        self.hidden.append(span)

    @cached_property
    def text(self) -> str:
        """The whole text; asked for when all lines are there."""
        return "\n".join(self.texts)
