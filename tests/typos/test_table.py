"""The table of n-grams against a dictionary."""

import numpy as np
import pytest

from zhupi.typos.alphabet import BOUNDARY, DIGIT, LETTER, RARE, is_han
from zhupi.typos.language import COUNTS, level, level_of
from zhupi.typos.model import load_model
from zhupi.typos.table import HEADER, Table, keys_of


def test_every_key_is_found_with_its_value():
    pytest.importorskip("numba", reason="SKIPPED LOUDLY: the extra `model` is not installed")
    from tools.typo_model import counting

    rng = np.random.default_rng(1)
    keys = np.unique(rng.integers(0, 1 << 52, 50_000).astype(np.uint64))
    values = rng.integers(1, 128, len(keys)).astype(np.uint16)
    table = Table(counting.make_cells(keys, values))
    assert (table.find(keys) == values).all()
    others = np.setdiff1d(rng.integers(0, 1 << 52, 50_000).astype(np.uint64), keys)
    assert (table.find(others) > 0).mean() < 2 / 512
    assert len(table.cells) - HEADER < 1.4 * len(keys)


def test_keys_tell_order_and_place_apart():
    one, two = np.array([5], np.uint16), np.array([6], np.uint16)
    keys = [keys_of(one), keys_of(one, two), keys_of(two, one), keys_of(one, one, two)]
    assert len({int(key[0]) for key in keys}) == 4


def test_levels_are_counts_within_a_step():
    counts = np.array([0, 1, 2, 3, 10, 1000, 10**6])
    near = COUNTS[level(level_of(counts))]
    assert near[0] == 0
    assert (np.abs(np.log2(near[1:] / counts[1:])) <= 1 / 6 + 1e-6).all()


def test_alphabet():
    alphabet = load_model().alphabet
    codes = alphabet.encode("國家国家１9ＡbＢ\n𠮷㐂😀，,")
    assert codes[0] == codes[2]
    assert codes[4] == codes[5] == DIGIT
    assert codes[6] == codes[7] == LETTER
    assert codes[9] == BOUNDARY
    assert codes[10] == RARE
    assert codes[12] == BOUNDARY
    assert codes[13] == codes[14]
    assert is_han(codes[:4]).all()
    assert alphabet.decode(codes[:2]) == "国家"


def test_what_the_model_has_counted():
    model = load_model()

    def count(gram: str) -> float:
        codes = model.alphabet.encode(gram)
        key = keys_of(*(codes[place : place + 1] for place in range(len(codes))))
        return float(COUNTS[level(model.language.table.find(key))[0]])

    assert count("工作") > count("部署") > count("署名") > 0
    assert count("中国共产") > 5_000
    assert count("部暑") < 5
    assert count("彻惯罚") == count("署部暑簿") == 0


def test_unknown_n_grams_are_hardly_ever_taken_for_known_ones():
    keys = np.random.default_rng(2).integers(1 << 52, 1 << 53, 100_000).astype(np.uint64)
    known = (load_model().language.table.find(keys) > 0).mean()
    assert known < 2 / 512
