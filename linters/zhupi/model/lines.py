r"""The one line splitter: a line ends at ``\n``, ``\r\n`` or ``\r`` and nowhere else.

``str.splitlines`` also splits at U+2028, VT, FF and NEL; editors do not, so lines counted with it
would drift from what the writer sees.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from zhupi.patterns import late

_LINE_END = late(r"\r\n|\n|\r")


class Position(NamedTuple):
    """A place between two characters, as people count: 1-based, in code points."""

    line: int
    column: int


class LineIndex(NamedTuple):
    """Where each line of a text starts."""

    starts: Sequence[int]

    def position(self, offset: int) -> Position:
        """Line and column of a code-point offset."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def byte_column(self, text: str, offset: int) -> int:
        """The column of an offset in bytes of UTF-8, from 1; ``text`` is what was indexed."""
        start = self.starts[bisect_right(self.starts, offset) - 1]
        return len(text[start:offset].encode("utf-8", "surrogatepass")) + 1

    def offset(self, position: Position) -> int:
        """The code-point offset of a line and column."""
        return self.starts[position.line - 1] + position.column - 1


def index_lines(text: str) -> LineIndex:
    """Index ``text`` by line."""
    return LineIndex(array("I", (0, *(end.end() for end in _LINE_END.finditer(text)))))


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each line of ``text``, line ends left out."""
    spans = []
    start = 0
    for end in _LINE_END.finditer(text):
        spans.append((start, end.start()))
        start = end.end()
    spans.append((start, len(text)))
    return spans
