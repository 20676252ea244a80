from pathlib import Path

import pytest

from zhupi import read
from zhupi.checks.literal import Literal
from zhupi.checks.regex import RegexCheck
from zhupi.engine import linting
from zhupi.engine.gating import gate_of, make_gate
from zhupi.patterns import Regex
from zhupi.rulepacks import Ruleset

from .test_linting import rule

DOCUMENTS = Path(__file__).parents[2] / "documents"


def names(gate, text: str) -> list[str]:
    return [each.name for each in gate.open_to(text)]


def test_only_rules_that_may_find_something_run():
    gate = make_gate(
        [
            rule(RegexCheck(Regex("部暑")), "mine/word"),
            rule(RegexCheck(Regex(r"甲\d")), "mine/two"),
            rule(Literal(("丙", "丁")), "mine/literal"),
            rule(RegexCheck(Regex(".")), "mine/always"),
        ]
    )
    assert names(gate, "多部暑期档") == ["mine/word", "mine/always"]
    assert names(gate, "甲3") == ["mine/two", "mine/always"]
    assert names(gate, "甲三") == ["mine/always"]
    assert names(gate, "丁") == ["mine/literal", "mine/always"]
    assert names(gate, "") == ["mine/always"]


def test_the_gate_of_a_ruleset_is_made_once_and_has_the_enabled_rules_only():
    ruleset = Ruleset(
        (
            rule(RegexCheck(Regex(".")), "mine/on"),
            rule(RegexCheck(Regex(".")), "mine/off", enabled=False),
        )
    )
    assert gate_of(ruleset) is gate_of(ruleset)
    assert names(gate_of(ruleset), "") == ["mine/on"]
    assert gate_of(ruleset._replace()) is not gate_of(ruleset)


class _Open:
    """A gate that lets every rule pass."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._rules = [each for each in ruleset.rules if each.enabled]

    def open_to(self, _text: str):
        return self._rules


@pytest.mark.parametrize("folder", ["faulty", "genres", "third"])
def test_it_loses_no_finding(folder, ruleset, monkeypatch):
    files = [
        file for file in sorted((DOCUMENTS / folder).rglob("*")) if file.suffix in (".md", ".txt")
    ]
    documents = [read(file.read_bytes(), str(file)) for file in files]
    assert documents
    found = [linting.lint(document, ruleset) for document in documents]
    monkeypatch.setattr(linting, "gate_of", _Open)
    assert [linting.lint(document, ruleset) for document in documents] == found
