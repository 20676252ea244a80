"""From the text view back to the file, for formats whose file is text."""

from array import array
from bisect import bisect_left, bisect_right
from typing import Literal, NamedTuple, get_args

from zhupi.model.fix import Edit
from zhupi.model.span import Span

PieceKind = Literal["verbatim", "line-end", "computed"]
_KINDS: tuple[PieceKind, ...] = get_args(PieceKind)
_VERBATIM, _COMPUTED = _KINDS.index("verbatim"), _KINDS.index("computed")


class Piece(NamedTuple):
    """A run of the text view and the part of the source that it stands for.

    A ``verbatim`` piece is character for character the same in both. A ``line-end`` is the ``\\n``
    between two blocks and all that separates them in the source. Of a ``computed`` one only the
    whole corresponds (an entity, a soft line end, the number of a list item).
    """

    view: Span
    source: Span
    kind: PieceKind


class SourceMap:
    """The pieces of a view, in order and without holes.

    They are kept as columns of numbers: as values, those of a long file would take more memory than
    its text.
    """

    __slots__ = ("_ends", "_kinds", "_sources", "_starts")

    def __init__(self) -> None:
        self._starts = array("I", [0])  # in the view; the last one is its end
        self._sources = array("I")
        self._ends = array("I")  # in the source
        self._kinds = bytearray()

    def append(self, length: int, source: Span, kind: PieceKind) -> None:
        """Add a piece of so many characters of the view."""
        self._starts.append(self._starts[-1] + length)
        self._sources.append(source.start)
        self._ends.append(source.end)
        self._kinds.append(_KINDS.index(kind))

    @property
    def length(self) -> int:
        """How long the view is."""
        return self._starts[-1]

    @property
    def end_of_source(self) -> int:
        """Where in the source the last piece ends."""
        return self._ends[-1] if self._ends else 0

    @property
    def pieces(self) -> list[Piece]:
        """All the pieces."""
        return [self._piece(index) for index in range(len(self._kinds))]

    def to_source(self, span: Span) -> Span:
        """The part of the source that a span of the view stands for."""
        if span.empty:
            offset = self._start(span.start)
            return Span(offset, offset)
        return Span(self._start(span.start), self._end(span.end))

    def edit_source(self, edit: Edit) -> Edit | None:
        """The same edit on the source; None where it would cut through markup."""
        found = self._overlapping(edit.span)
        whole = _COMPUTED not in self._kinds[found.start : found.stop]
        joined = all(self._ends[here] == self._sources[here + 1] for here in found[:-1])
        return Edit(self.to_source(edit.span), edit.text) if whole and joined else None

    def overlapping(self, span: Span) -> list[Piece]:
        """The pieces in which a span stands."""
        return [self._piece(index) for index in self._overlapping(span)]

    def _overlapping(self, span: Span) -> range:
        """Their numbers."""
        first = self._index(span.start)
        last = bisect_left(self._starts, span.end, 0, len(self._kinds))
        return range(max(first, 0), max(last, first + 1))

    def _piece(self, index: int) -> Piece:
        view = Span(self._starts[index], self._starts[index + 1])
        source = Span(self._sources[index], self._ends[index])
        return Piece(view, source, _KINDS[self._kinds[index]])

    def _index(self, offset: int) -> int:
        """The number of the piece in which a place stands; -1 where there are none."""
        return bisect_right(self._starts, offset, 0, len(self._kinds)) - 1

    def _start(self, offset: int) -> int:
        here = self._index(offset)
        if here < 0:
            return 0
        shift = min(offset, self._starts[here + 1]) - self._starts[here]
        return self._sources[here] + (shift if self._kinds[here] == _VERBATIM else 0)

    def _end(self, offset: int) -> int:
        here = self._index(offset - 1)
        if self._kinds[here] != _VERBATIM:
            return self._ends[here]
        return self._sources[here] + offset - self._starts[here]


def minimal_edit(text: str, edit: Edit) -> Edit:
    """The edit without the characters that old and new text share at either end."""
    old, new = edit.span.of(text), edit.text
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    span = Span(edit.span.start + head, edit.span.end - tail)
    return Edit(span, new[head : len(new) - tail])
