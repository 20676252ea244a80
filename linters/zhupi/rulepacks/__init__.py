"""From YAML files to rules that are ready to run."""

from zhupi.rulepacks.plugins import load_ruleset
from zhupi.rulepacks.rule import Example, Rule, Ruleset, ruleset_of
from zhupi.rulepacks.selection import select_rules

__all__ = ["Example", "Rule", "Ruleset", "load_ruleset", "ruleset_of", "select_rules"]
