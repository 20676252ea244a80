"""The model's files, memory-mapped."""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import Alphabet
from zhupi.typos.arrays import read_array
from zhupi.typos.candidates import Reading, padded, read_text
from zhupi.typos.channel import Channel, Characters, Words
from zhupi.typos.features import Features, Marks, marks_of
from zhupi.typos.language import Floats, LanguageModel
from zhupi.typos.sieve import Sieve
from zhupi.typos.table import Table
from zhupi.typos.vetoes import Exclusions, exclusions_of

FOLDER = Path(__file__).parent / "model"
ALPHABET, CHARACTERS, UNIGRAMS = "alphabet.npy", "characters.npy", "unigrams.npy"
NGRAMS, SIEVE, JUDGE = "ngrams.npy", "sieve.npy", "judge.json"
CONFUSED, ALIKE = "confused-{}.npy", "alike-{}.npy"  # the fields of Characters and of Words


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


@lru_cache(maxsize=1)
def reading_of(text: str) -> Reading:
    """A text as the model sees it; several rules ask for the same one, one after the other."""
    model = load_model()
    return read_text(padded(model.alphabet.encode(text)), model.language)


def are_confused(written: str, meant: str) -> bool:
    """Whether each character of a word may be written for that of another one of its length."""
    model = load_model()
    observed, right = model.alphabet.encode(written), model.alphabet.encode(meant)
    return all(model.channel.confuses(*pair) for pair in zip(observed, right, strict=True))


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
