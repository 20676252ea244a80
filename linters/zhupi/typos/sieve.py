"""Which 3-grams can be known at all: one bit of a map each, a sixth of what the table costs.

Almost all that is proposed for a doubtful place makes no known 3-gram with the text around it.
The map says so at once; what it lets through, the table decides. It is made from the table, so
that it never holds back what the table knows (``tools/typo_model/sifting.py``).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import Codes

Mixed = NDArray[np.uint32]

# Odd multipliers that spread the codes of the first, second and third character over 32 bits.
_FACTORS = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE3D], dtype=np.uint32)
_IN_A_BYTE = np.uint32(3)
_BIT = np.uint32(7)


def mixed(codes: Codes, place: int) -> Mixed:
    """What a character adds to the hash of a 3-gram in which it has that place, from 0."""
    found: Mixed = codes.astype(np.uint32)
    found *= _FACTORS[place]
    return found


class Sieve(NamedTuple):
    """The map: 2^n bytes; bits whose index are the highest bits of a hash."""

    bits: NDArray[np.uint8]

    @property
    def shift(self) -> int:
        """How many low bits of a hash do not count."""
        return 30 - int(self.bits.size).bit_length()

    def passes(self, hashes: Mixed) -> NDArray[np.uint8]:
        """1 for the sums of three ``mixed`` that may be those of known 3-grams; 0 for others.

        The hashes are used up.
        """
        hashes >>= np.uint32(self.shift)
        found: NDArray[np.uint8] = self.bits.take((hashes >> _IN_A_BYTE).astype(np.int64))
        hashes &= _BIT
        found >>= hashes.astype(np.uint8)
        found &= 1
        return found


def holding_nothing_back() -> Sieve:
    """A sieve that lets everything through."""
    return Sieve(np.full(1, 0xFF, dtype=np.uint8))


def sieve_of(hashes: Mixed, bits: int) -> Sieve:
    """A sieve of 2^bits bits that lets 3-grams with these hashes through."""
    flags = np.zeros(1 << bits, dtype=np.uint8)
    flags[hashes >> np.uint32(32 - bits)] = 1
    return Sieve(np.packbits(flags, bitorder="little"))
