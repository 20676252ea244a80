"""What may have been meant at places of a text; and remembering it while the text is typed."""

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from zhupi.model.span import Span
from zhupi.typos.candidates import PADDING

_FEW = 4  # so many new lines are looked at one by one; more of them together are faster
_MOST = 4_000  # lines remembered
_AROUND = 2 * PADDING  # characters around a line that may decide what is proposed in it


class Proposal(NamedTuple):
    """Characters meant at a place, with their score, and the word that they are part of."""

    score: float
    start: int
    meant: str
    word: Span

    @property
    def places(self) -> range:
        """The characters that would change."""
        return range(self.start, self.start + len(self.meant))

    def moved(self, offset: int) -> "Proposal":
        """The same, counted from elsewhere."""
        word = Span(self.word.start + offset, self.word.end + offset)
        return self._replace(start=self.start + offset, word=word)


Look = Callable[[str], list[Proposal]]


class _Line(NamedTuple):
    """A line with so much of the text around it as decides what is proposed in it."""

    before: str
    words: str
    after: str


class Memory:
    """The proposals of lines seen lately: who types changes one of them at a time."""

    def __init__(self) -> None:
        self._known: dict[_Line, tuple[Proposal, ...]] = {}

    def proposals(self, text: str, look: Look) -> list[Proposal]:
        """What ``look`` proposes in a text."""
        starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
        lines = [_line(text, start, end) for start, end in pairwise(starts)]
        new = {line for line in lines if line not in self._known}
        if len(self._known) + len(new) > _MOST:
            self._known.clear()
            new = set(lines)
        if len(new) > _FEW:
            found = look(text)
            self._learn(lines, starts, found)
            return found
        self._known.update((line, _alone(line, look)) for line in new)
        return list(self._recall(lines, starts))

    def _learn(self, lines: list[_Line], starts: list[int], found: Iterable[Proposal]) -> None:
        by_start = sorted(found, key=lambda proposal: proposal.start)
        number = 0
        for line, (start, end) in zip(lines, pairwise(starts), strict=True):
            first = number
            while number < len(by_start) and by_start[number].start < end:
                number += 1
            self._known[line] = tuple(each.moved(-start) for each in by_start[first:number])

    def _recall(self, lines: list[_Line], starts: list[int]) -> Iterator[Proposal]:
        for line, start in zip(lines, starts, strict=False):
            for each in self._known[line]:
                yield each.moved(start)


def _line(text: str, start: int, end: int) -> _Line:
    before = text[max(0, start - _AROUND) : start]
    return _Line(before, text[start:end], text[end : end + _AROUND])


def _alone(line: _Line, look: Look) -> tuple[Proposal, ...]:
    """What is proposed in a line, looked at without the rest of its text."""
    first = len(line.before)
    last = first + len(line.words)
    found = look("".join(line))
    return tuple(each.moved(-first) for each in found if first <= each.start < last)
