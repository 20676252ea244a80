"""Idioms with one character confused: 再接再励 for 再接再厉."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import FIRST_HAN, Alphabet, Codes
from zhupi.typos.candidates import PADDING, Reading
from zhupi.typos.confirming import crosses_word
from zhupi.typos.language import IS_WORD, ORDERS
from zhupi.typos.model import Model
from zhupi.typos.table import Keys, keys_of

LENGTH = ORDERS[-1]
_OPENING, _CLOSING = tuple("“‘《"), tuple("”’》")

Places = NDArray[np.int64]


class Idioms(NamedTuple):
    """Idioms of four characters, and each by the three of its characters that are right.

    whole: the keys of all, sorted
    keys: for each place that may be wrong, the keys of the idioms without it, sorted; shape (4, n)
    meant: the character at that place, in the order of the keys; shape (4, n)
    """

    whole: Keys
    keys: Keys
    meant: Codes


def index_idioms(idioms: list[str], alphabet: Alphabet) -> Idioms:
    """The index of idioms."""
    codes = alphabet.encode("".join(idioms)).reshape(-1, LENGTH)
    keys, meant = [], []
    for place in range(LENGTH):
        unsorted = _keys_without(codes, place)
        order = np.argsort(unsorted, kind="stable")
        keys.append(unsorted[order])
        meant.append(codes[order, place])
    return Idioms(np.unique(keys_of(*codes.T)), np.stack(keys), np.stack(meant))


def _keys_without(codes: Codes, place: int) -> Keys:
    """The keys of four characters without the one at a place."""
    return keys_of(*(codes[:, other] for other in range(LENGTH) if other != place))


class NearIdiom(NamedTuple):
    """A place where an idiom stands but for one character."""

    start: int
    right: str


def near_idioms(text: str, reading: Reading, idioms: Idioms, model: Model) -> Iterator[NearIdiom]:
    """Where a text has an idiom with a character that is confused with the right one."""
    starts, windows = _windows(reading, idioms)
    for place in range(LENGTH):
        for row, meant in zip(*_search(windows, place, idioms), strict=True):
            start = int(starts[row]) - PADDING
            observed = int(windows[row, place])
            if model.channel.confuses(observed, int(meant)) and _stands_alone(text, start, model):
                before, after = text[start : start + place], text[start + place + 1 :]
                right = model.alphabet.characters[meant]
                yield NearIdiom(start, before + right + after[: LENGTH - 1 - place])


def _windows(reading: Reading, idioms: Idioms) -> tuple[Places, Codes]:
    """The places of four 汉字 that are unknown, and no idiom, and no two words; and the codes."""
    codes, grams = reading.codes, reading.grams
    count = len(codes) - LENGTH + 1
    doubtful = reading.doubtful[:count].copy()
    for offset in range(1, LENGTH):
        doubtful |= reading.doubtful[offset : count + offset]
    words = (grams.two & IS_WORD) > 0
    two_words = words[:count] & words[2 : count + 2]
    starts = np.flatnonzero(doubtful & (grams.four[:count] == 0) & ~two_words)
    windows = np.stack([codes[starts + place] for place in range(LENGTH)], 1)
    kept = (windows >= FIRST_HAN).all(1) & ~np.isin(keys_of(*windows.T), idioms.whole)
    return starts[kept], windows[kept]


def _search(windows: Codes, place: int, idioms: Idioms) -> tuple[Places, Codes]:
    """The windows that are an idiom but for the character at a place, and the right one."""
    keys = _keys_without(windows, place)
    known = idioms.keys[place]
    found = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    rows = np.flatnonzero(known[found] == keys)
    return rows, idioms.meant[place][found[rows]]


def _stands_alone(text: str, start: int, model: Model) -> bool:
    """Whether neither a word lies over its edges nor it is a pun in quotation marks."""
    end = start + LENGTH
    quoted = text[max(0, start - 1) : start] in _OPENING or text[end : end + 1] in _CLOSING
    return not quoted and not crosses_word(text, start, end, model)
