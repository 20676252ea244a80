"""The one coordinate of the program."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in ``Document.text``."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether it is a place between two characters."""
        return self.start == self.end

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters it covers."""
        return text[self.start : self.end]
