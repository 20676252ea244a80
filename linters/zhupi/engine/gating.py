"""Which rules may have anything to say about a text."""

from collections.abc import Collection

from zhupi.checks.normalising import fold
from zhupi.checks.script_forms import is_traditional, normal_form
from zhupi.rulepacks import Rule, Ruleset
from zhupi.rulepacks.gate import Gate


def open_rules(ruleset: Ruleset, text: str, genres: Collection[str]) -> list[Rule]:
    """The enabled rules, those of genres of these only, that may find something in a text."""
    met = _bits(ruleset.gate, text) if ruleset.gate else -1  # all of them
    return [
        rule
        for rule in ruleset.rules
        if rule.enabled
        and rule.traits.needed & met == rule.traits.needed
        and (rule.genre is None or rule.genre.name in genres)
    ]


def _bits(gate: Gate, text: str) -> int:
    """What stands in a text, also in the forms in which some checks read it."""
    met = gate.bits_of(text)
    if is_traditional(text):
        met |= gate.bits_of(normal_form(text))
    changed = [part.line.text for part in fold(text).parts if part.line]
    return met | gate.bits_of("\n".join(changed)) if changed else met
