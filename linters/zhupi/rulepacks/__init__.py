"""From YAML files to rules that are ready to run."""

from zhupi.rulepacks.plugins import load_ruleset
from zhupi.rulepacks.rule import Example, Rule, Ruleset
from zhupi.rulepacks.selection import select_rules

__all__ = ["Example", "Rule", "Ruleset", "load_ruleset", "select_rules"]
