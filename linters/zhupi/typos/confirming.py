"""Whether a word of a list was meant where its misprint stands."""

import numpy as np

from zhupi.typos.candidates import CONTEXT, PADDING, padded
from zhupi.typos.compiled import Entry
from zhupi.typos.detector import weigh
from zhupi.typos.language import IS_WORD, ORDERS
from zhupi.typos.model import Model
from zhupi.typos.table import Keys, keys_of

_LONGEST = ORDERS[-1]


def crosses_word(text: str, start: int, end: int, model: Model) -> bool:
    """Whether a word of the lexicon lies over an edge of a span: 多部|暑期, 驻赣|人民."""
    first = max(0, start - _LONGEST + 1)
    codes = model.alphabet.encode(text[first : end + _LONGEST - 1])
    left, right = start - first, end - first
    keys: list[Keys] = []
    for order in ORDERS:
        for begin in range(max(0, left - order + 1), min(right, len(codes) - order + 1)):
            if begin < left < begin + order or begin < right < begin + order:
                gram = codes[begin : begin + order]
                keys.append(keys_of(*(gram[place : place + 1] for place in range(order))))
    if not keys:
        return False
    return bool((model.language.table.find(np.concatenate(keys)) & IS_WORD).any())


def score_of(text: str, start: int, entry: Entry, model: Model) -> float:
    """The judge's score of the correction of an entry that begins at a place; -inf for none.

    The whole text is read: give the words around the entry, not a document.
    """
    codes = padded(model.alphabet.encode(text))
    place = start + entry.place + PADDING
    meant = model.alphabet.code(entry.right)
    best = -np.inf
    for found, scores in weigh(codes, model):
        offset = place - found.start
        rows = np.flatnonzero((offset >= 0) & (offset < found.width))
        right = found.meant[rows, CONTEXT + offset[rows]] == meant
        best = max(best, float(scores[rows[right]].max(initial=-np.inf)))
    return best
