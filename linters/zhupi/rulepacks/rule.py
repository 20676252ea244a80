"""A rule, ready to run."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from zhupi.checks.base import Check
from zhupi.checks.required import Required
from zhupi.lang import Text
from zhupi.model.finding import Severity
from zhupi.outline.genre import Example, Genre
from zhupi.rulepacks.gate import Gate, gate_before

__all__ = ["PLACEHOLDER", "Example", "Rule", "Ruleset", "Strength", "ruleset_of"]

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A name in braces in a message, to be filled with what was found."""

Strength = Literal["规定", "一般", "推荐", "实务"]
"""How binding the source of a rule is: required, normal, advised by a standard; or custom."""


class Held:
    """A check, or what will be one when somebody first asks for it."""

    __slots__ = ("_check", "_load")

    def __init__(self, check: Check | None, load: "Callable[[], Check] | None" = None) -> None:
        self._check = check
        self._load = load

    @property
    def check(self) -> Check:
        """The check."""
        if self._check is None:
            assert self._load is not None
            self._check = self._load()
        return self._check

    def __reduce__(self) -> tuple[type["Held"], tuple[Check]]:
        return Held, (self.check,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and self.check == other.check

    def __hash__(self) -> int:
        return hash(self.check)


class Traits(NamedTuple):
    """What is known of a check without having it.

    about_words: whether it says that words are wrong
    compares_documents: whether its faults are seen only by those who look at many documents
    required: what a text must contain for it to find anything
    needed: the same as bits of the ruleset's gate, which knows what they stand for
    """

    about_words: bool = False
    compares_documents: bool = False
    required: Required = ()
    needed: int = 0


def traits_of(check: Check) -> Traits:
    """The traits of a check, which may have methods of these names."""
    return Traits(
        bool(_told(check, "is_about_words", False)),
        bool(_told(check, "compares_documents", False)),
        _told(check, "required", ()),
    )


def _told(check: Check, method: str, otherwise: Any) -> Any:  # noqa: ANN401 (of each its own)
    told = getattr(check, method, None)
    return told() if told else otherwise


class Rule(NamedTuple):
    """One rule. ``where`` is its file and line, ``example_places`` those of its examples.

    ``held`` holds its check, and ``traits`` are that check's.
    """

    name: str
    kind: str
    held: Held
    traits: Traits
    severity: Severity
    message: Text
    why: Text
    source: str
    strength: Strength
    examples: tuple[Example, ...]
    where: str
    genre: Genre | None = None
    covers: bool = False
    enabled: bool = True
    aliases: tuple[str, ...] = ()
    example_places: tuple[str, ...] = ()
    chinese_only: bool = False

    @property
    def check(self) -> Check:
        """The check, ready to run."""
        return self.held.check

    def with_check(self, check: Check) -> "Rule":
        """The rule with another check of its kind."""
        return self._replace(held=Held(check), traits=traits_of(check))


class Ruleset(NamedTuple):
    """Rules, of which the enabled ones run; the titles of all packs; all genres; right words.

    ``names`` are those of all rules there are, also of those that were not chosen. ``severities``
    are those that somebody gave to rules, by name; how sure a rule is compared to others does not
    change with them. ``gate`` tells what stands in a text of all that rules require; without one
    all of them run.
    """

    rules: tuple[Rule, ...]
    packs: Mapping[str, Text] = {}
    genres: Mapping[str, Genre] = {}
    allowed: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = {}
    gate: Gate | None = None


def ruleset_of(rules: Iterable[Rule], packs: Mapping[str, Text] | None = None) -> Ruleset:
    """A ruleset of these rules, with the genres that they name."""
    kept = tuple(rules)
    genres = {rule.genre.name: rule.genre for rule in kept if rule.genre}
    names = frozenset(name for rule in kept for name in (rule.name, *rule.aliases))
    return Ruleset(kept, packs or {}, genres, names=names)


def with_gate(ruleset: Ruleset) -> Ruleset:
    """The ruleset with a gate before its rules, which know their bits instead of their words."""
    gate, needed = gate_before(rule.traits.required for rule in ruleset.rules)
    rules = tuple(
        rule._replace(traits=rule.traits._replace(required=(), needed=bits))
        for rule, bits in zip(ruleset.rules, needed, strict=True)
    )
    return ruleset._replace(rules=rules, gate=gate)
