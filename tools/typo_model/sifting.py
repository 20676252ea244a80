"""The sieve of ``zhupi.typos.sieve``, made from the table: about 15 seconds."""

from collections.abc import Iterator

import numpy as np

from zhupi.typos.alphabet import SIZE, Codes, Flags
from zhupi.typos.language import level
from zhupi.typos.sieve import Hashes, Sieve, hashed, sieve_of
from zhupi.typos.table import Table, keys_of

_WORDS = 1 << 20  # 4 MB, of which 16 % of the bits are set
_ROWS = 512  # first characters looked at together


def make_sieve(table: Table) -> Sieve:
    """The sieve that lets through every 3-gram in the table whose halves are known.

    These are also the ones that only pass for stored: the detector finds them, too.
    """
    return sieve_of(np.concatenate(list(_hashes(table))), _WORDS)


def _hashes(table: Table) -> Iterator[Hashes]:
    follows = np.stack([_known_after(table, code) for code in range(SIZE)])
    for middle in range(SIZE):
        before = np.flatnonzero(follows[:, middle]).astype(np.uint16)
        after = np.flatnonzero(follows[middle]).astype(np.uint16)
        for start in range(0, len(before), _ROWS):
            yield _of_known(table, before[start : start + _ROWS], middle, after)


def _known_after(table: Table, code: int) -> Flags:
    """Which characters are known to follow one."""
    every = np.arange(SIZE, dtype=np.uint16)
    return np.asarray(level(table.find(keys_of(np.full_like(every, code), every))) > 0)


def _of_known(table: Table, before: Codes, middle: int, after: Codes) -> Hashes:
    """The hashes of the 3-grams of these characters that are in the table."""
    first, third = (grid.ravel() for grid in np.meshgrid(before, after))
    second = np.full_like(first, middle)
    known = np.flatnonzero(table.find(keys_of(first, second, third)))
    hashes: Hashes = hashed(first[known], 0) + hashed(second[known], 1) + hashed(third[known], 2)
    return hashes
