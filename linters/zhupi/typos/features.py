"""What speaks for and against a proposal, as numbers for the judge."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import FIRST_HAN, SIZE, Alphabet, Codes, Flags, is_first
from zhupi.typos.candidates import CONTEXT, Candidates, Reading
from zhupi.typos.channel import Kind
from zhupi.typos.language import IS_WORD, ORDERS, Floats, LanguageModel, Levels, level

Features = NDArray[np.float32]

NEIGHBOURHOOD = 5  # characters either side in which other doubtful places are counted
_SHORT_QUOTATION, _QUOTATION = 5, 11  # characters between the marks
_FAR = 1 << 30

_KINDS_OF_PLACES = "省市县区镇乡村州旗盟街路江河湖山寨屯岛港"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易"
    "常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢岳齐梅莫庄辛管祝左涂"
)

SMALL_GAIN, GREAT_GAIN = 6, 10
CHANNEL_MOST, CHANNEL_LEAST = -4, -3
LEAST_LOGS = (-6, -9)  # of the proposal, and of the text

Column = Floats | Flags | Levels | NDArray[np.int64]

MOST_LEAD, MOST_SMALL_LEAD = 15, 2
"""The most that a proposal is said to be better than the next one; and in the second column."""

SIDES = ("meant", "observed")
KNOWN_STEPS = dict(zip(ORDERS, (3, 5, 5), strict=True))
_OF_GRAMS = (
    *(
        f"{what} {order}"
        for order in ORDERS
        for what in ("max", "sum", "word", "first", "last", "mid")
    ),
    *(f"known {order} <= {bound}" for order, most in KNOWN_STEPS.items() for bound in range(most)),
)
_KINDS = np.array(Kind)[:, None]
_STEP_ORDERS = np.repeat(np.arange(len(ORDERS)), tuple(KNOWN_STEPS.values()))
_STEPS = np.concatenate([np.arange(most) for most in KNOWN_STEPS.values()])
_OF_LOGS = ("least", "least or floor", "first log", "sum of logs")
NAMES = (
    *(f"{side} {name}" for side in SIDES for name in _OF_GRAMS),
    *("gain", "channel", "channel or -4", "channel or -3"),
    *(f"{side} {name}" for side in SIDES for name in _OF_LOGS),
    *("margin", "small margin"),
    *(f"{side} {place} frequency" for side in SIDES for place in ("first", "last")),
    *(f"kind {kind.value}" for kind in Kind),
    *(f"beside {place}" for place in range(4)),
    *("doubtful before", "doubtful after", "short quotation", "quotation"),
    *("before kind of place", "after surname", "after surname and one", "surname"),
    *(f"unknown {order}{what}" for order in ORDERS[1:] for what in ("", " == 0", " <= 1")),
    *("small gain", "great gain", "small gain, known 4 >= 2", "small gain, known 4 >= 3"),
    *("gain of pair", "known 3 of pair", "known 4 of pair", "gain, observed 2 unknown"),
    *(f"new word {order}" for order in ORDERS),
    "gain, no word",
)
"""What each column is, in their order: what the judge's weights are of."""


class Marks(NamedTuple):
    """Which codes stand for what a feature asks for, each of shape (SIZE,)."""

    opening: Flags
    closing: Flags
    places: Flags
    surnames: Flags


def marks_of(alphabet: Alphabet) -> Marks:
    """The marks in the codes of an alphabet."""
    return Marks(
        *(_among(alphabet, each) for each in ("“‘《〈", "”’》〉", _KINDS_OF_PLACES, _SURNAMES))
    )


def _among(alphabet: Alphabet, characters: str) -> Flags:
    found = np.zeros(SIZE, dtype=bool)
    found[alphabet.encode(characters)] = True
    return found


def features_of(
    found: Candidates, reading: Reading, language: LanguageModel, marks: Marks
) -> Features:
    """The features of proposals, shape (n, number of features)."""
    rows = np.empty((len(NAMES), len(found.start)), dtype=np.float32)
    end = 0
    for each in _columns(found, reading, language, marks):
        start, end = end, end + (len(each) if each.ndim > 1 else 1)
        rows[start:end] = each
    return np.ascontiguousarray(rows.T)


def _columns(
    found: Candidates, reading: Reading, language: LanguageModel, marks: Marks
) -> Iterator[Column]:
    """The features in their order, one or several at a time, a row each."""
    parts = parts_of(found)
    yield from _grams(parts)
    yield from _probabilities(found)
    yield _frequencies(found, language)
    yield found.kind == _KINDS
    yield from _surroundings(found, reading)
    yield from _quotations(found, reading.codes, marks)
    yield from _names(found, marks)
    yield from _unknown(found)
    yield from _combined(found, parts)


def touching(width: int, order: int) -> slice:
    """The n-grams of a window that touch the proposal, by their first character."""
    return slice(CONTEXT - order + 1, CONTEXT + width)


class Parts(NamedTuple):
    """The n-grams that touch proposals, in six parts: 2- to 4-grams meant, then those observed.

    levels: of all n-grams of all parts, a column for each proposal
    starts: the first row of each part
    known: how many of each part are known, shape (6, n)
    highest: the highest level of each
    word: whether one of them is a word
    """

    levels: Levels
    starts: NDArray[np.int64]
    known: NDArray[np.int64]
    highest: Levels
    word: Flags


def parts_of(found: Candidates) -> Parts:
    """The parts of proposals."""
    values = np.concatenate(
        [
            grams.T[touching(found.width, order)]
            for side in (found.meant_grams, found.observed_grams)
            for order, grams in zip(ORDERS, side, strict=True)
        ]
    )
    starts = starts_of(found.width)
    levels = level(values)
    return Parts(
        levels,
        starts,
        np.add.reduceat(levels > 0, starts, axis=0, dtype=np.int64),
        np.maximum.reduceat(levels, starts, axis=0),
        np.bitwise_or.reduceat(values, starts, axis=0) >= IS_WORD,
    )


@cache
def starts_of(width: int) -> NDArray[np.int64]:
    """The first row of each part of proposals of a width."""
    lengths = [width + order - 1 for order in ORDERS] * len(SIDES)
    return np.cumsum([0, *lengths[:-1]])


def _grams(parts: Parts) -> Iterator[Column]:
    """How well the n-grams are known, and whether one of them is a word."""
    levels, starts, known, highest, word = parts
    ends = np.append(starts[1:], len(levels)) - 1
    middle = levels.copy()
    middle[starts] = middle[ends] = 0
    # What the context on either side alone says is the first and the last.
    each = (
        highest,
        np.add.reduceat(levels, starts, axis=0),
        word,
        levels[starts],
        levels[ends],
        np.maximum.reduceat(middle, starts, axis=0),
    )
    columns = np.stack(each, 1).reshape(len(SIDES), -1, levels.shape[1])
    for side, first in enumerate((0, len(ORDERS))):
        yield columns[side]
        yield known[first + _STEP_ORDERS] <= _STEPS[:, None]


def _probabilities(found: Candidates) -> Iterator[Column]:
    yield found.gain
    yield found.channel
    yield np.minimum(found.channel, CHANNEL_MOST)
    yield np.maximum(found.channel, CHANNEL_LEAST)
    for logs, floor in zip((found.meant_logs, found.observed_logs), LEAST_LOGS, strict=True):
        yield logs.min(1)
        yield np.minimum(logs.min(1), floor)
        yield logs[:, 0]
        yield logs.sum(1)
    margin = _margin(found)
    yield margin
    yield np.minimum(margin, MOST_SMALL_LEAD)


def _margin(found: Candidates) -> Floats:
    """How much better a proposal is than the next one at its place, or worse than the best."""
    if not len(found.start):
        return np.zeros(0, dtype=np.float32)
    score = found.gain + np.float32(0.7) * found.channel
    places = np.cumsum(is_first(found.start)) - 1
    best = np.full(places[-1] + 1, -np.inf, dtype=np.float32)
    np.maximum.at(best, places, score)
    second = np.full_like(best, -MOST_LEAD)
    beaten = score < best[places]
    np.maximum.at(second, places[beaten], score[beaten])
    lead = np.minimum(score - second[places], MOST_LEAD)
    margin: Floats = np.where(beaten, score - best[places], lead).astype(np.float32)
    return margin


def _frequencies(found: Candidates, language: LanguageModel) -> Floats:
    """How usual the first and the last character are, meant and observed."""
    ends = [CONTEXT, CONTEXT + found.width - 1]
    codes = np.concatenate([found.meant.T[ends], found.observed.T[ends]])
    logarithms: Floats = np.log(language.unigrams.take(codes) + 1)
    return logarithms


def _surroundings(found: Candidates, reading: Reading) -> Iterator[Column]:
    """Whether 汉字 stand beside it, and how many other places nearby are doubtful."""
    end = CONTEXT + found.width
    yield found.observed.T[[CONTEXT - 2, CONTEXT - 1, end, end + 1]] >= FIRST_HAN
    so_far = np.concatenate([[0], np.cumsum(reading.doubtful)])
    start, stop = found.start, found.start + found.width
    yield so_far[start] - so_far[start - NEIGHBOURHOOD]
    yield so_far[stop + NEIGHBOURHOOD] - so_far[stop]


def _quotations(found: Candidates, codes: Codes, marks: Marks) -> Iterator[Column]:
    """Whether it stands in a short quotation: a slogan, a name, a word made for the occasion."""
    opening = np.flatnonzero(marks.opening.take(codes))
    closing = np.flatnonzero(marks.closing.take(codes))
    before = np.concatenate([[-_FAR], opening])[np.searchsorted(opening, found.start)]
    after = np.concatenate([closing, [_FAR]])[np.searchsorted(closing, found.start)]
    inside = after - before - 1
    yield inside <= _SHORT_QUOTATION
    yield inside <= _QUOTATION


def _names(found: Candidates, marks: Marks) -> Iterator[Column]:
    """Whether it may be the end of a place's name, or part of a person's."""
    observed = found.observed.T
    yield marks.places.take(observed[CONTEXT + found.width])
    yield marks.surnames.take(observed[[CONTEXT - 1, CONTEXT - 2, CONTEXT]])


def _unknown(found: Candidates) -> Iterator[Column]:
    """How many n-grams of 汉字 stay unknown; at the end of a clause few can be known at all."""
    for order, values in zip(ORDERS[1:], found.meant_grams[1:], strict=True):
        count = unknown_of(found.meant.T, values.T, found.width, order)
        yield count
        yield count == 0
        yield count <= 1


def unknown_of(meant: Codes, values: Levels, width: int, order: int) -> NDArray[np.int64]:
    """How many n-grams of 汉字 that touch proposals are unknown; a column for each."""
    han = meant >= FIRST_HAN
    alone = level(values[touching(width, order)]) == 0
    first = CONTEXT - order + 1
    for place in range(order):
        alone &= han[first + place : first + place + len(alone)]
    return np.asarray(alone.sum(0))


def _combined(found: Candidates, parts: Parts) -> Iterator[Column]:
    """What says more together than apart."""
    _, three, four, two, _, _ = parts.known
    meant, observed = parts.word[: len(ORDERS)], parts.word[len(ORDERS) :]
    gain, pair = found.gain, np.float32(found.width > 1)
    small = np.minimum(gain, SMALL_GAIN)
    yield small
    yield np.maximum(gain - GREAT_GAIN, 0)
    yield small * (four >= 2)
    yield small * (four >= 3)
    yield gain * pair
    yield three * pair
    yield four * pair
    yield gain * (two == 0)
    yield meant & ~observed
    yield gain * ~observed[0]
