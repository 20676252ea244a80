"""What is known of a few places of a text, one n-gram at a time, without numpy.

It says what ``table`` and ``language`` say, a hundred times as slow for each n-gram and without the
tenth of a second that it takes to import numpy.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from typing import NamedTuple

from zhupi.automata import parts_of
from zhupi.model.identity import latest
from zhupi.typos.arrays import (
    ALIKE,
    ALPHABET,
    CONFUSED,
    FOLDER,
    NGRAMS,
    VARIANTS,
    read_array,
)

# As in ``alphabet``, ``table`` and ``language``, which need numpy.
BOUNDARY = 0
_RARE, FIRST_HAN = 3, 32
_LAST_OF_PLANE, _FIRST_RARE_HAN = 0xFFFF, 0x20000
_BITS, _VALUE, _HEADER = 13, 7, 3
_FINGERPRINTS, _VALUES = 0x1FF, 0x7F
_LEVELS, IS_WORD = 0x3F, 0x40
_64 = (1 << 64) - 1
_STEPS = 8  # of the logarithms of probabilities, in one
_LIKE = -4.5  # ln of the probability that a character is written for another that it looks like
LONGEST = 4  # characters of an n-gram
_MARGIN = 4 * LONGEST  # characters on either side; no rule looks so far
_FEW = 50  # texts
_looked_at = count()


class Counted(NamedTuple):
    """The counts of n-grams, and the characters that are confused, as they lie in the files.

    codes: of the characters of the Basic Multilingual Plane
    cells: of the table
    confused, chances: what may be meant by each character, and how likely that is
    sounds: the commonest sound of each character, 0 for none
    """

    codes: "memoryview[int]"
    cells: "memoryview[int]"
    confused: "memoryview[int]"
    chances: "memoryview[int]"
    sounds: "memoryview[int]"

    def code(self, character: str) -> int:
        """The code of a character."""
        point = ord(character)
        if point > _LAST_OF_PLANE:
            return _RARE if point >= _FIRST_RARE_HAN else int(self.codes[0])
        return int(self.codes[point])

    def value(self, gram: Sequence[int]) -> int:
        """The table's value of an n-gram, given by its codes; 0 for unknown."""
        key = 1
        for code in gram:
            key = key << _BITS | code
        return self._find(key)

    def is_known(self, gram: Sequence[int]) -> bool:
        """Whether an n-gram was counted, and every part of it."""
        if len(gram) > 2 and not all(map(self.is_known, (gram[:-1], gram[1:]))):
            return False
        return self.level(gram) > 0

    def level(self, gram: Sequence[int]) -> int:
        """How often an n-gram was counted, as a level of ``language``, whatever its parts."""
        return self.value(gram) & _LEVELS

    def is_word(self, gram: Sequence[int]) -> bool:
        """Whether an n-gram is a word of the lexicon."""
        return self.value(gram) & IS_WORD > 0

    def confuses(self, observed: int, meant: int) -> bool:
        """Whether two characters sound the same, or look much the same."""
        if self.sounds[observed] and self.sounds[observed] == self.sounds[meant]:
            return True
        width = self.confused.shape[1]  # type: ignore[index]
        row = [self.confused[observed, slot] for slot in range(width)]
        if meant == BOUNDARY or meant not in row:
            return False
        return bool(self.chances[observed, row.index(meant)] / _STEPS > _LIKE)

    def _find(self, key: int) -> int:
        bits, low, high = self.cells[-_HEADER:]
        mixed = key * 0xBF58476D1CE4E5B9 & _64
        mixed ^= mixed >> 32
        mixed = mixed * 0x94D049BB133111EB & _64
        mixed ^= mixed >> 29
        first = ((mixed >> 32) * (high << 16 | low) >> 32) << bits
        spread = mixed * 0x9E3779B97F4A7C15 & _64
        length = 1 << bits
        mask = length - 1
        found = (
            self.cells[first + (spread >> 44 & mask)]
            ^ self.cells[first + length + (spread >> 24 & mask)]
            ^ self.cells[first + 2 * length + (spread >> 4 & mask)]
            ^ (mixed & _FINGERPRINTS) << _VALUE
        )
        return int(found) if found <= _VALUES else 0


class Part(NamedTuple):
    """A part of a text with some of what stands around it.

    text, plain: as written, and in plain characters
    offset: where that begins in the whole text
    start, end: where the part itself begins and ends in it
    """

    text: str
    plain: str
    offset: int
    start: int
    end: int


@cache
def load_counted() -> Counted:
    """The counts of the model."""
    return Counted(
        read_array(FOLDER / ALPHABET),
        read_array(FOLDER / NGRAMS),
        read_array(FOLDER / CONFUSED.format("codes")),
        read_array(FOLDER / CONFUSED.format("log_probability")),
        read_array(FOLDER / ALIKE.format("exact")),
    )


@cache
def _variants() -> tuple[frozenset[str], dict[int, int]]:
    variants, plain = (
        bytes(row).decode("utf-16-le") for row in _rows(read_array(FOLDER / VARIANTS))
    )
    return frozenset(variants), str.maketrans(variants, plain)


def _rows(array: "memoryview[int]") -> "tuple[memoryview[int], memoryview[int]]":
    raw = array.cast("B")
    half = len(raw) // 2
    return raw[:half], raw[half:]


@latest
def plain(text: str) -> str:
    """A text in which every 汉字 that has a code of the model is the one that it stands for."""
    variants, forms = _variants()
    # A pattern is ten times as fast, but takes as long to compile as fifty texts to look through.
    if next(_looked_at) < _FEW:
        return text if variants.isdisjoint(text) else text.translate(forms)
    return text.translate(forms) if _any_variant().search(text) else text


def plain_parts(text: str) -> Iterator[Part]:
    """A text part by part: all of a long one in plain characters would take its memory again."""
    for start, end in parts_of(text, 0, len(text)):
        first = max(0, start - _MARGIN)
        part = text[first : end + _MARGIN]
        yield Part(part, plain(part), first, start - first, end - first)


@cache
def _any_variant() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_variants()[0])}]")


def crosses_word(text: str, start: int, end: int) -> bool:
    """Whether a word of the lexicon lies over an edge of a span: 多部|暑期, 驻赣|人民."""
    counted = load_counted()
    first = max(0, start - LONGEST + 1)
    codes = [counted.code(char) for char in text[first : end + LONGEST - 1]]
    left, right = start - first, end - first
    return any(
        counted.is_word(codes[begin : begin + order])
        for order in range(2, LONGEST + 1)
        for begin in range(max(0, left - order + 1), min(right, len(codes) - order + 1))
        if begin < left < begin + order or begin < right < begin + order
    )


def are_confused(written: str, meant: str) -> bool:
    """Whether each character of a word may be written for that of another one of its length."""
    counted = load_counted()
    return all(
        counted.confuses(counted.code(observed), counted.code(right))
        for observed, right in zip(written, meant, strict=True)
    )
