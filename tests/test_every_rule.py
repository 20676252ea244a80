"""Every bundled rule passes its own examples, and says all that a rule should say."""

import pytest

from zhupi import load_ruleset
from zhupi.checks import CHECKS
from zhupi.rulepacks import Rule
from zhupi.testing import test_rule as run_examples

RULES = load_ruleset().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples(rule: Rule):
    assert run_examples(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_is_complete(rule: Rule):
    assert rule.message.en, "the message has no English"
    assert rule.why.zh and rule.why.en
    assert rule.source
    assert all(example.at for example in rule.examples if example.bad), "say where the fault is"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_good_examples_are_good_for_every_rule_of_the_pack(rule: Rule, ruleset):
    """A good example shows good writing; those of balance and script show a case of their own."""
    from zhupi import Severity, lint, read

    for example in rule.examples:
        if example.good and example.format != "docx" and rule.kind not in ("script", "balance"):
            document = read(example.good.encode(), "example.txt")
            errors = [f for f in lint(document, ruleset) if f.severity is Severity.ERROR]
            assert errors == []


def test_every_kind_of_check_has_a_rule():
    assert set(CHECKS) == {rule.kind for rule in RULES}


def test_every_check_module_is_in_the_table():
    from pathlib import Path

    import zhupi.checks

    folder = Path(zhupi.checks.__file__).parent
    helpers = {
        "__init__",
        "base",
        "datafiles",
        "literals",
        "needles",
        "normalising",
        "pairing",
        "required",
        "scopes",
        "script_forms",
    }
    modules = {path.stem for path in folder.glob("*.py")} - helpers
    assert modules == {kind.replace("-", "_") for kind in CHECKS}
