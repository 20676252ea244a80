"""How usual a run of characters is in official Chinese: counts of 1- to 4-grams, smoothed."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import Codes
from zhupi.typos.sieve import Sieve
from zhupi.typos.table import Keys, Table, keys_of

Floats = NDArray[np.float32]
Levels = NDArray[np.uint16]

ORDERS = (2, 3, 4)
LEVELS = 63
IS_WORD = 64  # the bit of a table's value that says the n-gram is a word of the lexicon
_STEPS = 3  # levels for each doubling of a count

# Of a context's next characters, so many are taken from the shorter context (Dirichlet smoothing),
# and so much is taken from each count seen (absolute discounting). Both were fitted to the
# perplexity of texts that were not counted.
_PRIOR = {2: 60.0, 3: 20.0, 4: 10.0}
_DISCOUNT = {2: 0.0, 3: 0.5, 4: 0.5}

COUNTS = np.concatenate([[0.0], 2.0 ** (np.arange(LEVELS) / _STEPS)]).astype(np.float32)
"""The count that each level stands for."""


def level_of(counts: NDArray[np.int64]) -> Levels:
    """The levels of counts: 0 for never, then three for each doubling."""
    logarithms = np.round(_STEPS * np.log2(np.maximum(counts, 1))).astype(np.int64)
    return np.where(counts > 0, np.minimum(logarithms + 1, LEVELS), 0).astype(np.uint16)


class Grams(NamedTuple):
    """The table's values of the n-grams of windows: n-grams by their first character."""

    two: Levels
    three: Levels
    four: Levels


class LanguageModel(NamedTuple):
    """The counts.

    table: levels and word bits of 2-, 3- and 4-grams
    unigrams: counts of characters by code
    sieve: which 3-grams may be known
    """

    table: Table
    unigrams: Floats
    sieve: Sieve

    def read(self, codes: Codes) -> Grams:
        """The values of all n-grams of a text, each array as long as the text.

        The last n - 1 places of an array hold 0. An n-gram is searched only if its parts are
        there: that saves time, and false positives of the table.
        """
        values = [np.zeros(len(codes), dtype=np.uint16) for _ in ORDERS]
        values[0][:-1] = self.table.find(keys_of(codes[:-1], codes[1:]))
        for shorter, longer, order in zip(values, values[1:], ORDERS[1:], strict=False):
            seen = level(shorter) > 0
            starts = np.flatnonzero(seen[:-1] & seen[1:])
            starts = starts[starts <= len(codes) - order]
            longer[starts] = self.table.find(keys_at(codes, starts, order))
        return Grams(*values)

    def log_probability(self, windows: Codes, grams: Grams) -> Floats:
        """Ln p of each character from the fourth on, shape (width - 3, n); a column a window."""
        ones = self.unigrams.take(windows)
        total = float(self.unigrams.sum())
        first = (ones[3:] + 0.3) / (total + 0.3 * len(self.unigrams))
        probability = first.astype(np.float64)
        two, three, four = (COUNTS.take(level(values)) for values in grams)
        steps = (
            (2, two[2:], ones[2:-1]),
            (3, three[1:], two[1:-1]),
            (4, four, three[:-1]),
        )
        for order, counts, contexts in steps:
            prior, discount = _PRIOR[order], _DISCOUNT[order]
            probability *= prior + discount * (counts > 0)
            probability += np.maximum(counts - discount, 0)
            # The counts are rounded: a part may seem rarer than the whole.
            probability /= np.maximum(contexts, counts) + prior
        logarithms: Floats = np.log(probability).astype(np.float32)
        return logarithms


def level(values: Levels) -> Levels:
    """The levels of a table's values."""
    levels: Levels = values & np.uint16(LEVELS)
    return levels


def keys_at(codes: Codes, starts: NDArray[np.int64], order: int) -> Keys:
    """The keys of the n-grams that begin at places of a text."""
    return keys_of(*(codes[starts + offset] for offset in range(order)))
