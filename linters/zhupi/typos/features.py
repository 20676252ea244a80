"""What speaks for and against a proposal, as numbers for the judge."""

from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from zhupi.typos.alphabet import FIRST_HAN, Alphabet, Codes, Flags
from zhupi.typos.candidates import CONTEXT, Candidates, Reading
from zhupi.typos.channel import Kind
from zhupi.typos.language import IS_WORD, ORDERS, Floats, Grams, LanguageModel, level

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

Column = Floats | Flags

MOST_LEAD, MOST_SMALL_LEAD = 15, 2
"""The most that a proposal is said to be better than the next one; and in the second column."""

_OF_GRAMS = (
    *(f"{what} {order}" for order in ORDERS for what in ("max", "sum", "word", "first", "last", "mid")),
    *(f"known {order} <= {bound}" for order, most in zip(ORDERS, (3, 5, 5)) for bound in range(most)),
)
_OF_LOGS = ("least", "least or floor", "first log", "sum of logs")
NAMES = (
    *(f"{side} {name}" for side in ("meant", "observed") for name in _OF_GRAMS),
    *("gain", "channel", "channel or -4", "channel or -3"),
    *(f"{side} {name}" for side in ("meant", "observed") for name in _OF_LOGS),
    *("margin", "small margin"),
    *(f"{side} {place} frequency" for side in ("meant", "observed") for place in ("first", "last")),
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


def features_of(
    found: Candidates, reading: Reading, language: LanguageModel, alphabet: Alphabet
) -> Features:
    """The features of proposals, shape (n, number of features)."""
    columns = [
        *_grams(found.meant_grams, found.width),
        *_grams(found.observed_grams, found.width),
        *_probabilities(found),
        *_frequencies(found, language),
        *((found.kind == kind) for kind in Kind),
        *_surroundings(found, reading),
        *_quotations(found, reading.codes, alphabet),
        *_names(found, alphabet),
        *_unknown(found),
        *_combined(found),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], 1)


def touching(width: int, order: int) -> slice:
    """The n-grams of a window that touch the proposal, by their first character."""
    return slice(CONTEXT - order + 1, CONTEXT + width)


def _known(grams: Grams, width: int) -> list[Floats]:
    """How many n-grams that touch the proposal are known, for each order."""
    return [
        (level(values[:, touching(width, order)]) > 0).sum(1).astype(np.float32)
        for order, values in zip(ORDERS, grams, strict=True)
    ]


def _grams(grams: Grams, width: int) -> Iterator[Column]:
    """How well the n-grams are known, and whether one of them is a word."""
    for order, values in zip(ORDERS, grams, strict=True):
        here = values[:, touching(width, order)]
        levels = level(here).astype(np.float32)
        yield levels.max(1)
        yield levels.sum(1)
        yield np.any((here & IS_WORD) > 0, axis=1)
        # What the context on either side alone says.
        yield levels[:, 0]
        yield levels[:, -1]
        yield levels[:, 1:-1].max(1, initial=0)
    two, three, four = _known(grams, width)
    yield from (two <= bound for bound in range(3))
    yield from (three <= bound for bound in range(5))
    yield from (four <= bound for bound in range(5))


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
    _, places = np.unique(found.start, return_inverse=True)
    best = np.full(places.max() + 1, -np.inf, dtype=np.float32)
    np.maximum.at(best, places, score)
    second = np.full_like(best, -MOST_LEAD)
    beaten = score < best[places]
    np.maximum.at(second, places[beaten], score[beaten])
    lead = np.minimum(score - second[places], MOST_LEAD)
    return np.where(beaten, score - best[places], lead).astype(np.float32)


def _frequencies(found: Candidates, language: LanguageModel) -> Iterator[Column]:
    last = CONTEXT + found.width - 1
    for window in (found.meant, found.observed):
        for column in (CONTEXT, last):
            yield np.log(language.unigrams[window[:, column]] + 1)


def _surroundings(found: Candidates, reading: Reading) -> Iterator[Column]:
    """Whether 汉字 stand beside it, and how many other places nearby are doubtful."""
    end = CONTEXT + found.width
    for column in (CONTEXT - 2, CONTEXT - 1, end, end + 1):
        yield found.observed[:, column] >= FIRST_HAN
    so_far = np.concatenate([[0], np.cumsum(reading.doubtful)])
    start, stop = found.start, found.start + found.width
    yield so_far[start] - so_far[start - NEIGHBOURHOOD]
    yield so_far[stop + NEIGHBOURHOOD] - so_far[stop]


def _quotations(found: Candidates, codes: Codes, alphabet: Alphabet) -> Iterator[Column]:
    """Whether it stands in a short quotation: a slogan, a name, a word made for the occasion."""
    opening = np.flatnonzero(np.isin(codes, alphabet.encode("“‘《〈")))
    closing = np.flatnonzero(np.isin(codes, alphabet.encode("”’》〉")))
    before = np.concatenate([[-_FAR], opening])[np.searchsorted(opening, found.start)]
    after = np.concatenate([closing, [_FAR]])[np.searchsorted(closing, found.start)]
    inside = after - before - 1
    yield inside <= _SHORT_QUOTATION
    yield inside <= _QUOTATION


def _names(found: Candidates, alphabet: Alphabet) -> Iterator[Column]:
    """Whether it may be the end of a place's name, or part of a person's."""
    end = CONTEXT + found.width
    yield np.isin(found.observed[:, end], alphabet.encode(_KINDS_OF_PLACES))
    surnames = alphabet.encode(_SURNAMES)
    yield np.isin(found.observed[:, CONTEXT - 1], surnames)
    yield np.isin(found.observed[:, CONTEXT - 2], surnames)
    yield np.isin(found.observed[:, CONTEXT], surnames)


def _unknown(found: Candidates) -> Iterator[Column]:
    """How many n-grams of 汉字 stay unknown; at the end of a clause few can be known at all."""
    han = found.meant >= FIRST_HAN
    for order, values in list(zip(ORDERS, found.meant_grams, strict=True))[1:]:
        alone = np.all(sliding_window_view(han, order, axis=1), axis=2)
        unknown = alone & (level(values) == 0)
        count = unknown[:, touching(found.width, order)].sum(1)
        yield count
        yield count == 0
        yield count <= 1


def _combined(found: Candidates) -> Iterator[Column]:
    """What says more together than apart."""
    two, _, _ = _known(found.observed_grams, found.width)
    _, three, four = _known(found.meant_grams, found.width)
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
    meant = _is_word(found.meant_grams, found.width)
    observed = _is_word(found.observed_grams, found.width)
    for order in range(len(ORDERS)):
        yield meant[order] & ~observed[order]
    yield gain * ~observed[0]


def _is_word(grams: Grams, width: int) -> list[Flags]:
    """Whether some n-gram that touches the proposal is a word, for each order."""
    return [
        np.any((values[:, touching(width, order)] & IS_WORD) > 0, axis=1)
        for order, values in zip(ORDERS, grams, strict=True)
    ]
