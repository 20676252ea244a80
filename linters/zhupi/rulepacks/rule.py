"""A rule, ready to run."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from zhupi.checks.base import Check
from zhupi.lang import Text
from zhupi.model.finding import Severity
from zhupi.outline.genre import Example, Genre

__all__ = ["PLACEHOLDER", "Example", "Rule", "Ruleset", "Strength", "ruleset_of"]

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A name in braces in a message, to be filled with what was found."""

Strength = Literal["规定", "一般", "推荐", "实务"]
"""How binding the source of a rule is: required, normal, advised by a standard; or custom."""


class Rule(NamedTuple):
    """One rule. ``where`` is its file and line, ``example_places`` those of its examples."""

    name: str
    kind: str
    check: Check
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
    def compares_documents(self) -> bool:
        """Whether its faults are seen only by those who look at many documents."""
        asked = getattr(self.check, "compares_documents", None)
        return bool(asked and asked())


class Ruleset(NamedTuple):
    """Rules, of which the enabled ones run; the titles of all packs; all genres; right words.

    ``names`` are those of all rules there are, also of those that were not chosen. ``severities``
    are those that somebody gave to rules, by name; how sure a rule is compared to others does not
    change with them.
    """

    rules: tuple[Rule, ...]
    packs: Mapping[str, Text] = {}
    genres: Mapping[str, Genre] = {}
    allowed: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = {}


def ruleset_of(rules: Iterable[Rule], packs: Mapping[str, Text] | None = None) -> Ruleset:
    """A ruleset of these rules, with the genres that they name."""
    kept = tuple(rules)
    genres = {rule.genre.name: rule.genre for rule in kept if rule.genre}
    names = frozenset(name for rule in kept for name in (rule.name, *rule.aliases))
    return Ruleset(kept, packs or {}, genres, names=names)
