"""Idioms with one character confused: 再接再励 for 再接再厉."""

from collections.abc import Iterator
from typing import NamedTuple

import daachorse

from zhupi.typos.counted import (
    BOUNDARY,
    FIRST_HAN,
    LONGEST,
    Counted,
    crosses_word,
    load_counted,
    plain,
)

LENGTH = LONGEST
_HALF = LENGTH // 2
_OPENING, _CLOSING = tuple("“‘《"), tuple("”’》")


class Idioms(NamedTuple):
    """Idioms of four characters, by their halves: where one character is wrong, one half is right.

    whole: all
    halves: finds the halves in a text
    before, after: what stands before and after each half in the idioms that have it, by its number;
        two characters an idiom, in the order of the list
    """

    whole: frozenset[str]
    halves: "daachorse.CharwiseDoubleArrayAhoCorasick"
    before: list[str]
    after: list[str]


def index_idioms(idioms: list[str]) -> Idioms:
    """The index of idioms."""
    known = plain("\n".join(idioms)).split("\n")
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for idiom in known:
        first, second = idiom[:_HALF], idiom[_HALF:]
        after[first] = after.get(first, "") + second
        before[second] = before.get(second, "") + first
    halves = list(before | after)
    return Idioms(
        frozenset(known),
        daachorse.CharwiseDoubleArrayAhoCorasick(halves),
        [before.get(half, "") for half in halves],
        [after.get(half, "") for half in halves],
    )


class NearIdiom(NamedTuple):
    """A place where an idiom stands but for one character."""

    start: int
    right: str


def near_idioms(text: str, idioms: Idioms) -> Iterator[NearIdiom]:
    """Where a text has an idiom with a character that is confused with the right one."""
    counted = load_counted()
    form = plain(text)
    for (place, start), meant in sorted(_one_wrong(form, idioms).items()):
        window = form[start : start + LENGTH]
        observed, right = counted.code(window[place]), counted.code(meant)
        if (
            counted.confuses(observed, right)
            and _is_doubtful(form, start, counted)
            and _stands_alone(text, start)
        ):
            found = text[start : start + LENGTH]
            yield NearIdiom(start, found[:place] + meant + found[place + 1 :])


def _one_wrong(text: str, idioms: Idioms) -> dict[tuple[int, int], str]:
    """The windows that are an idiom but for one character: its place, their start, the right."""
    found: dict[tuple[int, int], str] = {}
    for begin, end, number in idioms.halves.find_overlapping(text):
        for start, rest, first in (
            (begin - _HALF, idioms.before[number], 0),
            (end, idioms.after[number], _HALF),
        ):
            written = text[start : start + _HALF] if rest and start >= 0 else ""
            whole = start - first
            for wrong, right in _slips(written, rest):
                if text[whole : whole + LENGTH] not in idioms.whole:
                    found.setdefault((first + wrong, whole), right)
    return found


def _slips(written: str, halves: str) -> Iterator[tuple[int, str]]:
    """The halves that two characters are but for one: which one it is, and the right one."""
    if len(written) < _HALF:
        return
    for place, char in enumerate(written):
        if char in halves:
            other = 1 - place
            for at in range(0, len(halves), _HALF):
                if halves[at + place] == char and halves[at + other] != written[other]:
                    yield other, halves[at + other]


def _is_doubtful(text: str, start: int, counted: Counted) -> bool:
    """Whether four 汉字 are unknown, or hold what is, and are not two words."""
    before = text[max(0, start - LENGTH + 1) : start]
    codes = [BOUNDARY] * (LENGTH - 1 - len(before))
    codes += [counted.code(char) for char in before + text[start : start + 2 * LENGTH - 1]]
    codes += [BOUNDARY] * (LENGTH - 1)
    first = LENGTH - 1
    window = codes[first : first + LENGTH]
    if min(window) < FIRST_HAN or _counted_there(window, counted):
        return False
    if counted.is_word(window[:_HALF]) and counted.is_word(window[_HALF:]):
        return False
    known = [counted.is_known(codes[at : at + LENGTH]) for at in range(first + LENGTH)]
    return not all(any(known[at : at + LENGTH]) for at in range(LENGTH))


def _counted_there(window: list[int], counted: Counted) -> bool:
    """Whether four characters have any value in the table, their parts being known."""
    return all(map(counted.is_known, (window[:3], window[1:]))) and counted.value(window) > 0


def _stands_alone(text: str, start: int) -> bool:
    """Whether neither a word lies over its edges nor it is a pun in quotation marks."""
    end = start + LENGTH
    quoted = text[max(0, start - 1) : start] in _OPENING or text[end : end + 1] in _CLOSING
    return not quoted and not crosses_word(text, start, end)
