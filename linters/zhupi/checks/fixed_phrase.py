"""``fixed-phrase``: long phrases that all write alike, and this document does not."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import daachorse

from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.script_forms import in_script_of, normal_form
from zhupi.checks.slips import common_ends
from zhupi.lang import Text
from zhupi.model.fix import Safety
from zhupi.model.span import Span
from zhupi.patterns import DataFile

_SHORTEST = 7
# In phrases of this length two characters side by side may be wrong, and one may be added.
_LONG = 10
# A row of parts of this length is a formula: whatever else stands in it is a fault.
_FORMULA = 14
_LEAST_END = 2
_LONGEST = 48
# A sentence ends there; “十四五” and “十五五” are two plans.
_APART = frozenset("\n。；：！？“”0123456789〇一二三四五六七八九十")
# Added or left out, they are a matter of style or of punctuation.
_AND = frozenset("和与及")
_FUNCTION = frozenset("了着过等在以对从将要好新更再也都就和与及原既各所其之地是性类大")
_LIGHT = frozenset("的“”‘’、，《》 \u3000")


class FixedPhrase(NamedTuple):
    """A fixed phrase with a wrong, missing or added character inside.

    A wrong character counts when it sounds or looks like the right one, or when the phrase is a
    formula, a row of parts; in a long phrase two side by side may be wrong.

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
            end = prose.start
            for found in _faults(text, prose, index):
                if found.span.start >= end:
                    end = found.span.end
                    right = in_script_of(subject.text, found.phrase)
                    yield correction(subject.text, found.span, (right,), Safety.UNSAFE)


def deviations(text: str, phrases: DataFile) -> set[str]:
    """What stands in a text that is a little off one of the phrases and in none of them."""
    index = _index(phrases, DataFile(""))
    return {found.span.of(text) for found in _faults(text, Span(0, len(text)), index)}


class Deviation(NamedTuple):
    """A phrase that is a little off, and where."""

    span: Span
    slip: Span
    phrase: str


class _Index(NamedTuple):
    """The halves of all phrases, to be found in one pass.

    ``phrases`` has for each half the phrases with the offset at which it stands in them; ``right``
    finds all forms that are right.
    """

    halves: "daachorse.CharwiseDoubleArrayAhoCorasick"
    phrases: tuple[tuple[tuple[str, int], ...], ...]
    right: "daachorse.CharwiseDoubleArrayAhoCorasick"


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
    forms = sorted(_lines(table) | _lines(accepted))
    right = daachorse.CharwiseDoubleArrayAhoCorasick(forms)
    return _Index(halves, tuple(map(tuple, of_half.values())), right)


def _deviations(text: str, within: Span, index: _Index) -> Iterator[Deviation]:
    """Where one half of a phrase is right and the other a little off."""
    for start, end, half in index.halves.find_overlapping(text[within.start : within.end]):
        for phrase, offset in index.phrases[half]:
            here = within.start + start - offset
            if here >= within.start and text.startswith(phrase, here):
                continue
            for length in _lengths(phrase):
                stop = within.start + end if offset else here + length
                span = Span(stop - length, stop)
                slip = slip_of(span.of(text), phrase) if within.contains(span) else None
                if slip:
                    place = Span(span.start + slip.start, span.start + slip.end)
                    yield Deviation(span, place, phrase)
                    break


def _faults(text: str, within: Span, index: _Index) -> Iterator[Deviation]:
    """The deviations that are in no right phrase, in order."""
    found = sorted(set(_deviations(text, within, index)))
    if found:
        hits = index.right.find_overlapping(text[within.start : within.end])
        right = sorted(Span(within.start + start, within.start + end) for start, end, _ in hits)
        yield from (each for each in found if not _lies_in(each.slip, right))


def _lengths(phrase: str) -> tuple[int, ...]:
    size = len(phrase)
    return (size, size - 1, size + 1) if size >= _LONG else (size, size - 1)


def slip_of(written: str, phrase: str) -> Span | None:
    """Where a text that has both ends of a phrase is off; None when it is right, or another."""
    start, end = common_ends(written, phrase)
    slip, right = written[start : len(written) - end], phrase[start : len(phrase) - end]
    if min(start, end) < _LEAST_END or not (slip or right) or set(slip + right) & _APART:
        return None
    counts = _is_fault(slip, right, phrase)
    return Span(start, len(written) - end) if counts else None


def _is_fault(slip: str, right: str, phrase: str) -> bool:
    """Whether what stands instead of a phrase's own characters is a fault, and no variation."""
    if not slip:
        # 和 is left out at will in short phrases (主权领土完整), not in long ones.
        return right == "的" or right not in (_LIGHT if len(phrase) >= _LONG else _LIGHT | _AND)
    if not right:
        if slip == "的":
            return len(phrase) >= _FORMULA
        return len(phrase) >= _LONG and len(slip) == 1 and slip not in _LIGHT | _FUNCTION
    if len(slip) != len(right) or set(slip + right) & _LIGHT:
        return False
    is_formula = len(phrase) >= _FORMULA and "、" in phrase
    return is_formula or _are_confused(slip, right)


def _are_confused(slip: str, right: str) -> bool:
    from zhupi.typos.model import are_confused

    return are_confused(slip, right)


def _lies_in(slip: Span, right: list[Span]) -> bool:
    """Whether a slip is inside a right phrase, and so is none."""
    first = bisect_left(right, (slip.start - _LONGEST, 0))
    last = bisect_left(right, (slip.end, 0))
    return any(slip.start < span.end for span in right[first:last])
