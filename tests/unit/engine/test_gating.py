"""Rules are run only on texts that contain what they require, and none is lost by that."""

from pathlib import Path

import pytest

from tests.unit.engine.test_linting import rule
from zhupi import lint, read
from zhupi.checks.literal import Literal
from zhupi.checks.regex import RegexCheck
from zhupi.engine.gating import open_rules
from zhupi.patterns import Regex
from zhupi.rulepacks import Rule, Ruleset
from zhupi.rulepacks.rule import with_gate
from zhupi.rulepacks.selection import Choice, choose_rules, named

DOCUMENTS = Path(__file__).parents[2] / "documents"


def gated(*rules: Rule) -> Ruleset:
    return with_gate(Ruleset(rules))


def names(ruleset: Ruleset, text: str) -> list[str]:
    return [each.name.partition("/")[2] for each in open_rules(ruleset, text, ())]


def test_only_rules_that_may_find_something_run():
    ruleset = gated(
        rule(RegexCheck(Regex("部暑")), "mine/word"),
        rule(RegexCheck(Regex(r"甲\d")), "mine/two"),
        rule(Literal(("丙", "丁")), "mine/literal"),
        rule(RegexCheck(Regex(".")), "mine/always"),
        rule(RegexCheck(Regex(".")), "mine/off", enabled=False),
    )
    assert names(ruleset, "多部暑期档") == ["word", "always"]
    assert names(ruleset, "甲3") == ["two", "always"]
    assert names(ruleset, "甲三") == ["always"]
    assert names(ruleset, "丁") == ["literal", "always"]
    assert names(ruleset, "") == ["always"]


def test_disguises_are_seen_through():
    ruleset = gated(rule(RegexCheck(Regex("微信"), fold=True), "mine/channel"))
    assert names(ruleset, "加薇❤信领取") == ["channel"]
    assert names(ruleset, "第一行\n加Ｖ❤领取\n第三行") == ["channel"]
    assert names(ruleset, "第一行") == []


def test_a_pattern_over_lines_of_folded_text_is_always_tried():
    ruleset = gated(rule(RegexCheck(Regex("甲\n微信"), fold=True), "mine/lines"))
    assert names(ruleset, "甲\n薇❤信") == ["lines"]


def test_traditional_texts_are_read_in_simplified_characters():
    ruleset = gated(rule(Literal(("发展",)), "mine/word"))
    assert names(ruleset, "這個會對經濟發展來說時機實現開關動") == ["word"]


def test_a_check_that_is_changed_runs_always_again():
    before = rule(RegexCheck(Regex("甲")), "mine/word")
    ruleset = gated(before)
    changed = ruleset.rules[0].with_check(RegexCheck(Regex("乙")))
    assert names(ruleset._replace(rules=(changed,)), "乙") == ["word"]


def test_without_a_gate_all_run():
    assert names(Ruleset((rule(RegexCheck(Regex("甲")), "mine/word"),)), "") == ["word"]


def test_nothing_to_require_is_no_fault():
    assert names(gated(), "甲") == []
    assert names(gated(rule(RegexCheck(Regex("甲")), "mine/one")), "甲") == ["one"]


@pytest.mark.parametrize("folder", ["faulty", "genres", "third", "residue"])
def test_it_loses_no_finding(folder: str, ruleset: Ruleset):
    files = [each for each in (DOCUMENTS / folder).rglob("*") if each.suffix in (".md", ".txt")]
    assert files
    for file in sorted(files):
        document = read(file.read_bytes(), str(file))
        assert lint(document, ruleset) == lint(document, ruleset._replace(gate=None)), file


def test_it_loses_no_finding_of_an_example(ruleset: Ruleset):
    everything = choose_rules(
        ruleset, Choice(enable=named([rule.name for rule in ruleset.rules], "--enable"))
    )
    for each in everything.rules:
        for example in each.examples if example_is_text(each) else ():
            document = read((example.bad or example.good).encode(), "a.md")
            ungated = lint(document, everything._replace(gate=None))
            assert lint(document, everything) == ungated, each.name


def example_is_text(each: Rule) -> bool:
    return each.kind not in ("copies", "suppression")
