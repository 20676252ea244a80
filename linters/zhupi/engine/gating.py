"""Which rules may have anything to say about a text, told by one pass over it for all of them.

Most rules name words that a text does not have, and need not be run. What each requires is known
before (``zhupi.checks.required``); a rule that requires nothing runs always.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import daachorse

from zhupi.checks.required import AnyOf
from zhupi.rulepacks import Rule, Ruleset


class _Sets(NamedTuple):
    """The sets of strings that rules require, each a bit.

    characters: of each character that is such a string the bits of the sets that it is in
    known: all these characters
    words: finds the other strings; ``bits`` are those of each
    """

    characters: Mapping[str, int]
    known: frozenset[str]
    words: "daachorse.CharwiseDoubleArrayAhoCorasick | None"
    bits: tuple[int, ...]

    def standing_in(self, text: str) -> int:
        """The bits of the sets of which a string stands in a text."""
        met = 0
        for character in self.known.intersection(text):
            met |= self.characters[character]
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
    found: dict[str, int] = {}
    for strings, bit in bits.items():
        for string in strings:
            found[string] = found.get(string, 0) | bit
    words = [string for string in found if len(string) > 1]
    characters = {string: bits for string, bits in found.items() if len(string) == 1}
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(words) if words else None
    known = frozenset(characters)
    return _Sets(characters, known, automaton, tuple(found[word] for word in words))
