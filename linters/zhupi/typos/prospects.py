"""Which proposals are worth weighing: a bound on the judge's score, in a tenth of the time.

Of a thousand proposals hardly one is told. Most of the score is computed here in few steps; of what
takes many, the most is taken that it can come to. So nothing is lost that reaches a level.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import FIRST_HAN
from zhupi.typos.candidates import CONTEXT, Candidates
from zhupi.typos.channel import Kind
from zhupi.typos.features import (
    CHANNEL_LEAST,
    CHANNEL_MOST,
    GREAT_GAIN,
    KNOWN_STEPS,
    LEAST_LOGS,
    MOST_LEAD,
    MOST_SMALL_LEAD,
    NAMES,
    NEIGHBOURHOOD,
    SIDES,
    SMALL_GAIN,
    parts_of,
    unknown_of,
)
from zhupi.typos.language import ORDERS, Floats

_ERROR = 0.01  # far more than two orders of adding floats differ by
_MOST_KNOWN = max(ORDERS) + 2  # n-grams that touch a proposal, and one more
_MOST_FREQUENCY = 40  # ln of a count


class Bound(NamedTuple):
    """The judge's weights, arranged for proposals of one width.

    The parts are those of ``features.Parts``.

    linear: what each level counts for
    highest: what the highest level of each part counts for, at most
    words: what a word in each part counts for
    new: what a word of each order counts for where none is written
    known: what so many known n-grams of a part count for, shape (6, _MOST_KNOWN)
    unknown: what so many unknown 3-grams of the proposal count for
    ends: what the commonness of the first and the last character counts for
    beside: what 汉字 beside it count for
    kinds: what each kind of proposal counts for
    rest: the most that everything else comes to
    weight: the weight of each feature
    """

    linear: Floats
    highest: Floats
    words: Floats
    new: Floats
    known: Floats
    unknown: Floats
    ends: Floats
    beside: Floats
    kinds: Floats
    rest: float
    weight: dict[str, float]


def bounds(found: Candidates, unigrams: Floats, bound: Bound) -> Floats:
    """What the judge's scores of proposals are at most, shape (n,)."""
    levels, _, known, highest, word = parts_of(found)
    most = bound.linear @ levels.astype(np.float32)
    most += bound.highest @ highest
    most += bound.known.take(known + _MOST_KNOWN * np.arange(len(known))[:, None]).sum(0)
    most += bound.words @ word
    most += bound.new @ (word[: len(ORDERS)] & ~word[len(ORDERS) :])
    most += _of_probabilities(found, bound.weight)
    most += _of_gain(found, known, word, bound.weight)
    most += _of_characters(found, unigrams, bound)
    most += bound.kinds[found.kind]
    return np.asarray(most + bound.rest, dtype=np.float32)


def _of_probabilities(found: Candidates, weight: dict[str, float]) -> Floats:
    channel = found.channel
    most = weight["channel"] * channel
    most += weight["channel or -4"] * np.minimum(channel, CHANNEL_MOST)
    most += weight["channel or -3"] * np.maximum(channel, CHANNEL_LEAST)
    sides = zip(SIDES, (found.meant_logs, found.observed_logs), LEAST_LOGS, strict=True)
    for side, logs, floor in sides:
        least = logs.min(1)
        most += weight[f"{side} least"] * least
        most += weight[f"{side} least or floor"] * np.minimum(least, floor)
        most += weight[f"{side} first log"] * logs[:, 0]
        most += weight[f"{side} sum of logs"] * logs.sum(1)
    return most


def _of_gain(
    found: Candidates, known: NDArray[np.int64], word: NDArray[np.bool_], weight: dict[str, float]
) -> Floats:
    gain = found.gain
    small = np.minimum(gain, SMALL_GAIN)
    most = (weight["gain"] + weight["gain of pair"] * (found.width > 1)) * gain
    most += weight["small gain"] * small
    most += weight["great gain"] * np.maximum(gain - GREAT_GAIN, 0)
    for least in (2, 3):
        most += weight[f"small gain, known 4 >= {least}"] * (known[2] >= least) * small
    most += weight["gain, observed 2 unknown"] * (known[3] == 0) * gain
    most += weight["gain, no word"] * ~word[3] * gain
    return most


def _of_characters(found: Candidates, unigrams: Floats, bound: Bound) -> Floats:
    """Of the commonness of what is proposed, of 汉字 beside it, of unknown 3-grams."""
    end = CONTEXT + found.width
    meant, observed = found.meant.T, found.observed.T
    ends = np.log(unigrams.take(meant[[CONTEXT, end - 1]]) + 1)
    most = bound.ends @ ends
    beside = observed[[CONTEXT - 2, CONTEXT - 1, end, end + 1]] >= FIRST_HAN
    most += bound.beside @ beside
    unknown = unknown_of(meant, found.meant_grams.three.T, found.width, 3)
    most += bound.unknown.take(unknown)
    return np.asarray(most)


def _row(weight: dict[str, float], *names: str) -> Floats:
    return np.array([weight[name] for name in names], dtype=np.float32)


@lru_cache(maxsize=8)
def bound_of(weights: tuple[float, ...], intercept: float, width: int) -> Bound:
    """The bound for a judge of these weights, of the features in their order."""
    weight = dict(zip(NAMES, weights, strict=True))
    parts = [(side, order) for side in SIDES for order in ORDERS]
    lengths = [width + order - 1 for _, order in parts]
    return Bound(
        np.concatenate(
            [_linear(weight, part, length) for part, length in zip(parts, lengths, strict=True)]
        ),
        np.array([_highest(weight, part) for part in parts], np.float32),
        _row(weight, *(f"{side} word {order}" for side, order in parts)),
        _row(weight, *(f"new word {order}" for order in ORDERS)),
        np.stack([_known(weight, side, order, width) for side, order in parts]),
        np.array([_unknown(weight, 3, count) for count in range(_MOST_KNOWN)], np.float32),
        _row(weight, "meant first frequency", "meant last frequency"),
        _row(weight, *(f"beside {place}" for place in range(4))),
        _row(weight, *(f"kind {kind.value}" for kind in Kind)),
        intercept + _rest(weight) + _ERROR,
        weight,
    )


def _linear(weight: dict[str, float], part: tuple[str, int], length: int) -> Floats:
    """What each level of a part counts for."""
    side, order = part
    found = np.full(length, weight[f"{side} sum {order}"], dtype=np.float32)
    found[0] += weight[f"{side} first {order}"]
    found[-1] += weight[f"{side} last {order}"]
    return found


def _highest(weight: dict[str, float], part: tuple[str, int]) -> float:
    """What the highest level of a part counts for; that in its middle is as high at most."""
    side, order = part
    return weight[f"{side} max {order}"] + max(weight[f"{side} mid {order}"], 0)


def _known(weight: dict[str, float], side: str, order: int, width: int) -> Floats:
    """What so many known n-grams of a part count for."""
    counts = np.arange(_MOST_KNOWN)
    found = np.zeros(_MOST_KNOWN, dtype=np.float32)
    for most in range(KNOWN_STEPS[order]):
        found += weight[f"{side} known {order} <= {most}"] * (counts <= most)
    if side == "meant" and order > ORDERS[0] and width > 1:
        found += weight[f"known {order} of pair"] * counts
    return found


def _unknown(weight: dict[str, float], order: int, count: int) -> float:
    """What so many unknown n-grams of 汉字 count for."""
    found = weight[f"unknown {order}"] * count
    found += weight[f"unknown {order} == 0"] * (count == 0)
    return found + weight[f"unknown {order} <= 1"] * (count <= 1)


def _rest(weight: dict[str, float]) -> float:
    """The most that the features come to that the bound does not look at."""
    if min(weight["margin"], weight["small margin"]) < 0:
        return float("inf")  # how far a proposal is behind the best has no bound
    names = ("short quotation", "quotation", "before kind of place", "surname")
    most = sum(max(weight[name], 0) for name in (*names, "after surname", "after surname and one"))
    most += weight["margin"] * MOST_LEAD + weight["small margin"] * MOST_SMALL_LEAD
    for name in ("doubtful before", "doubtful after"):
        most += max(weight[name], 0) * NEIGHBOURHOOD
    for name in ("observed first frequency", "observed last frequency"):
        most += max(weight[name], 0) * _MOST_FREQUENCY
    return most + max(_unknown(weight, 4, count) for count in range(_MOST_KNOWN))
