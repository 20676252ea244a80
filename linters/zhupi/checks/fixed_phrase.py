"""``fixed-phrase``: long phrases that all write alike, and this document does not."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from zhupi.automata import Finder, finder_of
from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.datafiles import lines_of
from zhupi.checks.script_forms import in_script_of, normal_form
from zhupi.lang import Text
from zhupi.model.fix import Safety
from zhupi.model.slips import common_ends
from zhupi.model.span import Span
from zhupi.patterns import DataFile, late

_SHORTEST = 7
# In phrases of this length two characters side by side may be wrong, and 和 is not left out.
_LONG = 12
# 以…为核心的党中央 cannot do without its 的.
_BOUND = late("为[^的、]{2,4}的")
_LEAST_END = 2
_LONGEST = 48
# A sentence ends there; “十四五” and “十五五” are two plans.
_APART = frozenset("\n。；：！？“”0123456789〇一二三四五六七八九十")
# Left out, they are a matter of style or of punctuation.
_AND = frozenset("和与及")
_LIGHT = frozenset("的“”‘’、，《》 \u3000")


class FixedPhrase(NamedTuple):
    """A fixed phrase with a wrong or missing character inside.

    fault: slip (a wrong character sounds or looks like the right one; in a long phrase two side by
        side may be wrong) or variation (another word in a phrase of several parts)
    file: the phrases, one a line
    accepted: other forms that are right although they differ little, one a line
    """

    file: DataFile
    accepted: DataFile = DataFile("")
    fault: Literal["slip", "variation"] = "slip"

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def validate(self) -> None:
        for number, phrase in lines_of(self.file):
            if len(phrase) < _SHORTEST:
                what = f"第{number}行“{phrase}”不足{_SHORTEST}字"
                raise BadOption("file", Text(what, f"line {number}: “{phrase}” is too short"))

    def find(self, subject: Subject) -> Iterator[Match]:
        text = normal_form(subject.text)
        for prose in subject.document.prose_spans():
            slips: set[Span] = set()
            for found in _faults(text, prose, self.file, self.accepted):
                if found.slip not in slips and found.fault == self.fault:
                    slips.add(found.slip)
                    right = in_script_of(subject.text, found.phrase)
                    yield correction(subject.text, found.span, (right,), Safety.UNSAFE)


def deviations(text: str, phrases: DataFile) -> set[str]:
    """What stands in a text that is a little off one of the phrases and in none of them."""
    whole = Span(0, len(text))
    return {found.span.of(text) for found in _faults(text, whole, phrases, DataFile(""))}


class Deviation(NamedTuple):
    """A phrase that is a little off, and where."""

    span: Span
    slip: Span
    phrase: str
    fault: str


class _Index(NamedTuple):
    """The halves of all phrases, to be found in one pass.

    ``phrases`` has for each half the phrases with the offset at which it stands in them; ``right``
    finds all forms that are right.
    """

    halves: Finder
    phrases: tuple[tuple[tuple[str, int], ...], ...]
    right: Finder


def _lines(table: DataFile) -> frozenset[str]:
    return frozenset(line for _, line in lines_of(table))


@lru_cache(maxsize=4)
def _index(table: DataFile, accepted: DataFile) -> _Index:
    phrases = sorted(_lines(table))
    of_half: dict[str, list[tuple[str, int]]] = {}
    for phrase in phrases:
        middle = len(phrase) // 2
        of_half.setdefault(phrase[:middle], []).append((phrase, 0))
        of_half.setdefault(phrase[middle:], []).append((phrase, middle))
    halves = finder_of(of_half)
    forms = sorted(_lines(table) | _lines(accepted))
    right = finder_of(forms)
    return _Index(halves, tuple(map(tuple, of_half.values())), right)


def _deviations(text: str, within: Span, index: _Index) -> Iterator[Deviation]:
    """Where one half of a phrase is right and the other a little off."""
    first, startswith = within.start, text.startswith
    for start, end, half in index.halves.each(text, *within):
        for phrase, offset in index.phrases[half]:
            here = start - offset
            if here >= first and startswith(phrase, here):
                continue
            # The far end must be right, too, with or without a character left out before it.
            size = len(phrase)
            if offset:
                far_end, place, step = phrase[:_LEAST_END], end - size, 1
            else:
                far_end, place, step = phrase[-_LEAST_END:], here + size - _LEAST_END, -1
            for at, length in ((place, size), (place + step, size - 1)):
                if at < first or not startswith(far_end, at):
                    continue
                span = Span(at, at + length) if offset else Span(here, here + length)
                found = fault_of(span.of(text), phrase) if within.contains(span) else None
                if found:
                    yield _deviation(span, found, phrase)
                    break


def _deviation(span: Span, found: tuple[Span, str], phrase: str) -> Deviation:
    slip, fault = found
    return Deviation(span, Span(span.start + slip.start, span.start + slip.end), phrase, fault)


@lru_cache(maxsize=4)
def _faults(text: str, within: Span, table: DataFile, accepted: DataFile) -> tuple[Deviation, ...]:
    """The deviations that are in no right phrase, those of one slip from the shortest phrase on.

    Several rules look at the same text for different faults.
    """
    index = _index(table, accepted)
    found = sorted(set(_deviations(text, within, index)), key=_by_slip)
    if not found:
        return ()
    right = sorted(Span(start, end) for start, end, _ in index.right.each(text, *within))
    return tuple(each for each in found if not _lies_in(each.slip, right))


def _by_slip(found: Deviation) -> tuple[Span, int, str]:
    """A slip may lie in several phrases, one inside the other."""
    return found.slip, len(found.phrase), found.phrase


def fault_of(written: str, phrase: str) -> tuple[Span, str] | None:
    """Where and how a text with both ends of a phrase is off; None for a right or other one."""
    start, end = common_ends(written, phrase)
    slip, right = written[start : len(written) - end], phrase[start : len(phrase) - end]
    if min(start, end) < _LEAST_END or not (slip or right) or set(slip + right) & _APART:
        return None
    fault = _fault(slip, right, phrase) if len(slip) <= (2 if len(phrase) >= _LONG else 1) else ""
    return (Span(start, len(written) - end), fault) if fault else None


def _fault(slip: str, right: str, phrase: str) -> str:
    """What it is that other characters stand instead of a phrase's own; empty when it is meant.

    What is added to a phrase is nearly always meant (黄河全流域…, 坚持把…), and so is another word
    unless the phrase is a row of parts.
    """
    if not slip:
        return "slip" if _is_needed(right, phrase) else ""
    if len(slip) != len(right) or set(slip + right) & _LIGHT:
        return ""
    if _are_confused(slip, right):
        return "slip"
    return "variation" if len(phrase) >= _LONG and "、" in phrase else ""


def _is_needed(missing: str, phrase: str) -> bool:
    """Whether a phrase is wrong without a character."""
    if missing == "的":
        return bool(_BOUND.search(phrase))
    # 和 is left out at will in short phrases (主权领土完整), not in long ones.
    return missing not in _LIGHT and (missing not in _AND or len(phrase) >= _LONG)


def _are_confused(slip: str, right: str) -> bool:
    from zhupi.typos.counted import are_confused

    return are_confused(slip, right)


def _lies_in(slip: Span, right: list[Span]) -> bool:
    """Whether a slip is inside a right phrase, and so is none."""
    first = bisect_left(right, (slip.start - _LONGEST, 0))
    last = bisect_left(right, (slip.end, 0))
    return any(slip.start < span.end for span in right[first:last])
