"""What might stand in the doubtful places of a text, with how usual the text would be then."""

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from zhupi.typos.alphabet import BOUNDARY, FIRST_HAN, SIZE, Codes, Flags, is_han
from zhupi.typos.channel import READINGS, Channel, Kind, Words, log_probability, ranges
from zhupi.typos.language import (
    IS_WORD,
    ORDERS,
    Floats,
    Grams,
    LanguageModel,
    Levels,
    keys_at,
    level,
)
from zhupi.typos.table import keys_of
from zhupi.typos.vetoes import Exclusions

CONTEXT = 3  # characters either side that the model looks at
PADDING = 8  # boundaries that a text needs on either side: all that a feature looks at

_LEAST_GAIN = 0.0
_CHANNEL_WEIGHT = 0.5
_SWAPPED = np.float32(-9.0)
_LEAST_SWAPPED = 9  # the level of a word that characters are swapped for
# ln of the probability of a word for one that sounds alike, and what each inexact sound costs.
_WORD = np.float32(np.log(0.1 / 24))
_INEXACT = np.float32(1.0)

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
        return Candidates(
            self.start[which],
            self.width,
            self.meant[which],
            self.observed[which],
            Grams(*(values[which] for values in self.meant_grams)),
            Grams(*(values[which] for values in self.observed_grams)),
            self.meant_logs[which],
            self.observed_logs[which],
            self.channel[which],
            self.kind[which],
        )


class _Proposals(NamedTuple):
    """Where, what, how likely, how."""

    start: Places
    meant: Codes
    channel: Floats
    kind: NDArray[np.uint8]

    def keep(self, which: Flags) -> "_Proposals":
        return _Proposals(
            self.start[which], self.meant[which], self.channel[which], self.kind[which]
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
    reading: Reading, language: LanguageModel, channel: Channel, exclusions: Exclusions
) -> list[Candidates]:
    """All proposals that would make the text likelier, by width."""
    ones = _single(reading, channel, exclusions)
    pairs = _pairs(reading, language, channel.words)
    return [_weigh(reading, language, proposals) for proposals in (ones, pairs)]


def _single(reading: Reading, channel: Channel, exclusions: Exclusions) -> _Proposals:
    places = np.flatnonzero(reading.doubtful)
    observed = reading.codes[places].astype(np.int64)
    indices, owners = ranges(channel.characters.starts, observed)
    meant = channel.characters.codes[indices]
    allowed = exclusions.allow(reading.codes[places][owners], meant)
    indices, owners, meant = indices[allowed], owners[allowed], meant[allowed]
    return _Proposals(
        places[owners],
        meant[:, None],
        log_probability(channel.characters, indices),
        channel.characters.kinds[indices],
    )


def _pairs(reading: Reading, language: LanguageModel, words: Words) -> _Proposals:
    codes = reading.codes
    han = codes >= FIRST_HAN
    doubtful = reading.doubtful[:-1] | reading.doubtful[1:]
    places = np.flatnonzero(han[:-1] & han[1:] & doubtful)
    found = [
        _alike(codes, places, words, first, second)
        for first in range(READINGS)
        for second in range(READINGS)
    ]
    found.append(_swapped(codes, places, language))
    start, meant, channel, kind = (
        np.concatenate([getattr(each, field) for each in found]) for field in _Proposals._fields
    )
    keys = (start * SIZE + meant[:, 0]) * SIZE + meant[:, 1]
    _, once = np.unique(keys, return_index=True)
    return _Proposals(start[once], meant[once], channel[once], kind[once])


def _alike(codes: Codes, places: Places, words: Words, first: int, second: int) -> _Proposals:
    """The words that sound like two characters in these of their readings."""
    one = words.readings[codes[places], first].astype(np.int64)
    two = words.readings[codes[places + 1], second].astype(np.int64)
    heard = (one > 0) & (two > 0)
    at = places[heard]
    indices, owners = ranges(words.starts, one[heard] * words.sounds + two[heard])
    start, meant = at[owners], words.codes[indices]
    # Words that share a character with the text are found as single characters.
    other = (meant[:, 0] != codes[start]) & (meant[:, 1] != codes[start + 1])
    start, meant = start[other], meant[other]
    exact = (words.exact[codes[start]] == words.exact[meant[:, 0]]).astype(np.float32)
    exact += words.exact[codes[start + 1]] == words.exact[meant[:, 1]]
    channel = (_WORD - _INEXACT * (2 - exact)).astype(np.float32)
    return _Proposals(start, meant, channel, np.full(len(start), Kind.WORD, np.uint8))


def _swapped(codes: Codes, places: Places, language: LanguageModel) -> _Proposals:
    """The words that two characters make the other way round."""
    start = places[codes[places] != codes[places + 1]]
    meant = np.stack([codes[start + 1], codes[start]], 1)
    values = language.table.find(keys_of(meant[:, 0], meant[:, 1]))
    word = ((values & IS_WORD) > 0) & (level(values) >= _LEAST_SWAPPED)
    count = int(word.sum())
    channel, kind = np.full(count, _SWAPPED), np.full(count, Kind.SWAPPED, np.uint8)
    return _Proposals(start[word], meant[word], channel, kind)


def _weigh(reading: Reading, language: LanguageModel, proposals: _Proposals) -> Candidates:
    """The proposals that fit their context, with the probabilities of both texts."""
    proposals, grams = _fitting(reading, language, proposals)
    start, width = proposals.start, proposals.meant.shape[1]
    observed, observed_grams = _context(reading, start, width)
    meant = observed.copy()
    meant[:, CONTEXT : CONTEXT + width] = proposals.meant
    places, owners = np.unique(start, return_inverse=True)
    there, there_grams = _context(reading, places, width)
    observed_logs = language.log_probability(there, there_grams)[owners]
    found = Candidates(
        start,
        width,
        meant,
        observed,
        grams,
        observed_grams,
        language.log_probability(meant, grams),
        observed_logs,
        proposals.channel,
        proposals.kind,
    )
    return found.keep(found.gain + _CHANNEL_WEIGHT * found.channel >= _LEAST_GAIN)


def _context(reading: Reading, start: Places, width: int) -> tuple[Codes, Grams]:
    """The windows at places of a text, and the values of their n-grams, which are known."""
    length = width + 2 * CONTEXT
    grams = (
        _around(values, start, length - order + 1)
        for order, values in zip(ORDERS, reading.grams, strict=True)
    )
    return _around(reading.codes, start, length), Grams(*grams)


def _around(values: Levels, start: Places, length: int) -> Levels:
    """So many values from CONTEXT characters before each place on, as a copy."""
    windows: Levels = sliding_window_view(values, length)[start - CONTEXT]
    return windows


def _fitting(
    reading: Reading, language: LanguageModel, proposals: _Proposals
) -> tuple[_Proposals, Grams]:
    """The proposals of which a 3-gram is known, with the values of the n-grams of their windows.

    The longer n-grams are searched only where the shorter ones are known: most proposals are given
    up after two or three of them.
    """
    width = proposals.meant.shape[1]
    proposals, two = _with_bigrams(reading, language, proposals)
    meant = _around(reading.codes, proposals.start, width + 2 * CONTEXT)
    meant[:, CONTEXT : CONTEXT + width] = proposals.meant
    three = np.zeros((len(meant), two.shape[1] - 1), dtype=np.uint16)
    _search(language, meant, two, three, 3)
    fits: Flags = np.any(level(three) > 0, axis=1)
    proposals, meant = proposals.keep(fits), meant[fits]
    _, grams = _context(reading, proposals.start, width)
    grams.two[:] = two[fits]
    touching = slice(CONTEXT - 2, CONTEXT + width)
    grams.three[:, touching] = three[fits, touching]
    _search(language, meant, grams.three, grams.four, 4)
    return proposals, grams


def _with_bigrams(
    reading: Reading, language: LanguageModel, proposals: _Proposals
) -> tuple[_Proposals, Levels]:
    """The proposals that follow or precede a character as known, and the bigrams around them."""
    width = proposals.meant.shape[1]
    edges = (0, width)  # of the bigrams of a proposal, those that reach into the text
    values = {offset: _bigram(reading.codes, language, proposals, offset) for offset in edges}
    known: Flags = np.any([level(found) > 0 for found in values.values()], axis=0)
    proposals = proposals.keep(known)
    two = _around(reading.grams.two, proposals.start, width + 2 * CONTEXT - 1)
    for offset in range(width + 1):
        two[:, CONTEXT - 1 + offset] = (
            values[offset][known]
            if offset in edges
            else _bigram(reading.codes, language, proposals, offset)
        )
    return proposals, two


def _bigram(codes: Codes, language: LanguageModel, proposals: _Proposals, offset: int) -> Levels:
    """The values of the bigrams that end ``offset`` characters into the proposals."""
    width = proposals.meant.shape[1]
    before = proposals.meant[:, offset - 1] if offset else codes[proposals.start - 1]
    after = proposals.meant[:, offset] if offset < width else codes[proposals.start + width]
    return language.table.find(keys_of(before, after))


def _search(
    language: LanguageModel, windows: Codes, shorter: Levels, longer: Levels, order: int
) -> None:
    """Fill in the values of the n-grams of windows that touch the proposal."""
    width = windows.shape[1] - 2 * CONTEXT
    touching = slice(CONTEXT - order + 1, CONTEXT + width)
    seen = level(shorter) > 0
    both = seen[:, :-1] & seen[:, 1:]
    longer[:, touching] = 0
    rows, starts = np.nonzero(both[:, touching])
    starts = starts + touching.start
    flat = rows * windows.shape[1] + starts
    longer[rows, starts] = language.table.find(keys_at(windows.ravel(), flat, order))
