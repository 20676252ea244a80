"""Whether words of a list were meant where their misprints stand."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.candidates import CONTEXT, PADDING, Candidates, padded
from zhupi.typos.compiled import Standing
from zhupi.typos.detector import features_at
from zhupi.typos.model import Model

_BETWEEN = "\n" * (2 * PADDING)  # no feature of one window looks so far as another


def scores_of(misprints: Sequence[Standing], model: Model, least: float) -> list[float]:
    """The judge's score of the correction of each misprint.

    One lower than ``least`` may be told as -inf, as is that of what is not proposed. Numpy takes as
    long to begin as to weigh fifty windows, so that all are weighed together; each is read as it is
    read alone, and scored to the same bits.
    """
    codes = padded(model.alphabet.encode(_BETWEEN.join(each.window for each in misprints)))
    lengths = (len(each.window) + len(_BETWEEN) for each in misprints[:-1])
    places = np.array(
        [
            PADDING + begin + each.start + each.entry.place
            for begin, each in zip(accumulate(lengths, initial=0), misprints, strict=True)
        ]
    )
    meant = model.alphabet.encode("".join(each.entry.right for each in misprints))
    asked = np.zeros(len(codes), dtype=bool)
    asked[places] = True
    best = np.full(len(misprints), -np.inf)
    for found, features in features_at(codes, model, least, asked):
        rows, owners = _right(found, places, meant)
        np.maximum.at(best, owners, model.judge.score_each(features[rows]))
    return [float(score) for score in best]


def _right(
    found: Candidates, places: NDArray[np.int64], meant: NDArray[np.uint16]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The proposals that have what is meant at a place, and which place that is."""
    rows, owners = [], []
    for offset in range(found.width):
        at = found.start + offset
        owner = np.minimum(np.searchsorted(places, at), len(places) - 1)
        right = (places[owner] == at) & (found.meant[:, CONTEXT + offset] == meant[owner])
        rows.append(np.flatnonzero(right))
        owners.append(owner[right])
    return np.concatenate(rows), np.concatenate(owners)
