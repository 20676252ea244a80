"""Which rules may have anything to say about a text, told by one pass over it for all of them.

Most rules name words that a text does not have, and need not be run. What each requires is known
before (``zhupi.checks.required``); a rule that requires nothing runs always.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import daachorse

from zhupi.checks.required import AnyOf
from zhupi.rulepacks import Rule, Ruleset


class _Sets(NamedTuple):
    """The sets of strings that rules require, each a bit.

    characters: those of single characters, with their bits
    words: finds the strings of the others; ``bits`` are the bits of each
    """

    characters: tuple[tuple[AnyOf, int], ...]
    words: "daachorse.CharwiseDoubleArrayAhoCorasick | None"
    bits: tuple[int, ...]

    def standing_in(self, text: str) -> int:
        """The bits of the sets of which a string stands in a text."""
        here = set(text)
        met = 0
        for characters, bit in self.characters:
            if not here.isdisjoint(characters):
                met |= bit
        if self.words is not None:
            for number in {hit[2] for hit in self.words.find_overlapping(text)}:
                met |= self.bits[number]
        return met


class Gate(NamedTuple):
    """The enabled rules of a ruleset with the bits of what each requires."""

    rules: tuple[tuple[Rule, int], ...]
    sets: _Sets

    def open_to(self, text: str) -> Iterator[Rule]:
        """The rules that may find something in a text."""
        met = self.sets.standing_in(text)
        return (rule for rule, needed in self.rules if met & needed == needed)


_MADE: list[tuple[Ruleset, Gate]] = []
_MOST_MADE = 16


def gate_of(ruleset: Ruleset) -> Gate:
    """The gate of a ruleset, which is made once."""
    for known, gate in _MADE:
        if known is ruleset:  # to compare what is in them would take longer than to make it
            return gate
    gate = make_gate(rule for rule in ruleset.rules if rule.enabled)
    _MADE.insert(0, (ruleset, gate))
    del _MADE[_MOST_MADE:]
    return gate


def make_gate(rules: Iterable[Rule]) -> Gate:
    """The gate before some rules."""
    rules = tuple(rules)
    sets = {strings: 0 for rule in rules for strings in rule.traits.required}
    for number, strings in enumerate(sets):
        sets[strings] = 1 << number
    needed = tuple((rule, sum(sets[each] for each in rule.traits.required)) for rule in rules)
    return Gate(needed, _sets(sets))


def _sets(bits: dict[AnyOf, int]) -> _Sets:
    characters: list[tuple[AnyOf, int]] = []
    words: dict[str, int] = {}
    for strings, bit in bits.items():
        if max(map(len, strings)) == 1:
            characters.append((strings, bit))
            continue
        for word in strings:
            words[word] = words.get(word, 0) | bit
    found = daachorse.CharwiseDoubleArrayAhoCorasick(list(words)) if words else None
    return _Sets(tuple(characters), found, tuple(words.values()))
