"""A table from n-grams to small values, 18 bits an entry, searched in bulk.

It is a binary fuse structure (Graf and Lemire, “Binary Fuse Filters: Fast and Smaller Than Xor
Filters”, ACM JEA 27, 2022) with a value beside the fingerprint: an entry is the exclusive or of
three cells. An n-gram that was never stored passes for a stored one once in 2^FINGERPRINT times.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import BITS, Codes

Keys = NDArray[np.uint64]
Cells = NDArray[np.uint16]

VALUE = 7  # bits of the value of an entry
FINGERPRINT = 16 - VALUE
# The last cells say how the table was made: bits of a segment's length, low and high half of the
# number of segments.
HEADER = 3

_MIX = np.uint64(0xBF58476D1CE4E5B9)
_MIX_AGAIN = np.uint64(0x94D049BB133111EB)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_HALF, _MOST_OF_HALF = np.uint64(32), np.uint64(29)
_FINGERPRINTS = np.uint16((1 << FINGERPRINT) - 1)
_VALUES = np.uint16(1 << VALUE)
_EACH, _BEFORE = np.uint64(BITS), np.uint64(1 << BITS)  # a 1 stands before the first code
_BLOCK = 1 << 13  # keys searched at a time: what fits the cache


def keys_of(*codes: Codes) -> Keys:
    """The keys of n-grams: the codes of their first characters, of their second ones, and so on."""
    keys: Keys = codes[0].astype(np.uint64)
    keys |= _BEFORE
    for each in codes[1:]:
        keys <<= _EACH
        keys |= each
    return keys


class Places(NamedTuple):
    """The three cells of each key, and its fingerprint."""

    first: Keys
    second: Keys
    third: Keys
    fingerprint: Cells


def places(keys: Keys, segment_bits: int, segments: int) -> Places:
    """Where keys stand in a table of ``segments`` + 2 segments of 2^segment_bits cells."""
    mixed = keys * _MIX
    other = mixed >> _HALF
    mixed ^= other
    mixed *= _MIX_AGAIN
    np.right_shift(mixed, _MOST_OF_HALF, out=other)
    mixed ^= other
    fingerprint = mixed.astype(np.uint16)
    fingerprint &= _FINGERPRINTS
    segment = np.right_shift(mixed, _HALF, out=other)
    segment *= np.uint64(segments)
    segment >>= _HALF
    segment <<= np.uint64(segment_bits)
    mixed *= _SPREAD
    mask, length = np.uint64((1 << segment_bits) - 1), np.uint64(1 << segment_bits)
    first = (mixed >> np.uint64(44)) & mask
    first += segment
    segment += length
    second = (mixed >> np.uint64(24)) & mask
    second += segment
    segment += length
    mixed >>= np.uint64(4)
    mixed &= mask
    mixed += segment
    return Places(first, second, mixed, fingerprint)


class Table(NamedTuple):
    """The cells, usually memory-mapped, and what the last of them say."""

    cells: Cells

    def find(self, keys: Keys) -> Cells:
        """The values of keys, shape as ``keys``; 0 for what is not in the table."""
        segment_bits, low, high = self.cells[-HEADER:].tolist()
        segments = high << 16 | low
        flat = keys.ravel()
        values = np.empty(flat.shape, dtype=np.uint16)
        for start in range(0, len(flat), _BLOCK):
            block = slice(start, start + _BLOCK)
            self._find(places(flat[block], segment_bits, segments), values[block])
        return values.reshape(keys.shape)

    def find_all(self, several: Sequence[Keys]) -> list[Cells]:
        """The same for several arrays at once, which is faster than one after the other."""
        found = self.find(np.concatenate([keys.ravel() for keys in several]))
        ends = np.cumsum([keys.size for keys in several])[:-1]
        parts = zip(np.split(found, ends), several, strict=True)
        return [values.reshape(keys.shape) for values, keys in parts]

    def _find(self, at: Places, found: Cells) -> None:
        # Signed indices: numpy would convert unsigned ones first. No place is out of bounds; to
        # clip is faster than to look.
        first, second, third = (place.view(np.int64) for place in at[:3])
        self.cells.take(first, out=found, mode="clip")
        found ^= self.cells.take(second, mode="clip")
        found ^= self.cells.take(third, mode="clip")
        found ^= at.fingerprint << np.uint16(VALUE)
        found *= found < _VALUES
