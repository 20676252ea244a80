"""What might stand in the doubtful places of a text, with how usual the text would be then."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import BOUNDARY, Codes, Flags, is_first, is_han, where
from zhupi.typos.channel import Channel, Kind
from zhupi.typos.language import (
    IS_WORD,
    ORDERS,
    Floats,
    Grams,
    LanguageModel,
    Levels,
    level,
)
from zhupi.typos.proposing import REACH, Proposals, pairs, singles, window
from zhupi.typos.table import keys_of
from zhupi.typos.vetoes import Exclusions

CONTEXT = 3  # characters either side that the model looks at
PADDING = 8  # boundaries that a text needs on either side: all that a feature looks at

_LEAST_GAIN = 0.0
_CHANNEL_WEIGHT = 0.5
_LEAST_SWAPPED = 9  # the level of a word that characters are swapped for

Places = NDArray[np.int64]


class Reading(NamedTuple):
    """A text as the model sees it.

    codes: padded with PADDING boundaries on either side
    grams: the values of all its n-grams
    doubtful: the places that no 4-gram known to the model covers
    """

    codes: Codes
    grams: Grams
    doubtful: Flags


class Candidates(NamedTuple):
    """Proposals of one width: 1 character, or 2.

    start: the place of the first character proposed
    width: how many characters
    meant, observed: the proposal and the text in their context, CONTEXT characters either side
    meant_grams, observed_grams: the values of the n-grams of both
    meant_logs, observed_logs: ln p of each character from the first proposed one on
    channel: ln of the probability that this was written for that
    kind: how (``Kind``)
    """

    start: Places
    width: int
    meant: Codes
    observed: Codes
    meant_grams: Grams
    observed_grams: Grams
    meant_logs: Floats
    observed_logs: Floats
    channel: Floats
    kind: NDArray[np.uint8]

    @property
    def gain(self) -> Floats:
        """By how much the proposal is the likelier text, in ln."""
        gain: Floats = self.meant_logs.sum(1) - self.observed_logs.sum(1)
        return gain

    def keep(self, which: Flags) -> "Candidates":
        """Some of them."""
        kept = where(which)
        return self._replace(
            start=self.start[kept],
            meant=self.meant[kept],
            observed=self.observed[kept],
            meant_grams=Grams(*(values[kept] for values in self.meant_grams)),
            observed_grams=Grams(*(values[kept] for values in self.observed_grams)),
            meant_logs=self.meant_logs[kept],
            observed_logs=self.observed_logs[kept],
            channel=self.channel[kept],
            kind=self.kind[kept],
        )


def padded(codes: Codes) -> Codes:
    """Codes with the boundaries that reading them needs."""
    return np.pad(codes, PADDING, constant_values=BOUNDARY)


def read_text(codes: Codes, language: LanguageModel) -> Reading:
    """A text (with its padding) with the values of its n-grams, and the doubtful places."""
    grams = language.read(codes)
    known = level(grams.four) > 0
    covered = known.copy()
    for offset in range(1, ORDERS[-1]):
        covered[offset:] |= known[:-offset]
    return Reading(codes, grams, is_han(codes) & ~covered)


def candidates_of(
    reading: Reading,
    language: LanguageModel,
    channel: Channel,
    exclusions: Exclusions,
    asked: Flags | None = None,
) -> list[Candidates]:
    """What would make the text likelier, by width, if anything; only for ``asked`` places."""
    one, either = reading.doubtful, _one_of_two(reading.doubtful)
    if asked is not None:
        one, either = one & asked, either & _one_of_two(asked)
    ones = singles(reading.codes, where(one), language, channel, exclusions)
    two = pairs(reading.codes, either, language, channel.words)
    fitting = _fitting(reading, language, (ones, two))
    return [_weigh(reading, language, each) for each in fitting if len(each.proposals.start)]


def _one_of_two(flags: Flags) -> Flags:
    """Whether a place or the next one has a flag, for all but the last."""
    return np.asarray(flags[:-1] | flags[1:])


class _Fitting(NamedTuple):
    """Proposals of one width with their windows, and the values of the n-grams of these.

    The arrays have a column for each.
    """

    proposals: Proposals
    meant: Codes
    grams: Grams


def _weigh(reading: Reading, language: LanguageModel, fitting: _Fitting) -> Candidates:
    """The proposals that make the text likelier, with the probabilities of both texts."""
    proposals, meant, grams = fitting
    first = is_first(proposals.start)
    places, owners = proposals.start[first], np.cumsum(first) - 1
    there, there_grams = _context(reading, places, proposals.width)
    both = Grams(*(np.concatenate(pair, 1) for pair in zip(grams, there_grams, strict=True)))
    every = language.log_probability(np.concatenate([meant, there], 1), both)
    logs, there_logs = every[:, : len(owners)], every[:, len(owners) :]
    gain = logs.sum(0) - there_logs.sum(0)[owners]
    kept = where(gain + _CHANNEL_WEIGHT * proposals.channel >= _LEAST_GAIN)
    proposals = proposals.keep(kept)
    observed, observed_grams = _context(reading, proposals.start, proposals.width)
    return Candidates(
        proposals.start,
        proposals.width,
        meant.take(kept, axis=1).T,
        observed.T,
        Grams(*(values.take(kept, axis=1).T for values in grams)),
        Grams(*(values.T for values in observed_grams)),
        logs.take(kept, axis=1).T,
        there_logs.take(owners[kept], axis=1).T,
        proposals.channel,
        proposals.kind,
    )


def _context(reading: Reading, start: Places, width: int) -> tuple[Codes, Grams]:
    """The windows at places of a text, a column each, and the values of their n-grams."""
    at = np.arange(-CONTEXT, width + CONTEXT)[:, None] + start
    grams = (
        values.take(at[: len(at) - order + 1])
        for order, values in zip(ORDERS, reading.grams, strict=True)
    )
    return reading.codes.take(at), Grams(*grams)


def _fitting(
    reading: Reading, language: LanguageModel, every: tuple[Proposals, ...]
) -> list[_Fitting]:
    """The proposals of which a 3-gram is known.

    An n-gram counts as known only if its halves are.
    """
    windows = [window(reading.codes, each.start, each.meant) for each in every]
    found = language.table.find_all([keys_of(codes[1:-2], codes[2:-1]) for codes in windows])
    fitting = [
        _with_three(reading, proposals, two) for proposals, two in zip(every, found, strict=True)
    ]
    _search_four(language, fitting)
    return fitting


def _with_three(reading: Reading, proposals: Proposals, touching: Levels) -> _Fitting:
    """The proposals that fit, given the values of the bigrams that touch them."""
    start, width = proposals.start, proposals.width
    before, after = reading.grams.two.take([start - REACH, start + width])
    two = np.concatenate([before[None], touching, after[None]])
    seen = level(two) > 0
    three = proposals.three * (seen[:-1] & seen[1:])
    fits: Flags = np.any(level(three) > 0, axis=0)
    word = ((two[REACH] & IS_WORD) > 0) & (level(two[REACH]) >= _LEAST_SWAPPED)
    fits &= word | (proposals.kind != Kind.SWAPPED)
    kept = where(fits)
    proposals = proposals.keep(kept)
    meant, grams = _context(reading, proposals.start, width)
    meant[CONTEXT : CONTEXT + width] = proposals.meant
    grams.two[CONTEXT - 1 : CONTEXT + width] = touching.take(kept, axis=1)
    grams.three[CONTEXT - 2 : CONTEXT + width] = three.take(kept, axis=1)
    return _Fitting(proposals, meant, grams)


def _search_four(language: LanguageModel, fitting: list[_Fitting]) -> None:
    """Fill in the values of the 4-grams of windows: all of them touch the proposal."""
    places, keys = [], []
    for _, meant, grams in fitting:
        seen = level(grams.three) > 0
        at = where(seen[:-1] & seen[1:])
        flat, count = meant.ravel(), meant.shape[1]
        places.append(at)
        keys.append(keys_of(*(flat.take(at + place * count) for place in range(ORDERS[-1]))))
    for each, at, found in zip(fitting, places, language.table.find_all(keys), strict=True):
        each.grams.four[:] = 0
        each.grams.four.ravel()[at] = found
