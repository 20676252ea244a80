"""What a format is."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from zhupi.formats.options import ReadOptions
from zhupi.model.document import Document
from zhupi.model.fix import Fix
from zhupi.model.lines import LineIndex, Position
from zhupi.model.span import Span

Place = Mapping[str, object]
"""Where something is in the package of a DOCX; the keys are those of ``docs/word.md``."""


class Location(NamedTuple):
    """Where a span is, for people and other programs.

    Lines and columns count from 1 in code points: of the file for Markdown and text, of the text
    view for DOCX. ``byte_columns`` are the columns of both in bytes of UTF-8. ``place`` says where
    in the package of a DOCX, and is None for the others.
    """

    start: Position
    end: Position
    byte_columns: tuple[int, int]
    place: Place | None = None


def place_of(lines: LineIndex, text: str, span: Span, place: Place | None = None) -> Location:
    """The location of a span of a text."""
    return Location(
        lines.position(span.start),
        lines.position(span.end),
        (lines.byte_column(text, span.start), lines.byte_column(text, span.end)),
        place,
    )


class Format(Protocol):
    """A module that reads one kind of file."""

    def read(self, raw: bytes, path: str, options: ReadOptions = ...) -> Document:
        """The document in ``raw``; raises UnreadableFile when it is no such file."""
        ...

    def locate(self, document: Document, span: Span) -> Location:
        """The place of a span of ``document.text``."""
        ...

    def pieces(self, document: Document, span: Span) -> list[Span]:
        """The parts of a span, each of which was read from one place of the file."""
        ...

    def settle(self, document: Document, fix: Fix) -> Fix:
        """The fix as the file allows it; one that it does not allow is only shown."""
        ...
