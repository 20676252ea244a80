"""From YAML files to rules that are ready to run."""

from typing import TYPE_CHECKING

from zhupi.rulepacks.rule import Example, Rule, Ruleset, ruleset_of
from zhupi.rulepacks.selection import select_rules

if TYPE_CHECKING:
    from zhupi.rulepacks.plugins import load_ruleset

__all__ = ["Example", "Rule", "Ruleset", "load_ruleset", "ruleset_of", "select_rules"]


def __getattr__(name: str) -> object:
    """Loading needs YAML and all checks, which a run with kept rules does without (PEP 562)."""
    if name != "load_ruleset":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from zhupi.rulepacks.plugins import load_ruleset

    return load_ruleset
