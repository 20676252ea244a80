"""Idioms with one character confused: 再接再励 for 再接再厉."""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.typos.counted import (
    BOUNDARY,
    FIRST_HAN,
    Counted,
    Part,
    crosses_word,
    load_counted,
    plain_parts,
)
from zhupi.typos.halves import HALF, LENGTH, Idioms

_OPENING, _CLOSING = tuple("“‘《"), tuple("”’》")


class NearIdiom(NamedTuple):
    """A place where an idiom stands but for one character."""

    start: int
    right: str


def near_idioms(text: str, idioms: Idioms) -> Iterator[NearIdiom]:
    """Where a text has an idiom with a character that is confused with the right one."""
    for part in plain_parts(text):
        for found in _near_in(part, idioms):
            if part.start <= found.start < part.end:
                yield found._replace(start=part.offset + found.start)


def _near_in(part: Part, idioms: Idioms) -> Iterator[NearIdiom]:
    """The same in a part and around it, with their places in that."""
    counted = load_counted()
    for (place, start), meant in sorted(_one_wrong(part.plain, idioms).items()):
        window = part.plain[start : start + LENGTH]
        observed, right = counted.code(window[place]), counted.code(meant)
        if (
            counted.confuses(observed, right)
            and _is_doubtful(part.plain, start, counted)
            and _stands_alone(part.text, start)
        ):
            found = part.text[start : start + LENGTH]
            yield NearIdiom(start, found[:place] + meant + found[place + 1 :])


def _one_wrong(text: str, idioms: Idioms) -> dict[tuple[int, int], str]:
    """The windows that are an idiom but for one character: its place, their start, the right."""
    found: dict[tuple[int, int], str] = {}
    for begin, end, number in idioms.halves.each(text):
        for start, rest, first in (
            (begin - HALF, idioms.before[number], 0),
            (end, idioms.after[number], HALF),
        ):
            written = text[start : start + HALF] if rest and start >= 0 else ""
            if len(written) == HALF and (written[0] in rest or written[1] in rest):
                for wrong, right in _slips(written, rest):
                    found.setdefault((first + wrong, start - first), right)
    return found


def _slips(written: str, rest: str) -> Iterator[tuple[int, str]]:
    """The halves that two characters are but for one: which one it is, and the right one.

    None if the two are a half as they stand: the idiom is right.
    """
    halves = [rest[at : at + HALF] for at in range(0, len(rest), HALF)]
    if written not in halves:
        for half in halves:
            if half[0] == written[0]:
                yield 1, half[1]
            elif half[1] == written[1]:
                yield 0, half[0]


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
    if counted.is_word(window[:HALF]) and counted.is_word(window[HALF:]):
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
