"""What might be meant in the doubtful places of a text, as far as a known 3-gram speaks for it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import BOUNDARY, FIRST_HAN, SIZE, Codes, Flags
from zhupi.typos.channel import MOST, Channel, Kind, Words, ranges
from zhupi.typos.language import LanguageModel, Levels
from zhupi.typos.channel import log_probability
from zhupi.typos.sieve import Sieve, mixed
from zhupi.typos.table import keys_of
from zhupi.typos.vetoes import Exclusions

REACH = 2  # characters either side that make a 3-gram with what is proposed

_SWAPPED = np.float32(-9.0)
# ln of the probability of a word for one that sounds alike, and what each inexact sound costs.
_WORD = np.float32(np.log(0.1 / 24))
_INEXACT = np.float32(1.0)
_BLOCK = 512  # doubtful places looked at together: what fits the cache

Places = NDArray[np.int64]
Hits = NDArray[np.uint8]


class Proposals(NamedTuple):
    """Where, what, how likely, how; for each at least one 3-gram passes.

    start: the place of the first character
    meant: the characters, shape (n, width)
    channel: ln of the probability that what is written was written for it
    kind: how (``Kind``)
    three: the table's values of the 3-grams that touch it, shape (n, width + REACH); 0 for unknown
        ones. Whether their halves are known is not looked at.
    """

    start: Places
    meant: Codes
    channel: NDArray[np.float32]
    kind: NDArray[np.uint8]
    three: Levels

    @property
    def width(self) -> int:
        """How many characters each has."""
        return int(self.meant.shape[1])

    def keep(self, which: NDArray[np.int64]) -> "Proposals":
        """Some of them."""
        return Proposals(*(column[which] for column in self))


def singles(
    codes: Codes, places: Places, language: LanguageModel, channel: Channel, exclusions: Exclusions
) -> Proposals:
    """Single characters for those at places, in the order of the text."""
    blocks = [
        _sifted(codes, places[first : first + _BLOCK], channel.characters.codes, language.sieve)
        for first in range(0, len(places), _BLOCK)
    ] or [_sifted(codes, places, channel.characters.codes, language.sieve)]
    start, slots, hits = (np.concatenate(column) for column in zip(*blocks, strict=True))
    meant = channel.characters.codes.ravel()[slots][:, None]
    three = _look_up(codes, start, meant, hits, language)
    known = three.any(1)
    known &= exclusions.allow(codes[start], meant[:, 0]) & (meant[:, 0] != BOUNDARY)
    kept = np.flatnonzero(known)
    slots = slots[kept]
    return Proposals(
        start[kept],
        meant[kept],
        log_probability(channel.characters, slots),
        channel.characters.kinds.ravel()[slots],
        three[kept],
    )


def _sifted(
    codes: Codes, places: Places, grid: Codes, sieve: Sieve
) -> tuple[Places, Places, Hits]:
    """The proposals for places of which a 3-gram passes, by their cell in the grid."""
    observed = codes[places]
    meant = grid.take(observed, axis=0).astype(np.uint32)
    first, second, fourth, fifth = (codes[places + offset] for offset in (-2, -1, 1, 2))
    hits = np.zeros(meant.shape, dtype=np.uint8)
    for role, fixed in enumerate(
        (
            mixed(first, 0) + mixed(second, 1),
            mixed(second, 0) + mixed(fourth, 2),
            mixed(fourth, 1) + mixed(fifth, 2),
        )
    ):
        hashes = mixed(meant, 2 - role)
        hashes += fixed[:, None]
        found = sieve.passes(hashes)
        found <<= role
        hits |= found
    at = np.flatnonzero(hits)
    rows = at // MOST
    roles = hits.ravel()[at][:, None] >> np.arange(2 * REACH + 1, dtype=np.uint8)
    return places[rows], observed[rows].astype(np.int64) * MOST + at % MOST, roles & 1


def window(codes: Codes, start: Places, meant: Codes) -> Codes:
    """What is proposed with REACH characters of the text either side, shape (n, width + 4)."""
    width = meant.shape[1]
    found = codes.take(start[:, None] + np.arange(-REACH, width + REACH))
    found[:, REACH : REACH + width] = meant
    return found


def _look_up(
    codes: Codes, start: Places, meant: Codes, hits: Hits, language: LanguageModel
) -> Levels:
    """The table's values of the 3-grams that passed, shape (n, width + REACH).

    ``hits`` has a column for each character of the windows, though in the last ones no 3-gram
    begins: a cell has the same place in both.
    """
    flat = window(codes, start, meant).ravel()
    at = np.flatnonzero(hits)
    values = np.zeros(hits.shape, dtype=np.uint16)
    values.ravel()[at] = language.table.find(keys_of(flat[at], flat[at + 1], flat[at + 2]))
    return values[:, :-REACH]


def pairs(codes: Codes, doubtful: Flags, language: LanguageModel, words: Words) -> Proposals:
    """Words of two characters, in the order of the text and of their codes."""
    han = codes >= FIRST_HAN
    places = np.flatnonzero(han[:-1] & han[1:] & (doubtful[:-1] | doubtful[1:]))
    start, meant = _alike(codes, places, words)
    swapped = places[codes[places] != codes[places + 1]]
    alike = len(start)
    start = np.concatenate([start, swapped])
    meant = np.concatenate([meant, np.stack([codes[swapped + 1], codes[swapped]], 1)])
    hits = _passing(window(codes, start, meant), language.sieve)
    passed = np.flatnonzero(hits.any(1))
    start, meant = start[passed], meant[passed]
    three = _look_up(codes, start, meant, hits[passed], language)
    known = np.flatnonzero(three.any(1))
    start, meant, three = start[known], meant[known], three[known]
    kind = np.where(passed[known] < alike, Kind.WORD, Kind.SWAPPED).astype(np.uint8)
    channel = _sounding(codes, start, meant, words)
    channel[kind == Kind.SWAPPED] = _SWAPPED
    # One word may be found by several readings: the first one counts.
    _, once = np.unique((start * SIZE + meant[:, 0]) * SIZE + meant[:, 1], return_index=True)
    return Proposals(start, meant, channel, kind, three).keep(once)


def _alike(codes: Codes, places: Places, words: Words) -> tuple[Places, Codes]:
    """The words that sound like two characters in any of their readings."""
    one = words.readings.take(codes[places], axis=0).astype(np.int64)[:, :, None]
    two = words.readings.take(codes[places + 1], axis=0).astype(np.int64)[:, None, :]
    heard = np.flatnonzero((one > 0) & (two > 0))
    indices, owners = ranges(words.starts, (one * words.sounds + two).ravel()[heard])
    readings = one.shape[1] * two.shape[2]
    start, meant = places[heard // readings][owners], words.codes[indices]
    # Words that share a character with the text are found as single characters.
    other = (meant[:, 0] != codes[start]) & (meant[:, 1] != codes[start + 1])
    return start[other], meant[other]


def _passing(windows: Codes, sieve: Sieve) -> Hits:
    """Which 3-grams of windows pass; a column for each character."""
    hits = np.zeros(windows.shape, dtype=np.uint8)
    parts = [mixed(windows[:, place : place - 2 or None], place) for place in range(3)]
    hits[:, :-2] = sieve.passes(parts[0] + parts[1] + parts[2])
    return hits


def _sounding(codes: Codes, start: Places, meant: Codes, words: Words) -> NDArray[np.float32]:
    """Ln of the probability of a word for one that sounds like it."""
    exact = (words.exact[codes[start]] == words.exact[meant[:, 0]]).astype(np.float32)
    exact += words.exact[codes[start + 1]] == words.exact[meant[:, 1]]
    channel: NDArray[np.float32] = (_WORD - _INEXACT * (2 - exact)).astype(np.float32)
    return channel
