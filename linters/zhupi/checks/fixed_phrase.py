"""``fixed-phrase``: long phrases that are the same everywhere, and here are a character or two off."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import daachorse

from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.literals import Word, find_words
from zhupi.checks.script_forms import in_script_of, normal_form
from zhupi.lang import Text
from zhupi.model.fix import Safety
from zhupi.model.span import Span
from zhupi.patterns import DataFile

_SHORTEST = 7
# In phrases of this length two characters side by side may be wrong.
_LONG = 12
_LEAST_END = 2
# Added or left out, they are a matter of style or of punctuation.
_LIGHT = frozenset("的“”‘’、，《》 \u3000")


class FixedPhrase(NamedTuple):
    """A fixed phrase with one wrong, missing or added character inside (two in a long phrase).

    file: the phrases, one a line
    accepted: other forms that are right although they differ little, one a line
    """

    file: DataFile
    accepted: DataFile = DataFile("")

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def validate(self) -> None:
        for number, phrase in enumerate(self.file.splitlines(), 1):
            if phrase and not phrase.startswith("#") and len(phrase) < _SHORTEST:
                what = f"第{number}行“{phrase}”不足{_SHORTEST}字"
                raise BadOption("file", Text(what, f"line {number}: “{phrase}” is too short"))

    def find(self, subject: Subject) -> Iterator[Match]:
        index = _index(self.file, self.accepted)
        text = normal_form(subject.text)
        for prose in subject.document.prose_spans():
            right_ones = [span for span, _ in find_words(index.right, text, prose)]
            end = prose.start
            for found in sorted(set(_deviations(text, prose, index))):
                if found.span.start >= end and not _lies_in(found.slip, right_ones):
                    end = found.span.end
                    right = in_script_of(subject.text, found.phrase)
                    yield correction(subject.text, found.span, (right,), Safety.UNSAFE)


class Deviation(NamedTuple):
    """A phrase that is a little off, and where."""

    span: Span
    slip: Span
    phrase: str


class _Index(NamedTuple):
    """The halves of all phrases, to be found in one pass.

    ``phrases`` has for each half the phrases with the offset at which it stands in them; ``right``
    are all forms that are right.
    """

    automaton: "daachorse.CharwiseDoubleArrayAhoCorasick"
    phrases: tuple[tuple[tuple[str, int], ...], ...]
    right: tuple[Word, ...]


def _lines(table: DataFile) -> frozenset[str]:
    return frozenset(line for line in table.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=4)
def _index(table: DataFile, accepted: DataFile) -> _Index:
    phrases = sorted(_lines(table))
    of_half: dict[str, list[tuple[str, int]]] = {}
    for phrase in phrases:
        middle = len(phrase) // 2
        of_half.setdefault(phrase[:middle], []).append((phrase, 0))
        of_half.setdefault(phrase[middle:], []).append((phrase, middle))
    halves = daachorse.CharwiseDoubleArrayAhoCorasick(list(of_half))
    right = tuple(map(Word, sorted(_lines(table) | _lines(accepted))))
    return _Index(halves, tuple(map(tuple, of_half.values())), right)


def _deviations(text: str, within: Span, index: _Index) -> Iterator[Deviation]:
    """Where one half of a phrase is right and the other a little off."""
    for start, end, half in index.automaton.find_overlapping(text[within.start : within.end]):
        for phrase, offset in index.phrases[half]:
            here = within.start + start - offset
            if here >= within.start and text.startswith(phrase, here):
                continue
            for length in (len(phrase), len(phrase) - 1, len(phrase) + 1):
                stop = within.start + end if offset else here + length
                span = Span(stop - length, stop)
                slip = slip_of(span.of(text), phrase) if within.contains(span) else None
                if slip:
                    yield Deviation(span, Span(span.start + slip.start, span.start + slip.end), phrase)
                    break


def slip_of(written: str, phrase: str) -> Span | None:
    """Where a text that has both ends of a phrase is off, None when it is that or something else."""
    start, end = _common(written, phrase)
    slip, right = written[start : len(written) - end], phrase[start : len(phrase) - end]
    if min(start, end) < _LEAST_END or "\n" in slip or not (slip or right):
        return None
    if len(slip) == len(right):
        most = 2 if len(phrase) >= _LONG else 1
        counts = len(slip) <= most and not set(slip + right) & _LIGHT
    else:
        counts = len(slip) + len(right) == 1 and not set(slip + right) <= _LIGHT - {right}
    return Span(start, len(written) - end) if counts else None


def _common(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts share at their heads, and at their ends after that."""
    most = min(len(one), len(other))
    start = next((i for i in range(most) if one[i] != other[i]), most)
    rest = most - start
    end = next((i for i in range(rest) if one[-1 - i] != other[-1 - i]), rest)
    return start, end


def _lies_in(slip: Span, right_ones: list[Span]) -> bool:
    """Whether a slip is inside a right phrase, and so is none."""
    after = bisect_left(right_ones, (slip.end, 0))
    before = right_ones[after - 1] if after else None
    return before is not None and before.start < slip.end and slip.start < before.end
