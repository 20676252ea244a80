"""What may have been meant: characters alike in sound or shape, words alike in sound.

Probabilities are those of writing the observed one for the meant one (Kernighan, Church and Gale,
“A Spelling Correction Program Based on a Noisy Channel Model”, COLING 1990).
"""

import math
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import BOUNDARY, SIZE, Codes
from zhupi.typos.language import Floats

Indices = NDArray[np.int64]
STEPS = 8  # of the logarithms of probabilities, in one
MOST = 64  # characters that may have been meant by one
READINGS = 2  # of a character that has several, the commonest


class Kind(IntEnum):
    """How the observed comes from the meant."""

    SAME_TONE = 0
    SAME_SOUND = 1
    NEAR_SOUND = 2
    SHAPE = 3
    WORD = 4  # a word of two characters that sounds alike
    SWAPPED = 5


class Characters(NamedTuple):
    """Meant characters by observed one: a row of up to MOST for each code, then BOUNDARY.

    log_probability is in 1/STEPS; codes, probabilities and kinds have the shape (SIZE, MOST).
    """

    codes: Codes
    log_probability: NDArray[np.int8]
    kinds: NDArray[np.uint8]

    def listed(self) -> tuple[Codes, Codes, NDArray[np.int8]]:
        """All pairs of an observed and a meant character, with their probabilities."""
        observed = np.repeat(np.arange(SIZE, dtype=np.uint16), MOST)
        there = self.codes.ravel() != BOUNDARY
        return observed[there], self.codes.ravel()[there], self.log_probability.ravel()[there]


class Words(NamedTuple):
    """Words of two characters by sound: those of sound s are starts[s] … starts[s + 1].

    The sound of a word is first · sounds + second; those that people confuse (zh and z, n and l,
    -ang and -an …) are one. ``readings`` are the sounds of each character, 0 for none, and
    ``exact`` its commonest one without that; shapes (SIZE, READINGS) and (SIZE,).
    """

    starts: NDArray[np.int32]
    codes: NDArray[np.uint16]
    readings: NDArray[np.uint16]
    exact: NDArray[np.uint16]

    @property
    def sounds(self) -> int:
        """How many sounds there are."""
        return math.isqrt(len(self.starts) - 1)


class Channel(NamedTuple):
    """All that may have been meant."""

    characters: Characters
    words: Words


def ranges(starts: NDArray[np.int32], of: NDArray[np.int64]) -> tuple[Indices, Indices]:
    """All indices of the ranges of ``of``, and for each the place in ``of`` that it belongs to."""
    begin = starts[of].astype(np.int64)
    lengths = starts[of + 1].astype(np.int64) - begin
    owners = np.repeat(np.arange(len(of)), lengths)
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return begin[owners] + within, owners


def log_probability(characters: Characters, cells: Indices) -> Floats:
    """Ln of the probability that each pair of characters is confused; by cells of the grid."""
    return characters.log_probability.ravel()[cells].astype(np.float32) / np.float32(STEPS)
