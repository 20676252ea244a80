"""The generated dictionary: what words turn into when one character is confused.

For each word and each character that its writer may have put in the place of another:

    gain = p(word) · p(written | meant)      how often the misprint is expected
    risk = p(misprint)                       how often the language model expects it as it is

Kept is what was never seen in clean text, is no word, and is expected much more often as a
misprint than as it is.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import FIRST_HAN, SIZE, Alphabet, Codes
from zhupi.typos.channel import STEPS, Channel
from zhupi.typos.compiled import Entry
from zhupi.typos.language import COUNTS, IS_WORD, LanguageModel, level
from zhupi.typos.table import keys_of
from zhupi.typos.vetoes import NUMERALS, exclusions_of

_LENGTHS = (2, 3, 4)
_LEAST_COUNT = 20.0  # of a word


class _Tier(NamedTuple):
    """What is kept of the misprints of a length: the least gain and ratio, and how many at most.

    Longer misprints are certain; shorter ones are also names, and the meeting of two words, so
    that the language model must confirm them where they stand.
    """

    gain: float
    ratio: float
    most: int
    confirm: bool


_TIERS = {
    2: _Tier(1e-7, 1e4, 46_000, confirm=True),
    3: _Tier(1e-7, 1e3, 40_000, confirm=True),
    4: _Tier(1e-7, 30.0, 64_000, confirm=False),
}
# A number in the place of another is another fact.
_NUMERALS = frozenset(NUMERALS + "第几")


class _Misprints(NamedTuple):
    """Misprints of one length: as written, the place and the character meant, gain and ratio."""

    written: Codes
    place: NDArray[np.int64]
    meant: Codes
    gain: NDArray[np.float64]
    ratio: NDArray[np.float64]


def generate(
    alphabet: Alphabet, language: LanguageModel, channel: Channel, words: Iterable[str]
) -> list[Entry]:
    """The entries of the dictionary, the most gainful ones."""
    entries: dict[str, Entry] = {}
    listed = list(words)
    for length in _LENGTHS:
        tier = _TIERS[length]
        common = _common(alphabet, language, listed, length)
        found = _misprints(common, alphabet, language, channel)
        kept = np.flatnonzero((found.ratio >= tier.ratio) & (found.gain >= tier.gain))
        left = tier.most
        for row in kept[np.argsort(-found.gain[kept], kind="stable")]:
            wrong = alphabet.decode(found.written[row])
            right = alphabet.characters[found.meant[row]]
            entry = Entry(wrong, int(found.place[row]), right, tier.confirm)
            new = wrong not in entries and _NUMERALS.isdisjoint(wrong + right)
            if new and left:
                entries[wrong] = entry
                left -= 1
    return sorted(entries.values())


def _common(
    alphabet: Alphabet, language: LanguageModel, words: list[str], length: int
) -> tuple[Codes, NDArray[np.float64]]:
    """The words of a length that are common, with their probabilities."""
    codes = alphabet.encode("".join(sorted(word for word in words if len(word) == length)))
    rows = codes.reshape(-1, length)
    rows = rows[(rows >= FIRST_HAN).all(1)]
    values = language.table.find(keys_of(*rows.T))
    counts = COUNTS[level(values)].astype(np.float64)
    kept = (counts >= _LEAST_COUNT) & ((values & IS_WORD) > 0)
    return rows[kept], counts[kept] / float(language.unigrams.sum())


def _misprints(
    common: tuple[Codes, NDArray[np.float64]],
    alphabet: Alphabet,
    language: LanguageModel,
    channel: Channel,
) -> _Misprints:
    rows, probability = common
    owners, confused, logs = channel.characters.listed()
    order = np.argsort(confused, kind="stable")
    bounds = np.searchsorted(confused[order], np.arange(SIZE + 1))
    parts: list[_Misprints] = []
    for place in range(rows.shape[1]):
        meant = rows[:, place].astype(np.int64)
        counts = bounds[meant + 1] - bounds[meant]
        word = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        index = order[bounds[meant][word] + within]
        written = rows[word].copy()
        written[:, place] = owners[index]
        chance = np.exp(logs[index].astype(np.float64) / STEPS)
        gain = probability[word] * chance
        kept = gain >= _TIERS[rows.shape[1]].gain
        parts.append(
            _Misprints(
                written[kept],
                np.full(int(kept.sum()), place),
                rows[word[kept], place],
                gain[kept],
                np.zeros(int(kept.sum())),
            )
        )
    found = _Misprints(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    values = language.table.find(keys_of(*found.written.T))
    rare = (values & IS_WORD == 0) & (level(values) <= (4 if rows.shape[1] == 2 else 0))
    places = np.arange(len(found.place))
    observed = found.written[places, found.place]
    rare &= exclusions_of(alphabet).allow(observed, found.meant)
    found = _Misprints(*(column[rare] for column in found))
    ratio = found.gain / _probability(found.written, language)
    return found._replace(ratio=ratio)


def _probability(rows: Codes, language: LanguageModel) -> NDArray[np.float64]:
    """The probability of n-grams wherever they stand."""
    total = float(language.unigrams.sum())
    ones = (language.unigrams[rows].astype(np.float64) + 0.3) / total
    probability = ones[:, 0]
    for end in range(1, rows.shape[1]):
        probability = probability * _next(rows[:, : end + 1], ones[:, end], language)
    return np.asarray(probability)


def _next(
    rows: Codes, unigram: NDArray[np.float64], language: LanguageModel
) -> NDArray[np.float64]:
    """The probability of the last character after the others (Witten and Bell's smoothing)."""
    probability = unigram
    for start in range(rows.shape[1] - 2, -1, -1):
        gram, context = rows[:, start:], rows[:, start:-1]
        count = COUNTS[level(language.table.find(keys_of(*gram.T)))]
        if context.shape[1] == 1:
            before = language.unigrams[context[:, 0]]
        else:
            before = COUNTS[level(language.table.find(keys_of(*context.T)))]
        before = np.maximum(before, count).astype(np.float64)
        prior = 20.0
        probability = (count + prior * probability) / (before + prior)
    return probability
