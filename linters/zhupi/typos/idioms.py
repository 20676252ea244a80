"""Idioms with one character confused: 再接再励 for 再接再厉."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import FIRST_HAN, Alphabet, Codes
from zhupi.typos.candidates import PADDING, read_text
from zhupi.typos.confirming import crosses_word
from zhupi.typos.detector import padded
from zhupi.typos.language import IS_WORD, ORDERS, level
from zhupi.typos.model import Model
from zhupi.typos.table import Keys, keys_of

LENGTH = ORDERS[-1]

Places = NDArray[np.int64]


class Idioms(NamedTuple):
    """Idioms of four characters by the three that are right.

    keys: for each place that may be wrong, the keys of the idioms without it, sorted; shape (4, n)
    meant: the character at that place, in the order of the keys; shape (4, n)
    """

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
    return Idioms(np.stack(keys), np.stack(meant))


def _keys_without(codes: Codes, place: int) -> Keys:
    """The keys of four characters without the one at a place."""
    return keys_of(*(codes[:, other] for other in range(LENGTH) if other != place))


class NearIdiom(NamedTuple):
    """A place where an idiom stands but for one character."""

    start: int
    right: str


def near_idioms(text: str, idioms: Idioms, model: Model) -> Iterator[NearIdiom]:
    """Where a text has an idiom with a character that is confused with the right one."""
    reading = read_text(padded(model.alphabet.encode(text)), model.language)
    codes, grams = reading.codes, reading.grams
    starts = np.flatnonzero(_doubtful(reading.doubtful) & (grams.four == 0)[: 1 - LENGTH])
    windows = np.stack([codes[starts + place] for place in range(LENGTH)], 1)
    whole = (windows >= FIRST_HAN).all(1)
    starts, windows = starts[whole], windows[whole]
    for place in range(LENGTH):
        rows, meant = _search(windows, place, idioms)
        confused = model.channel.may_mean(windows[rows, place], meant)
        for row, code in zip(rows[confused], meant[confused], strict=True):
            start = int(starts[row]) - PADDING
            if not _is_known(codes, int(starts[row]), model) and not crosses_word(
                text, start, start + LENGTH, model
            ):
                right = model.alphabet.characters[code]
                yield NearIdiom(start, text[start : start + place] + right + text[start + place + 1 : start + LENGTH])


def _doubtful(places: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The places where four characters begin one of which is doubtful."""
    found = places[: 1 - LENGTH].copy()
    for offset in range(1, LENGTH):
        found |= places[offset : len(places) - LENGTH + 1 + offset]
    return found


def _search(windows: Codes, place: int, idioms: Idioms) -> tuple[Places, Codes]:
    """The windows that are an idiom but for the character at a place, and the right one."""
    keys = _keys_without(windows, place)
    known, meant = idioms.keys[place], idioms.meant[place]
    found = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    rows = np.flatnonzero((known[found] == keys) & (meant[found] != windows[:, place]))
    return rows, meant[found[rows]]


def _is_known(codes: Codes, start: int, model: Model) -> bool:
    """Whether the four characters are two words, as in 化繁就简, or have been seen often."""
    two = model.language.table.find(keys_of(codes[start : start + 3], codes[start + 1 : start + 4]))
    both = bool(two[0] & IS_WORD) and bool(two[2] & IS_WORD)
    return both and bool(level(two).min() > 0)
