"""Finding many words in one pass (Aho–Corasick), in memory that does not grow with the text.

The library lists all hits before it gives the first one, and notes for each byte of a text which
character it belongs to: a hundred bytes a character. So a long text is given to it in parts, which
end at line ends.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import daachorse

_PART = 1 << 15
"""How many characters a part has at least, if the text goes on."""

Hit = tuple[int, int, int]
"""Where a word begins and ends, and its number."""


class Finder(NamedTuple):
    """What finds words.

    whole: whether a word holds a line end, so that texts must not be cut there
    """

    automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    whole: bool = False

    def hits(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, list[Hit]]]:
        """All words in a part of a text, also inside each other, in lists in the order of the text.

        With each list comes the offset from which its hits count. They are sorted by their ends;
        of several that end together the longest is the first.
        """
        end = len(text) if end is None else end
        for first, last in [(start, end)] if self.whole else parts_of(text, start, end):
            yield first, self.automaton.find_overlapping(text[first:last])

    def each(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """The same, one by one, with their places in the text."""
        for offset, hits in self.hits(text, start, end):
            yield from hits if not offset else _shifted(hits, offset)


def _shifted(hits: list[Hit], offset: int) -> Iterator[Hit]:
    for start, end, number in hits:
        yield offset + start, offset + end, number


def finder_of(words: Iterable[str]) -> Finder:
    """What finds words in one pass; there must be one at least."""
    words = list(words)
    return Finder(
        daachorse.CharwiseDoubleArrayAhoCorasick(words), any("\n" in each for each in words)
    )


def parts_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From where to where the parts of a part of a text go, which end behind line ends."""
    while end - start > _PART:
        last = text.find("\n", start + _PART, end) + 1 or end
        yield start, last
        start = last
    yield start, end
