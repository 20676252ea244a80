"""Counting n-grams, and storing them in the table of ``zhupi.typos.table``."""

import math
from collections.abc import Iterable, Mapping

import numba
import numpy as np
from numpy.typing import NDArray

from tools.typo_model.corpus import OFFICIAL, Texts
from zhupi.typos.alphabet import BOUNDARY, FIRST_HAN, SIZE, Alphabet, Codes
from zhupi.typos.language import IS_WORD, ORDERS, LanguageModel, level_of
from zhupi.typos.sieve import holding_nothing_back
from zhupi.typos.table import HEADER, VALUE, Cells, Keys, Table, keys_of, places

LEAST = {2: 1, 3: 2, 4: 3}
"""The least count of an n-gram that is kept."""
LEAST_UNOFFICIAL = 3
"""The least count, in texts that are no official documents, of an n-gram that may be published."""
LEAST_WORD = 3
"""The least count of a word of a general lexicon; those of official word lists are all kept."""

Counts = NDArray[np.int64]
_SLACK = (1.125, 1.13, 1.14, 1.16, 1.2)


def encode_lines(alphabet: Alphabet, lines: Iterable[str]) -> Codes:
    """The codes of paragraphs, with a boundary before and after each."""
    return alphabet.encode("\n" + "\n".join(lines) + "\n")


def count(alphabet: Alphabet, texts: Texts, words: Mapping[str, bool]) -> LanguageModel:
    """The language model of texts. ``words`` says of each whether an official list has it."""
    parts: dict[bool, list[Codes]] = {True: [], False: []}
    for name, lines in texts.items():
        parts[name in OFFICIAL].append(encode_lines(alphabet, lines))
    official, other = np.concatenate(parts[True]), np.concatenate(parts[False])
    unigrams = np.bincount(official, minlength=SIZE) + np.bincount(other, minlength=SIZE)
    tables = [
        _with_words(*count_grams(official, other, order), _word_keys(alphabet, words, order))
        for order in ORDERS
    ]
    keys, values = (np.concatenate(column) for column in zip(*tables, strict=True))
    table = Table(make_cells(keys, values))
    return LanguageModel(table, unigrams.astype(np.float32), holding_nothing_back())


def count_grams(official: Codes, other: Codes, order: int) -> tuple[Keys, Counts]:
    """The keys of the n-grams that are kept, in order, and their counts."""
    keys, counts = _count(_grams(official, order))
    more_keys, more_counts = _count(_grams(other, order))
    shown = more_counts >= LEAST_UNOFFICIAL
    keys = np.concatenate([keys, more_keys[shown]])
    counts = np.concatenate([counts, more_counts[shown]])
    keys, places_ = np.unique(keys, return_inverse=True)
    counts = np.bincount(places_, counts).astype(np.int64)
    kept = counts >= LEAST[order]
    return keys[kept], counts[kept]


def _grams(codes: Codes, order: int) -> Keys:
    """The keys of all n-grams but those that go over a boundary."""
    columns = [codes[offset : len(codes) - order + 1 + offset] for offset in range(order)]
    whole = (columns[0] != BOUNDARY) | (columns[-1] != BOUNDARY)
    for column in columns[1:-1]:
        whole &= column != BOUNDARY
    kept: Keys = keys_of(*columns)[whole]
    return kept


def _count(keys: Keys) -> tuple[Keys, Counts]:
    keys.sort()
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[first], np.diff(np.append(first, len(keys)))


def _word_keys(alphabet: Alphabet, words: Mapping[str, bool], order: int) -> tuple[Keys, Keys]:
    """The keys of the words of that length: of a general lexicon, and of official lists."""
    general, official = (
        _keys(alphabet, [word for word, listed in words.items() if listed is kind], order)
        for kind in (False, True)
    )
    return general, official


def _keys(alphabet: Alphabet, words: list[str], order: int) -> Keys:
    codes = alphabet.encode("".join(word for word in words if len(word) == order))
    columns = codes.reshape(-1, order)
    return np.unique(keys_of(*columns[(columns >= FIRST_HAN).all(1)].T))


def _with_words(
    keys: Keys, counts: Counts, words: tuple[Keys, Keys]
) -> tuple[Keys, NDArray[np.uint16]]:
    """The values of n-grams and words."""
    general, official = words
    seen = general[np.isin(general, keys[counts >= LEAST_WORD])]
    listed = np.union1d(seen, official)
    unseen = listed[~np.isin(listed, keys)]
    keys = np.concatenate([keys, unseen])
    values = np.concatenate([level_of(counts), np.zeros(len(unseen), dtype=np.uint16)])
    values[np.isin(keys, listed)] |= IS_WORD
    return keys, values


def make_cells(keys: Keys, values: NDArray[np.uint16]) -> Cells:
    """The cells of a table with these keys, all different, and values."""
    bits = min(math.floor(math.log(len(keys)) / math.log(3.33) + 2.25), 18)
    for slack in _SLACK:
        segments = math.ceil(len(keys) * slack / (1 << bits))
        at = places(keys, bits, segments)
        columns = np.stack([column.astype(np.int64) for column in at[:3]], 1)
        size = (segments + 2) << bits
        order, holder = _peel(columns, size)
        if len(order) == len(keys):
            cells = np.zeros(size + HEADER, dtype=np.uint16)
            entries = (at.fingerprint << np.uint16(VALUE)) | values.astype(np.uint16)
            _assign(columns, entries, order, holder, cells)
            cells[-HEADER:] = bits, segments & 0xFFFF, segments >> 16
            return cells
    raise ArithmeticError("the keys cannot be peeled; are two of them the same?")


@numba.njit(cache=True)
def _peel(columns, size):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 (numba)
    """The keys in an order in which each has a cell that no later one uses."""
    degree = np.zeros(size, np.int32)
    mixed = np.zeros(size, np.int64)
    for key in range(len(columns)):
        for cell in columns[key]:
            degree[cell] += 1
            mixed[cell] ^= key
    stack = np.empty(size, np.int64)
    top = 0
    for cell in range(size):
        if degree[cell] == 1:
            stack[top] = cell
            top += 1
    order = np.empty(len(columns), np.int64)
    holder = np.empty(len(columns), np.int64)
    done = 0
    while top > 0:
        top -= 1
        single = stack[top]
        if degree[single] != 1:
            continue
        key = mixed[single]
        order[done] = key
        holder[done] = single
        done += 1
        for cell in columns[key]:
            degree[cell] -= 1
            mixed[cell] ^= key
            if degree[cell] == 1:
                stack[top] = cell
                top += 1
    return order[:done], holder[:done]


@numba.njit(cache=True)
def _assign(columns, entries, order, holder, cells):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 (numba)
    """Fill the cells, the last peeled key first."""
    for place in range(len(order) - 1, -1, -1):
        key = order[place]
        value = entries[key]
        for cell in columns[key]:
            if cell != holder[place]:
                value ^= cells[cell]
        cells[holder[place]] = value
