"""From the text view back to the file, for formats whose file is text."""

from array import array
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from zhupi.model.fix import Edit
from zhupi.model.span import Span

PieceKind = Literal["verbatim", "line-end", "computed"]
_KINDS: tuple[PieceKind, ...] = get_args(PieceKind)


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
        return self._some(0, len(self._kinds))

    def to_source(self, span: Span) -> Span:
        """The part of the source that a span of the view stands for."""
        if span.empty:
            offset = self._start(span.start)
            return Span(offset, offset)
        return Span(self._start(span.start), self._end(span.end))

    def edit_source(self, edit: Edit) -> Edit | None:
        """The same edit on the source; None where it would cut through markup."""
        pieces = self.overlapping(edit.span)
        whole = all(piece.kind != "computed" for piece in pieces)
        joined = all(a.source.end == b.source.start for a, b in pairwise(pieces))
        return Edit(self.to_source(edit.span), edit.text) if whole and joined else None

    def overlapping(self, span: Span) -> list[Piece]:
        """The pieces in which a span stands."""
        first = self._index(span.start)
        last = bisect_left(self._starts, span.end, 0, len(self._kinds))
        return self._some(max(first, 0), max(last, first + 1))

    def _some(self, first: int, last: int) -> list[Piece]:
        return [self._piece(index) for index in range(first, last)]

    def _piece(self, index: int) -> Piece:
        if not self._kinds:
            return Piece(Span(0, 0), Span(0, 0), "verbatim")
        view = Span(self._starts[index], self._starts[index + 1])
        source = Span(self._sources[index], self._ends[index])
        return Piece(view, source, _KINDS[self._kinds[index]])

    def _index(self, offset: int) -> int:
        """The number of the piece in which a place stands."""
        return bisect_right(self._starts, offset, 0, len(self._kinds)) - 1

    def _start(self, offset: int) -> int:
        piece = self._piece(self._index(offset))
        shift = min(offset, piece.view.end) - piece.view.start
        return piece.source.start + (shift if piece.kind == "verbatim" else 0)

    def _end(self, offset: int) -> int:
        piece = self._piece(self._index(offset - 1))
        if piece.kind != "verbatim":
            return piece.source.end
        return piece.source.start + offset - piece.view.start


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
