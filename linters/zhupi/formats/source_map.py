"""From the text view back to the file, for formats whose file is text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, NamedTuple

from zhupi.model.fix import Edit
from zhupi.model.span import Span

PieceKind = Literal["verbatim", "line-end", "computed"]


class Piece(NamedTuple):
    """A run of the text view and the part of the source that it stands for.

    A ``verbatim`` piece is character for character the same in both. A ``line-end`` is the ``\\n``
    between two blocks and all that separates them in the source. Of a ``computed`` one only the
    whole corresponds (an entity, a soft line end, the number of a list item).
    """

    view: Span
    source: Span
    kind: PieceKind


class SourceMap(NamedTuple):
    """The pieces of a view, in order and without holes, and where each starts."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

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

    def overlapping(self, span: Span) -> tuple[Piece, ...]:
        """The pieces in which a span stands."""
        first = bisect_right(self.starts, span.start) - 1
        return self.pieces[first : max(bisect_left(self.starts, span.end), first + 1)]

    def _piece(self, offset: int) -> Piece:
        if not self.pieces:
            return Piece(Span(0, 0), Span(0, 0), "verbatim")
        return self.pieces[bisect_right(self.starts, offset) - 1]

    def _start(self, offset: int) -> int:
        piece = self._piece(offset)
        shift = min(offset, piece.view.end) - piece.view.start
        return piece.source.start + (shift if piece.kind == "verbatim" else 0)

    def _end(self, offset: int) -> int:
        piece = self._piece(offset - 1)
        if piece.kind != "verbatim":
            return piece.source.end
        return piece.source.start + offset - piece.view.start


def map_pieces(pieces: Iterable[Piece]) -> SourceMap:
    """A map of pieces, which must be in order."""
    kept = tuple(pieces)
    return SourceMap(kept, tuple(piece.view.start for piece in kept))


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
