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
    """Idioms of four characters, and each by the three of its characters that are right.

    whole: all
    meant: the character at a place, by the place and the other three
    halves: finds their first and second halves, one of which is right wherever one character is
        wrong; with the place of the half in its idioms, by pattern
    """

    whole: frozenset[str]
    meant: dict[tuple[int, str], str]
    halves: "daachorse.CharwiseDoubleArrayAhoCorasick"
    offsets: list[tuple[int, ...]]


def index_idioms(idioms: list[str]) -> Idioms:
    """The index of idioms."""
    known = [plain(idiom) for idiom in idioms]
    meant: dict[tuple[int, str], str] = {}
    halves: dict[str, set[int]] = {}
    for idiom in known:
        for place in range(LENGTH):
            meant.setdefault((place, idiom[:place] + idiom[place + 1 :]), idiom[place])
        for offset in (0, _HALF):
            halves.setdefault(idiom[offset : offset + _HALF], set()).add(offset)
    return Idioms(
        frozenset(known),
        meant,
        daachorse.CharwiseDoubleArrayAhoCorasick(list(halves)),
        [tuple(sorted(offsets)) for offsets in halves.values()],
    )


class NearIdiom(NamedTuple):
    """A place where an idiom stands but for one character."""

    start: int
    right: str


def near_idioms(text: str, idioms: Idioms) -> Iterator[NearIdiom]:
    """Where a text has an idiom with a character that is confused with the right one."""
    counted = load_counted()
    form = plain(text)
    for place, start, meant in sorted(_one_wrong(form, idioms)):
        window = form[start : start + LENGTH]
        observed, right = counted.code(window[place]), counted.code(meant)
        if (
            counted.confuses(observed, right)
            and _is_doubtful(form, start, counted)
            and _stands_alone(text, start)
        ):
            found = text[start : start + LENGTH]
            yield NearIdiom(start, found[:place] + meant + found[place + 1 :])


def _one_wrong(text: str, idioms: Idioms) -> set[tuple[int, int, str]]:
    """The windows that are an idiom but for a character: its place, where they begin, the right."""
    found = set()
    for begin, _, number in idioms.halves.find_overlapping(text):
        for offset in idioms.offsets[number]:
            start = begin - offset
            window = text[start : start + LENGTH] if start >= 0 else ""
            if len(window) < LENGTH or window in idioms.whole:
                continue
            for place in range(_HALF - offset, LENGTH - offset):
                meant = idioms.meant.get((place, window[:place] + window[place + 1 :]))
                if meant:
                    found.add((place, start, meant))
    return found


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
