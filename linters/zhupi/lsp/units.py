"""Positions of clients: 0-based lines, and columns in code units of the encoding agreed on."""

import re
from collections.abc import Callable

from lsprotocol import types

from zhupi.model.lines import LineIndex, Position, index_lines
from zhupi.model.span import Span

_LINE_END = re.compile(r"[\r\n]")
_UNITS: dict[types.PositionEncodingKind, Callable[[str], int]] = {
    types.PositionEncodingKind.Utf8: lambda text: len(text.encode("utf-8", "surrogatepass")),
    types.PositionEncodingKind.Utf16: lambda text: (
        len(text.encode("utf-16-le", "surrogatepass")) // 2
    ),
    types.PositionEncodingKind.Utf32: len,
}


class Ruler:
    """Measures a text in the units of a client."""

    def __init__(self, text: str, encoding: str, lines: LineIndex | None = None) -> None:
        self.text = text
        self._lines = lines or index_lines(text)
        self._units = _UNITS[types.PositionEncodingKind(encoding)]

    def position(self, place: Position) -> types.Position:
        """A line and column of ours, which count from 1 in code points."""
        start = self._lines.starts[place.line - 1]
        before = self.text[start : start + place.column - 1]
        return types.Position(place.line - 1, self._units(before))

    def range(self, start: Position, end: Position) -> types.Range:
        """From one place to another."""
        return types.Range(self.position(start), self.position(end))

    def span(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return self.range(self._lines.position(start), self._lines.position(end))

    def line(self, number: int) -> types.Range:
        """A whole line, counted from 1; the last one for a number that is too great."""
        number = min(max(number, 1), len(self._lines.starts))
        start = self._lines.starts[number - 1]
        return types.Range(
            types.Position(number - 1, 0),
            self.position(Position(number, self._end(start) - start + 1)),
        )

    def _end(self, start: int) -> int:
        """Where the line ends that starts there, its end left out."""
        found = _LINE_END.search(self.text, start)
        return found.start() if found else len(self.text)

    def offset(self, position: types.Position) -> int:
        """The offset of a client's position; past the end of a line it is that end."""
        starts = self._lines.starts
        if position.line >= len(starts):
            return len(self.text)
        start = starts[position.line]
        return start + self._column(self.text[start : self._end(start)], position.character)

    def _column(self, line: str, units: int) -> int:
        """How many characters of a line those units hold; half a character is none."""
        if self._units(line) <= units:
            return len(line)
        used = 0
        for column, character in enumerate(line):
            used += self._units(character)
            if used > units:
                return column
        return len(line)

    def offsets(self, extent: types.Range) -> Span:
        """The offsets of a client's range."""
        return Span(self.offset(extent.start), self.offset(extent.end))
