"""What might be meant in the doubtful places of a text, as far as a known 3-gram speaks for it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import BOUNDARY, FIRST_HAN, SIZE, Codes, Flags, is_first, where
from zhupi.typos.channel import MOST, Channel, Kind, Words, log_probability, ranges
from zhupi.typos.language import LanguageModel, Levels
from zhupi.typos.sieve import Sieve, hashed
from zhupi.typos.table import keys_of
from zhupi.typos.vetoes import Exclusions

REACH = 2  # characters either side that make a 3-gram with what is proposed

_SWAPPED = np.float32(-9.0)
# ln of the probability of a word for one that sounds alike, and what each inexact sound costs.
_WORD = np.float32(np.log(0.1 / 24))
_INEXACT = np.float32(1.0)
_BLOCK = 256  # doubtful places looked at together: what fits the cache

_ONE, _TWO = np.uint8(1), np.uint8(2)
_ROLES = np.array([1, 2, 4], dtype=np.uint8)

Places = NDArray[np.int64]
Hits = NDArray[np.bool_]


class Proposals(NamedTuple):
    """Where, what, how likely, how; of each a 3-gram may be known.

    The arrays have a column for each proposal: rows as long as that are what numpy is fast with.

    start: the place of the first character
    meant: the characters, shape (width, n)
    channel: ln of the probability that what is written was written for it
    kind: how (``Kind``)
    three: the table's values of the 3-grams that touch it, shape (width + REACH, n). Whether their
        halves are known was not looked at.
    """

    start: Places
    meant: Codes
    channel: NDArray[np.float32]
    kind: NDArray[np.uint8]
    three: Levels

    @property
    def width(self) -> int:
        """How many characters each has."""
        return len(self.meant)

    def keep(self, which: NDArray[np.int64]) -> "Proposals":
        """Some of them."""
        return Proposals(
            self.start[which],
            self.meant.take(which, axis=1),
            self.channel[which],
            self.kind[which],
            self.three.take(which, axis=1),
        )


def singles(
    codes: Codes, places: Places, language: LanguageModel, channel: Channel, exclusions: Exclusions
) -> Proposals:
    """Single characters for those at places, in the order of the text."""
    grid = channel.characters.codes
    blocks = [
        _sifted(codes, places[first : first + _BLOCK], grid, language.sieve)
        for first in range(0, max(len(places), 1), _BLOCK)
    ]
    start, cells, roles = (np.concatenate(column) for column in zip(*blocks, strict=True))
    hits = (roles & _ROLES[:, None]) > 0
    meant = grid.ravel().take(cells)[None]
    three = _look_up(window(codes, start, meant), hits, language)
    kept = where(three[0] | three[1] | three[2])
    start, meant, cells = start[kept], meant[0, kept], cells[kept]
    allowed = where(exclusions.allow(codes[start], meant) & (meant != BOUNDARY))
    cells = cells[allowed]
    return Proposals(
        start[allowed],
        meant[None, allowed],
        log_probability(channel.characters, cells),
        channel.characters.kinds.ravel().take(cells),
        three.take(kept[allowed], axis=1),
    )


def _sifted(
    codes: Codes, places: Places, grid: Codes, sieve: Sieve
) -> tuple[Places, Places, NDArray[np.uint8]]:
    """The proposals for places of which a 3-gram passes: place, cell in the grid, which 3-grams.

    The first bit of the last says whether the 3-gram passes that ends in the proposal, and so on.
    """
    observed = codes[places]
    meant = grid.take(observed, axis=0).astype(np.uint32)
    first, second, fourth, fifth = (codes[places + offset] for offset in (-2, -1, 1, 2))
    fixed = (
        hashed(first, 0) + hashed(second, 1),
        hashed(second, 0) + hashed(fourth, 2),
        hashed(fourth, 1) + hashed(fifth, 2),
    )
    passes = []
    for role, around in enumerate(fixed):
        hashes = hashed(meant, REACH - role)
        hashes += around[:, None]
        passes.append(sieve.passes(hashes).view(np.uint8))
    roles = passes[0] | passes[1] << _ONE
    roles |= passes[2] << _TWO
    at = where(roles)
    rows = at // MOST
    cells = at - rows * MOST + observed.astype(np.int64)[rows] * MOST
    return places[rows], cells, roles.ravel().take(at)


def window(codes: Codes, start: Places, meant: Codes) -> Codes:
    """What is proposed with REACH characters of the text either side, shape (width + 4, n)."""
    width = len(meant)
    found = np.empty((width + 2 * REACH, len(start)), dtype=np.uint16)
    for row in range(len(found)):
        proposed = row - REACH
        if 0 <= proposed < width:
            found[row] = meant[proposed]
        else:
            codes.take(start + proposed, out=found[row], mode="clip")
    return found


def _look_up(windows: Codes, hits: Hits, language: LanguageModel) -> Levels:
    """The table's values of the 3-grams that passed, shape as ``hits``: (width + REACH, n)."""
    count = windows.shape[1]
    flat, at = windows.ravel(), where(hits)
    values = np.zeros(hits.shape, dtype=np.uint16)
    keys = keys_of(*(flat.take(at + place * count) for place in range(3)))
    values.ravel()[at] = language.table.find(keys)
    return values


def pairs(codes: Codes, wanted: Flags, language: LanguageModel, words: Words) -> Proposals:
    """Words of two characters, in the order of the text and of their codes.

    ``wanted`` says for each place but the last whether one may begin there.
    """
    han = codes >= FIRST_HAN
    places = where(han[:-1] & han[1:] & wanted)
    start, meant = _alike(codes, places, words)
    swapped = places[codes[places] != codes[places + 1]]
    kind = np.repeat(
        np.array([Kind.WORD, Kind.SWAPPED], dtype=np.uint8), [len(start), len(swapped)]
    )
    start = np.concatenate([start, swapped])
    meant = np.concatenate([meant, [codes[swapped + 1], codes[swapped]]], 1)
    windows = window(codes, start, meant)
    hits = _passing(windows, language.sieve)
    passed = where(hits[0] | hits[1] | hits[2] | hits[3])
    three = _look_up(windows.take(passed, axis=1), hits.take(passed, axis=1), language)
    known = where(three[0] | three[1] | three[2] | three[3])
    passed = passed[known]
    start, meant, kind = start[passed], meant[:, passed], kind[passed]
    # One word may be found by several readings: the first one counts.
    keys = (start * SIZE + meant[0]) * SIZE + meant[1]
    order = np.argsort(keys, kind="stable")
    once = order[is_first(keys[order])]
    channel = _sounding(codes, start, meant, words)
    channel[kind == Kind.SWAPPED] = _SWAPPED
    return Proposals(start, meant, channel, kind, three.take(known, axis=1)).keep(once)


def _alike(codes: Codes, places: Places, words: Words) -> tuple[Places, Codes]:
    """The words that sound like two characters in any of their readings."""
    one = words.readings.take(codes[places], axis=0).astype(np.int64)[:, :, None]
    two = words.readings.take(codes[places + 1], axis=0).astype(np.int64)[:, None, :]
    heard = where((one > 0) & (two > 0))
    indices, owners = ranges(words.starts, (one * words.sounds + two).ravel()[heard])
    readings = one.shape[1] * two.shape[2]
    start, meant = places[heard // readings][owners], words.codes[indices]
    # Words that share a character with the text are found as single characters.
    other = where((meant[:, 0] != codes[start]) & (meant[:, 1] != codes[start + 1]))
    return start[other], meant.T[:, other]


def _passing(windows: Codes, sieve: Sieve) -> Hits:
    """Which 3-grams of windows pass."""
    first, second, third = (
        hashed(windows[place : len(windows) - REACH + place], place) for place in range(3)
    )
    first += second
    first += third
    return sieve.passes(first)


def _sounding(codes: Codes, start: Places, meant: Codes, words: Words) -> NDArray[np.float32]:
    """Ln of the probability of a word for one that sounds like it."""
    exact = (words.exact[codes[start]] == words.exact[meant[0]]).astype(np.float32)
    exact += words.exact[codes[start + 1]] == words.exact[meant[1]]
    channel: NDArray[np.float32] = (_WORD - _INEXACT * (2 - exact)).astype(np.float32)
    return channel
