"""Which 3-grams can be known at all, for less than half of what the table costs.

Almost all that is proposed for a doubtful place makes no known 3-gram with the text around it. The
sieve says so at once; what it lets through, the table decides. It is a Bloom filter whose two bits
lie in one word (Putze, Sanders and Singler, “Cache-, Hash- and Space-Efficient Bloom Filters”, JEA
14, 2009). It is made from the table (``tools/typo_model/sifting.py``), so that it never holds back
what the table knows.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import Codes

Hashes = NDArray[np.uint32]

# Odd multipliers that spread the codes of the first, second and third character over 32 bits.
_FACTORS = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE3D], dtype=np.uint32)
_AGAIN = np.uint32(0x2C1B3C6D)
_ONE, _BITS = np.uint32(1), np.uint32(31)
_FIRST, _SECOND = np.uint32(27), np.uint32(22)  # where the numbers of the two bits begin


def hashed(codes: Codes | Hashes, place: int) -> Hashes:
    """What a character adds to the hash of a 3-gram in which it has that place, from 0."""
    found: Hashes = codes.astype(np.uint32)
    found *= _FACTORS[place]
    return found


class Sieve(NamedTuple):
    """The filter: 2^n words; the highest n bits of a hash say which one."""

    words: Hashes

    def passes(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Whether sums of three ``hashed`` may be those of known 3-grams; they are used up."""
        bits = _bits(hashes)
        hashes >>= _shift(len(self.words))
        found = self.words.take(hashes.astype(np.int64), mode="clip")
        found &= bits
        return np.asarray(found == bits)


def _bits(hashes: Hashes) -> Hashes:
    """The bits of a word that are set for 3-grams."""
    mixed = hashes * _AGAIN
    second = mixed >> _SECOND
    second &= _BITS
    mixed >>= _FIRST
    found: Hashes = _ONE << mixed
    found |= _ONE << second
    return found


def _shift(words: int) -> np.uint32:
    return np.uint32(33 - words.bit_length())


def sieve_of(hashes: Hashes, words: int) -> Sieve:
    """A sieve of so many words, a power of two, that lets 3-grams with these hashes through."""
    found = np.zeros(words, dtype=np.uint32)
    np.bitwise_or.at(found, hashes >> _shift(words), _bits(hashes))
    return Sieve(found)


def holding_nothing_back() -> Sieve:
    """A sieve that lets everything through."""
    return Sieve(np.full(2, 0xFFFFFFFF, dtype=np.uint32))
