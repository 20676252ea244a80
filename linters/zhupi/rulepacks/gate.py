"""What stands in a text of all that the rules require, told by one pass over it.

Most rules name words that a text does not have, and need not be run. Each set of strings that a
rule requires is a bit; a rule that requires nothing runs always.
"""

from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import daachorse

from zhupi.automata import Finder, finder_of
from zhupi.checks.required import AnyOf, Required
from zhupi.model.identity import Same


class Gate(NamedTuple):
    """Finds the strings that rules require; plain data, which can be kept.

    characters: of each single character that is required the bits of the sets that it is in
    known: all these characters
    words: the serialised automaton of the other strings
    whole: whether one of these holds a line end
    owners: for each of these an unsigned short, which of ``masks`` has its bits
    """

    characters: Mapping[str, int]
    known: frozenset[str]
    words: bytes
    whole: bool
    owners: bytes
    masks: tuple[int, ...]

    def bits_of(self, text: str) -> int:
        """The bits of the sets of which a string stands in a text."""
        met = 0
        for character in self.known.intersection(text):
            met |= self.characters[character]
        finder, owners = _opened(Same(self))
        for number in {hit[2] for _, hits in finder.hits(text) for hit in hits}:
            met |= self.masks[owners[number]]
        return met


@lru_cache(maxsize=4)
def _opened(gate: Same[Gate]) -> tuple[Finder, "array[int]"]:
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(gate.value.words)
    return Finder(automaton, gate.value.whole), array("H", gate.value.owners)


def gate_before(requirements: Iterable[Required]) -> tuple[Gate, list[int]]:
    """The gate before some rules, and the bits that each of them needs."""
    requirements = list(requirements)
    bits = {strings: 0 for required in requirements for strings in required}
    for number, strings in enumerate(bits):
        bits[strings] = 1 << number
    needed = [sum(bits[strings] for strings in required) for required in requirements]
    return _made(bits), needed


def _made(bits: Mapping[AnyOf, int]) -> Gate:
    found: dict[str, int] = {}
    for strings, bit in bits.items():
        for string in strings:
            found[string] = found.get(string, 0) | bit
    characters = {string: mask for string, mask in found.items() if len(string) == 1}
    words = [string for string in found if len(string) > 1]
    distinct = dict.fromkeys(found[word] for word in words)
    masks = {mask: number for number, mask in enumerate(distinct)}
    # An automaton cannot be empty; this stands in no text.
    finder = finder_of(words or ["\0\0"])
    owners = array("H", [masks[found[word]] for word in words] or [0])
    return Gate(
        characters,
        frozenset(characters),
        finder.automaton.serialize(),
        finder.whole,
        owners.tobytes(),
        tuple(masks) or (0,),
    )
