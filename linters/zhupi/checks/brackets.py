"""``brackets``: quotation marks, book-title marks and brackets come in pairs."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from zhupi.checks.base import Hint, Match, Subject
from zhupi.lang import Text
from zhupi.model.fix import Edit, Fix, Safety
from zhupi.model.span import Span
from zhupi.patterns import late

_PARTNERS = dict(zip("“‘《〈（(〔【「『［", "”’》〉）)〕】」』］", strict=True))
_CLOSERS = {close: mark for mark, close in _PARTNERS.items()}
_MARK = late(f"[{re.escape(''.join((*_PARTNERS, *_CLOSERS)))}]")
_QUOTES = {mark: tuple(pair) for pair in ("“”", "‘’") for mark in pair}
_INNER = {"“": ("‘", "’"), "‘": ("“", "”"), "《": ("〈", "〉"), "〈": ("《", "》")}
_FULL = {"(": "（", ")": "）"}
_HALF = {full: half for half, full in _FULL.items()}
_HAN = r"\u3400-\u9fff"
_HAN_INSIDE = late(rf"[{_HAN}]")
# 1） a) 一） at the head of a line or after a stop: the number of an item.
_ITEM = late(
    r"(?:^|[\n\u2028。；：:;，、])[ \t　]*(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$"
)
_LONGEST_ITEM = 8
_BEFORE_ITEM = r"[\n\u2028。；：:;，、 \t　]"
_HAN_NUMERAL = "[一二三四五六七八九十]"
_NUMERALS = (
    r"[\da-zA-Z一二三四五六七八九十]",
    r"\d\d",
    _HAN_NUMERAL * 2,
    _HAN_NUMERAL * 3,
)
# The same, an apostrophe and a smiley, as far as the mark and the few characters before it show.
_MAY_STAND_ALONE = late(
    "[)）’](?:(?<=[:;].)|(?<=[0-9A-Za-z]’)|"
    + "|".join(rf"(?<={b}{n}.)" for b in (_BEFORE_ITEM, r"\A") for n in _NUMERALS)
    + ")"
)
_MARK_OR_END = late(f"[\n{re.escape(''.join((*_PARTNERS, *_CLOSERS)))}]")
# A quotation over several paragraphs opens each and closes the last one only.
_MOST_PARAGRAPHS = 30
_LONGEST_QUOTED = 40


class Mark(NamedTuple):
    """An opening or closing mark and where it stands."""

    char: str
    span: Span


class Pair(NamedTuple):
    """An opening and a closing mark that belong together, and the mark around them."""

    open: Mark
    close: Mark
    outer: Mark | None


class Line(NamedTuple):
    """The pairs of a line, and what is left over, in order."""

    pairs: tuple[Pair, ...]
    left: tuple[Mark, ...]


class Brackets(NamedTuple):
    """Marks that come in pairs (GB/T 15834-2011, 4.8, 4.9, 4.15) are well paired.

    fault: unpaired; reversed (”十五五“); nested (《《…》》, ““…””: the inner ones are 〈〉 and ‘’);
        mixed (（ with a half-width partner) or half-width (brackets beside 汉字)
    """

    fault: Literal["unpaired", "reversed", "nested", "mixed", "half-width"]

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def find(self, subject: Subject) -> Iterator[Match]:
        if _is_in_order(subject.text):
            return
        lines = read_marks(subject.text)
        for match in _FAULTS[self.fault](subject.text, lines):
            block = subject.document.block_at(match.span.start)
            if block and block.printed and not subject.document.is_synthetic(match.span):
                yield match


@lru_cache(maxsize=2)
def read_marks(text: str) -> tuple[Line, ...]:
    """The marks of each line that has any."""
    lines: dict[int, list[Mark]] = {}
    start = end = -1
    for found in _MARK.finditer(text):
        if found.start() > end:
            start = found.start()
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
        if not _stands_alone(text, found.start()):
            lines.setdefault(start, []).append(Mark(found.group(), Span(*found.span())))
    return tuple(_without_apostrophes(text, _pair(marks)) for marks in lines.values())


def _without_apostrophes(text: str, line: Line) -> Line:
    """What closes nothing behind a letter or digit is none: workers’, not ‘4+3+X’."""
    left = (mark for mark in line.left if mark.char != "’" or not _is_latin(text, mark.span.start))
    return line._replace(left=tuple(left))


def _is_latin(text: str, end: int) -> bool:
    """Whether a letter or digit stands before a place."""
    before = text[max(0, end - 1) : end]
    return before.isascii() and before.isalnum()


def _pairs_in_order() -> str:
    """The marks of lines in which each stands by its partner, or around pairs of other kinds."""
    full = {mark: close for mark, close in _PARTNERS.items() if mark not in _FULL}
    around = [
        f"{mark}(?:{'|'.join(a + b for a, b in full.items() if a != mark)})*{close}"
        for mark, close in full.items()
    ]
    return "(?:\n|" + "|".join(around) + ")*"


_IN_ORDER = late(_pairs_in_order())


@lru_cache(maxsize=2)
def _is_in_order(text: str) -> bool:
    """Whether a glance at all marks shows that none of them can be a fault."""
    marks = "".join(_MARK_OR_END.findall(text))
    return bool(_IN_ORDER.fullmatch(marks)) and not _MAY_STAND_ALONE.search(text)


def _stands_alone(text: str, offset: int) -> bool:
    """Whether a mark has no partner by right: the bracket of 1）, an apostrophe, a smiley."""
    char = text[offset]
    before = text[max(0, offset - _LONGEST_ITEM) : offset]
    if char == "’":
        after = text[offset + 1 : offset + 2]
        return _is_latin(text, offset) and after.isascii() and after.isalpha()
    if char in ")）":
        return bool(_ITEM.search(before)) or before[-1:] in ":;"
    return False


def _pair(marks: list[Mark]) -> Line:
    """Pairs each closing mark with the nearest opening one that it may close."""
    open_marks: list[Mark] = []
    waiting = Counter[str]()  # of the open ones, by what closes them
    pairs: list[Pair] = []
    left: list[Mark] = []
    for mark in marks:
        if mark.char in _PARTNERS:
            open_marks.append(mark)
            waiting[_closing(mark)] += 1
            continue
        kind = _full(mark.char)
        if not waiting[kind]:
            left.append(mark)
            continue
        # What was opened after its partner and not closed is left over.
        while _closing(open_marks[-1]) != kind:
            waiting[_closing(open_marks[-1])] -= 1
            left.append(open_marks.pop())
        waiting[kind] -= 1
        partner = open_marks.pop()
        pairs.append(Pair(partner, mark, open_marks[-1] if open_marks else None))
    # Inside a mark that is never closed, nothing is nested.
    closed = {pair.open for pair in pairs}
    pairs = [pair if pair.outer in closed else pair._replace(outer=None) for pair in pairs]
    return Line(tuple(pairs), tuple(sorted(left + open_marks, key=lambda mark: mark.span)))


def _closing(mark: Mark) -> str:
    """What closes an opening mark, full-width."""
    return _full(_PARTNERS[mark.char])


def _full(char: str) -> str:
    return _FULL.get(char, char)


def _unpaired(text: str, lines: tuple[Line, ...]) -> Iterator[Match]:
    reversed_ones = {mark for line in lines for mark in _swapped(line)}
    for mark in _without_partner(text, lines):
        if mark not in reversed_ones:
            partner = _PARTNERS.get(mark.char) or _CLOSERS[mark.char]
            yield Match(mark.span, {"match": mark.char, "right": partner})


def _without_partner(text: str, lines: tuple[Line, ...]) -> Iterator[Mark]:
    """What is left over but for quotations that go on over several paragraphs."""
    waiting: list[tuple[int, Mark]] = []
    for number, line in enumerate(lines):
        if waiting and _goes_on(number, waiting[-1][0]) and _ends(text, line, waiting[-1][1]):
            waiting.pop()
        for mark in line.left:
            before = waiting[-1] if waiting else None
            if mark.char in _PARTNERS:
                again = before and before[1].char == mark.char
                if again and mark.char in "“‘" and _opens_line(text, mark):
                    waiting.pop()
                waiting.append((number, mark))
            elif before and _closing(before[1]) == _full(mark.char) and _goes_on(number, before[0]):
                waiting.pop()
            else:
                yield mark
    yield from (mark for _, mark in waiting)


def _ends(text: str, line: Line, quote: Mark) -> bool:
    """Whether a line opens a long quotation again, as each of its paragraphs does, and ends it."""
    return any(
        pair.open.char == quote.char in "“‘" and _opens_line(text, pair.open) for pair in line.pairs
    )


def _goes_on(number: int, opened: int) -> bool:
    return 0 < number - opened <= _MOST_PARAGRAPHS


def _opens_line(text: str, mark: Mark) -> bool:
    before = mark.span.start
    while before and text[before - 1] != "\n" and text[before - 1].isspace():
        before -= 1
    return not before or text[before - 1] == "\n"


def _reversed(_: str, lines: tuple[Line, ...]) -> Iterator[Match]:
    for line in lines:
        swapped = _swapped(line)
        for one, other in zip(swapped[::2], swapped[1::2], strict=True):
            right_one, right_other = _QUOTES[one.char]
            edits = tuple(
                Edit(mark.span, right)
                for mark, right in ((one, right_one), (other, right_other))
                if mark.char != right
            )
            wrong, partner = (one, other) if one.char != right_one else (other, one)
            hint = Hint(partner.span, Text("与它成对的标点", "its partner"))
            fields = {"match": wrong.char, "right": edits[0].text}
            # Two marks of one direction may have lost a partner each.
            safety = Safety.SAFE if one.char != other.char else Safety.UNSAFE
            yield Match(wrong.span, fields, (hint,), Fix(edits, safety))


def _swapped(line: Line) -> list[Mark]:
    """Quotation marks without a partner, two and two, that make a pair once they are turned."""
    swapped: list[Mark] = []
    one: Mark | None = None  # the mark before, unless it has a partner now
    for other in line.left:
        if one and _are_swapped(one, other):
            swapped += (one, other)
            one = None
        else:
            one = other
    return swapped


def _are_swapped(one: Mark, other: Mark) -> bool:
    """Not of a pair across which another one lies, as in （“…）…”: it is turned the right way."""
    same = one.char in _QUOTES and _QUOTES.get(other.char) == _QUOTES[one.char]
    turned = (one.char, other.char) != _QUOTES.get(one.char)
    return same and turned and other.span.start - one.span.start <= _LONGEST_QUOTED


def _nested(_: str, lines: tuple[Line, ...]) -> Iterator[Match]:
    for line in lines:
        for pair in line.pairs:
            if pair.outer and pair.outer.char == pair.open.char in _INNER:
                one, other = _INNER[pair.open.char]
                edits = Edit(pair.open.span, one), Edit(pair.close.span, other)
                hint = Hint(pair.outer.span, Text("外层的标点", "the outer mark"))
                fields = {"match": pair.open.char, "right": one}
                yield Match(pair.open.span, fields, (hint,), Fix(edits, Safety.UNSAFE))


def _mixed(_: str, lines: tuple[Line, ...]) -> Iterator[Match]:
    for line in lines:
        for pair in line.pairs:
            wrong = _half_of(pair)
            if wrong:
                yield _widened(pair, wrong)


def _half_of(pair: Pair) -> Mark | None:
    """The half-width one of two marks of different widths."""
    if pair.open.char in _FULL and pair.close.char in _HALF:
        return pair.open
    if pair.open.char in _HALF and pair.close.char in _FULL:
        return pair.close
    return None


def _widened(pair: Pair, wrong: Mark) -> Match:
    other = pair.close if wrong is pair.open else pair.open
    hint = Hint(other.span, Text("与它成对的标点", "its partner"))
    fix = Fix((Edit(wrong.span, _FULL[wrong.char]),), Safety.SAFE)
    return Match(wrong.span, {"match": wrong.char, "right": _FULL[wrong.char]}, (hint,), fix)


def _half_width(text: str, lines: tuple[Line, ...]) -> Iterator[Match]:
    for line in lines:
        for pair in line.pairs:
            is_half = pair.open.char == "(" and pair.close.char == ")"
            if is_half and _is_beside_han(text, pair):
                edits = tuple(Edit(mark.span, _FULL[mark.char]) for mark in (pair.open, pair.close))
                hint = Hint(pair.close.span, Text("与它成对的标点", "its partner"))
                fields = {"match": "()", "right": "（）"}
                yield Match(pair.open.span, fields, (hint,), Fix(edits, Safety.SAFE))


def _is_beside_han(text: str, pair: Pair) -> bool:
    start, end = pair.open.span.start, pair.close.span.end
    inside = _HAN_INSIDE.search(text, start, end)
    return bool(inside) or bool(start and _HAN_INSIDE.match(text[start - 1]))


_FAULTS: dict[str, Callable[[str, tuple[Line, ...]], Iterator[Match]]] = {
    "unpaired": _unpaired,
    "reversed": _reversed,
    "nested": _nested,
    "mixed": _mixed,
    "half-width": _half_width,
}
