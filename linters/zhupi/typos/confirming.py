"""Whether a word of a list was meant where its misprint stands."""

import numpy as np

from zhupi.typos.candidates import CONTEXT, PADDING, padded
from zhupi.typos.compiled import Entry
from zhupi.typos.detector import weigh
from zhupi.typos.model import Model


def score_of(text: str, start: int, entry: Entry, model: Model, least: float) -> float:
    """The judge's score of the correction of an entry that begins at a place.

    One lower than ``least`` may be told as -inf, as is that of what is not proposed. The whole text
    is read: give the words around the entry, not a document.
    """
    codes = padded(model.alphabet.encode(text))
    place = start + entry.place + PADDING
    meant = model.alphabet.code(entry.right)
    best = -np.inf
    for found, scores in weigh(codes, model, least):
        offset = place - found.start
        rows = np.flatnonzero((offset >= 0) & (offset < found.width))
        right = found.meant[rows, CONTEXT + offset[rows]] == meant
        best = max(best, float(scores[rows[right]].max(initial=-np.inf)))
    return best
