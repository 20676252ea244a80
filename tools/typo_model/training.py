"""Fitting the judge: a logistic regression of what is right on the features of a proposal.

The clean texts are cut into folds, and the proposals in each fold are weighed by a language model
that has not seen it, so that the judge learns from texts as new to the model as a user's. The
examples of what is right are sentences with errors, and errors put into the folds by the channel.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from tools.typo_model.corpus import Pair, Texts
from tools.typo_model.counting import encode_lines
from zhupi.typos.alphabet import BOUNDARY, FIRST_HAN, SIZE, Alphabet, Codes, Flags
from zhupi.typos.candidates import CONTEXT, candidates_of, padded, read_text
from zhupi.typos.channel import STEPS, Channel
from zhupi.typos.features import Features, features_of, marks_of
from zhupi.typos.language import Floats, LanguageModel
from zhupi.typos.model import Judge
from zhupi.typos.vetoes import exclusions_of

FOLDS = 4
_BLOCKS = 16  # the folds are made of so many pieces of each file
_SEED = 5

# How much an example counts by where it is from, and how many characters of each file are used.
_CLEAN, _INJECTED = "clean", "injected"
_WEIGHT = {_CLEAN: 3.0, _INJECTED: 0.2, "odw": 8.0, "law": 6.0, "cscd": 0.8}
_CHARACTERS = {
    "more/municipal_work_reports_2024.txt.xz": 10**9,
    "gov_work_reports_national.txt": 300_000,
    "laws_regulations.txt": 150_000,
    "more/laws_lawrefbook_head.txt.xz": 250_000,
    "more/people_daily_5months_2019_2020.txt.xz": 500_000,
}
_OTHERS = 100_000
_ERRORS = 0.03  # errors put in for each character
_APART = 3
_SINGLE, _SWAPPED = (
    0.74,
    0.05,
)  # shares of errors of one character, and of swaps; the rest are words
_PART = 1_000_000


class Examples(NamedTuple):
    """Proposals: their features, which are right, and how much each counts."""

    features: Features
    right: Flags
    weights: Floats


def fold_of(lines: list[str], fold: int) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it belongs to a fold."""
    for place, line in enumerate(lines):
        yield line, place * _BLOCKS // len(lines) % FOLDS == fold


def without_fold(texts: Texts, fold: int) -> Texts:
    """The texts that the model for a fold is made of."""
    return {
        name: [line for line, inside in fold_of(lines, fold) if not inside]
        for name, lines in texts.items()
    }


def clean_examples(
    texts: Texts, fold: int, alphabet: Alphabet, language: LanguageModel, channel: Channel
) -> Iterator[Examples]:
    """Examples from a fold of clean text: as it is, and with errors put in."""
    rng = np.random.default_rng(_SEED + fold)
    codes = encode_lines(alphabet, _sample(texts, fold, rng))
    yield _examples(codes, codes, (alphabet, language, channel), _CLEAN)
    right = codes[: len(codes) // 3].copy()
    right[-CONTEXT:] = BOUNDARY
    wrong = _inject(right, channel, rng)
    yield _examples(wrong, right, (alphabet, language, channel), _INJECTED)


def pair_examples(
    rows: list[Pair], origin: str, alphabet: Alphabet, language: LanguageModel, channel: Channel
) -> Examples:
    """Examples from sentences with errors."""
    wrong, right = (encode_lines(alphabet, column) for column in zip(*rows, strict=True))
    return _examples(wrong, right, (alphabet, language, channel), origin)


def _sample(texts: Texts, fold: int, rng: np.random.Generator) -> list[str]:
    sample: list[str] = []
    for name, lines in sorted(texts.items()):
        left = _CHARACTERS.get(name, _OTHERS)
        inside = [line for line, there in fold_of(lines, fold) if there]
        for place in rng.permutation(len(inside)):
            if left < 0:
                break
            sample.append(inside[place])
            left -= len(inside[place])
    return [sample[place] for place in rng.permutation(len(sample))]


def _examples(
    wrong: Codes, right: Codes, model: tuple[Alphabet, LanguageModel, Channel], origin: str
) -> Examples:
    """The proposals for a text; those at an error that are not its correction teach nothing."""
    alphabet, language, channel = model
    parts: list[Examples] = []
    for start in range(0, len(wrong), _PART):
        observed, meant = padded(wrong[start : start + _PART]), padded(right[start : start + _PART])
        reading = read_text(observed, language)
        for found in candidates_of(reading, language, channel, exclusions_of(alphabet)):
            places = found.start[:, None] + np.arange(found.width)
            proposed = found.meant[:, CONTEXT : CONTEXT + found.width]
            error = (observed[places] != meant[places]).any(1)
            corrected = error & (proposed == meant[places]).all(1)
            kept = corrected | (~error if origin != _INJECTED else False)
            # Of all proposals: some features say how one compares with its rivals.
            features = features_of(found, reading, language, marks_of(alphabet))[kept]
            weights = np.full(len(features), _WEIGHT[origin], dtype=np.float32)
            parts.append(Examples(features, corrected[kept], weights))
    return join(parts)


def join(parts: list[Examples]) -> Examples:
    """All examples as one."""
    return Examples(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _inject(right: Codes, channel: Channel, rng: np.random.Generator) -> Codes:
    """A text with errors as the channel makes them."""
    words = channel.words
    owners, confused, logs = channel.characters.listed()
    order = np.argsort(confused, kind="stable")
    bounds = np.searchsorted(confused[order], np.arange(SIZE + 1))
    written, chance = owners[order], np.exp(logs[order] / STEPS)
    sound_of = _sounds(words.starts)
    of_word = {
        tuple(word): sound for word, sound in zip(words.codes.tolist(), sound_of, strict=True)
    }
    wrong, last = right.copy(), -_APART
    for place in np.sort(rng.choice(len(right) - 2, int(len(right) * _ERRORS), replace=False)):
        if place - last < _APART or right[place] < FIRST_HAN:
            continue
        way = rng.random()
        sound = of_word.get(tuple(right[place : place + 2].tolist()))
        if way < _SINGLE:
            begin, end = bounds[right[place]], bounds[right[place] + 1]
            if begin < end:
                wrong[place] = written[begin + _draw(chance[begin:end], rng)]
                last = place
        elif sound is not None:
            begin, end = words.starts[sound], words.starts[sound + 1]
            swapped = right[place : place + 2][::-1]
            other = words.codes[rng.integers(begin, end)]
            wrong[place : place + 2] = swapped if way < _SINGLE + _SWAPPED else other
            last = place + 1
    return wrong


def _sounds(starts: NDArray[np.int32]) -> list[int]:
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts)).tolist()


def _draw(chances: Floats, rng: np.random.Generator) -> int:
    return int(np.searchsorted(np.cumsum(chances), rng.random() * chances.sum()))


def fit(examples: Examples, thresholds: Mapping[str, float]) -> Judge:
    """The judge that the examples teach."""
    mean = examples.features.mean(0)
    scale = examples.features.std(0) + 1e-6
    regression = LogisticRegression(max_iter=400)
    regression.fit((examples.features - mean) / scale, examples.right, examples.weights)
    weights = (regression.coef_[0] / scale).astype(np.float32)
    intercept = float(regression.intercept_[0] - (weights * mean).sum())
    return Judge(weights, intercept, dict(thresholds))
