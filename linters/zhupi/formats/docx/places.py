"""Where in the package a span stands: part, story, paragraph, table cell, run, page."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from zhupi.formats.base import Place
from zhupi.formats.docx.markup import R_, W14, Element, P
from zhupi.formats.docx.view import Line, Segment
from zhupi.model.document import Block
from zhupi.model.lines import LineIndex
from zhupi.model.span import Span

_START, _END = attrgetter("start"), attrgetter("end")


class DocxOrigin:
    """The parts behind a view; ``page_breaks`` are the offsets at which pages begin."""

    def __init__(
        self, lines: Sequence[Line], blocks: Sequence[Block], page_breaks: Sequence[int]
    ) -> None:
        self.lines = lines
        self.blocks = blocks
        self.page_breaks = page_breaks
        self.line_index = LineIndex(tuple([block.span.start for block in blocks]))
        self._segments: dict[int, tuple[Segment, ...]] = {}

    def segment_at(self, offset: int) -> Segment | None:
        """The segment that a character was read from; None for one that stands in no element."""
        found = self.segments_of(Span(offset, offset + 1))
        return found[0] if found else None

    def segments_of(self, span: Span) -> tuple[Segment, ...]:
        """The segments that share a character with a span."""
        first, last = self._number(span.start), self._number(span.end)
        if first == last:
            return _within(self._segments_of(first), span)
        return tuple(
            segment
            for number in range(first, last + 1)
            for segment in _within(self._segments_of(number), span)
        )

    def line_at(self, offset: int) -> Line:
        """The line that a character stands in."""
        return self.lines[self._number(offset)]

    def _number(self, offset: int) -> int:
        return bisect_right(self.line_index.starts, offset) - 1

    def _segments_of(self, number: int) -> tuple[Segment, ...]:
        """The segments of a line, which are made once."""
        if number not in self._segments:
            segments = self.lines[number].segments(self.blocks[number])
            self._segments[number] = tuple(segments)
        return self._segments[number]

    def place(self, offset: int) -> Place:
        """Where a character stands in the package; keys that have nothing to say are left out."""
        line = self.line_at(offset)
        place: dict[str, object] = {
            "part": line.part,
            "story": line.story,
            "paragraph": line.number,
            **line.names,
        }
        if line.cells:
            place["cells"] = [list(cell) for cell in line.cells]
        segment = self.segment_at(offset)
        paragraph = _paragraph_of(segment, line)
        if paragraph is not None and paragraph.get(f"{W14}paraId"):
            place["id"] = str(paragraph.get(f"{W14}paraId"))
        if segment is not None:
            place |= _in_run(segment, offset, paragraph)
        if line.story == "body" and self.page_breaks:
            place["page"] = 1 + bisect_right(self.page_breaks, offset)
        return place


def _within(segments: tuple[Segment, ...], span: Span) -> tuple[Segment, ...]:
    first = bisect_right(segments, span.start, key=_END)
    last = bisect_left(segments, span.end, key=_START)
    return segments[first:last]


def _paragraph_of(segment: Segment | None, line: Line) -> Element | None:
    """The ``w:p`` of a segment, else the first of the line."""
    element = segment.node if segment else None
    while element is not None and element.tag != P:
        element = element.getparent()
    if element is None and line.elements and line.elements[0].tag == P:
        return line.elements[0]
    return element


def _in_run(segment: Segment, offset: int, paragraph: Element | None) -> dict[str, object]:
    """The number of the run among the paragraph's ``w:r``, and the character in its text node."""
    run: Element | None = segment.node
    while run is not None and run.tag != R_:
        run = run.getparent()
    if run is None or paragraph is None:
        return {}
    number = next(index for index, each in enumerate(paragraph.iter(R_)) if each is run)
    inside = segment.offset + offset - segment.start if segment.verbatim else 0
    return {"run": number, "offset": inside}
