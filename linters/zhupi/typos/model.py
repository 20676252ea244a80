"""The model's files, memory-mapped."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import Alphabet
from zhupi.typos.arrays import (
    ALIKE,
    ALPHABET,
    CHARACTERS,
    CONFUSED,
    FOLDER,
    NGRAMS,
    SIEVE,
    UNIGRAMS,
    read_array,
)
from zhupi.typos.channel import Channel, Characters, Words
from zhupi.typos.features import Features, Marks, marks_of
from zhupi.typos.language import Floats, LanguageModel
from zhupi.typos.sieve import Sieve
from zhupi.typos.table import Table
from zhupi.typos.vetoes import Exclusions, exclusions_of

JUDGE = "judge.json"


class Judge(NamedTuple):
    """A logistic model of whether a proposal is right, and where to draw the line.

    thresholds: the least score of each level
    """

    weights: Floats
    intercept: float
    thresholds: dict[str, float]

    @property
    def all_weights(self) -> tuple[float, ...]:
        """The weights as a key."""
        return tuple(self.weights.tolist())

    def score(self, features: Features) -> Floats:
        """Ln of the odds that proposals are right, shape (n,)."""
        return np.asarray(features @ self.weights + self.intercept, dtype=np.float32)

    def score_each(self, features: Features) -> NDArray[np.float64]:
        """The same, but to the bits that each has alone.

        A product of matrices adds up in an order that depends on how many rows there are.
        """
        products = features.astype(np.float64) * self.weights
        return np.asarray(products.sum(1) + self.intercept)


class Model(NamedTuple):
    """All that the detector knows."""

    alphabet: Alphabet
    language: LanguageModel
    channel: Channel
    judge: Judge
    exclusions: Exclusions
    marks: Marks


@cache
def load_model(folder: Path = FOLDER) -> Model:
    """The model in a folder; its arrays are read from the disk as they are used."""
    characters = bytes(read_array(folder / CHARACTERS)).decode("utf-16-le", "surrogatepass")
    alphabet = Alphabet(_array(folder / ALPHABET), characters)
    table = Table(_array(folder / NGRAMS))
    sieve = Sieve(_array(folder / SIEVE))
    return Model(
        alphabet,
        LanguageModel(table, _array(folder / UNIGRAMS), sieve),
        load_channel(folder),
        load_judge(folder),
        exclusions_of(alphabet),
        marks_of(alphabet),
    )


def load_channel(folder: Path) -> Channel:
    """The confusions in a model's folder."""
    characters = (_array(folder / CONFUSED.format(field)) for field in Characters._fields)
    words = (_array(folder / ALIKE.format(field)) for field in Words._fields)
    return Channel(Characters(*characters), Words(*words))


def _array(path: Path) -> NDArray[Any]:
    return np.asarray(read_array(path))


def load_judge(folder: Path) -> Judge:
    """The weights in a model's folder."""
    data = json.loads((folder / JUDGE).read_text("utf-8"))
    weights = np.array(data["weights"], dtype=np.float32)
    return Judge(weights, data["intercept"], data["thresholds"])
