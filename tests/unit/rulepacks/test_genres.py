"""Genre files: extending, and what is wrong in them."""

from pathlib import Path

import pytest

from zhupi import lint_bytes
from zhupi.checks import CHECKS
from zhupi.errors import BadRule
from zhupi.rulepacks import Ruleset, ruleset_of
from zhupi.rulepacks.loading import load_packs
from zhupi.testing import genre_faults
from zhupi.testing import test_rule as try_rule

BASE = """genre: base
title: 通则
outline:
  - {role: body, title: 正文, heading: 正文}
  - {role: end, title: 结尾, heading: 结尾}
items:
  point: {from: [{section: body}]}
rules:
  missing:
    check: outline
    fault: missing
    message: 缺少{role.title}
    severity: error
    why: 因为。
  order:
    check: outline
    fault: order
    message: 顺序
    severity: error
    why: 因为。
"""
MEMO = """genre: memo
title: 便条
extends: base
applies: {title: 便条}
"""


def load(folder: Path, **files: str) -> Ruleset:
    (folder / "pack.yaml").write_text("pack: mine\ntitle: 我的\n")
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return ruleset_of(rule for pack in load_packs(folder, CHECKS, "rules") for rule in pack.rules)


def names(ruleset: Ruleset) -> list[str]:
    return [rule.name for rule in ruleset.rules]


def test_a_genre_takes_over_parts_items_and_rules(tmp_path: Path):
    ruleset = load(tmp_path, base=BASE, memo=MEMO)
    assert names(ruleset) == ["mine/memo/missing", "mine/memo/order"]
    genre = ruleset.genres["memo"]
    assert [role.role for role in genre.outline] == ["body", "end"]
    assert list(genre.items) == ["point"]
    assert genre.places == {"body": "rules/base.yaml:4", "end": "rules/base.yaml:5"}


def test_a_rule_says_only_what_differs_and_one_may_be_left_out(tmp_path: Path):
    text = MEMO + "without: [order]\nrules:\n  missing: {severity: info}\n"
    (rule,) = load(tmp_path, base=BASE, memo=text).rules
    assert rule.severity.name == "INFO" and rule.message.zh == "缺少{role.title}"


def test_a_genre_that_no_title_names_is_only_there_to_be_extended(tmp_path: Path):
    with pytest.raises(BadRule, match="no rules"):
        load(tmp_path, base=BASE)


def test_a_bundled_genre_may_be_extended(tmp_path: Path):
    text = "genre: memo\ntitle: 便条\nextends: work-report\napplies: {title: 便条}\n"
    assert "mine/memo/missing-section" in names(load(tmp_path, memo=text))


def test_examples_bear_the_title_of_the_genre_that_takes_them_over(tmp_path: Path):
    base = BASE.replace(
        "    why: 因为。\n",
        "    why: 因为。\n    examples: [{bad: \"通则样本\\n一、正文\", at: '2:5'}]\n",
        1,
    )
    base = base.replace("outline:", "example-title: 通则样本\noutline:", 1)
    memo = MEMO + "example-title: 一张便条\nwithout: [order]\n"
    (rule,) = load(tmp_path, base=base, memo=memo).rules
    assert rule.examples[0].bad == "一张便条\n一、正文"
    assert [failure.outcome for failure in try_rule(rule)] == ["untested"]  # no good example yet


def test_good_documents_of_a_genre_are_tried_with_all_its_rules(tmp_path: Path):
    text = MEMO + 'examples: [{good: "便条\\n一、正文"}]\n'
    missing = load(tmp_path, base=BASE, memo=text).rules[0]
    failures = {failure.outcome: failure for failure in try_rule(missing)}
    assert failures["noisy"].where == "rules/memo.yaml:5"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (MEMO.replace("extends: base", "extends: bose"), 3, "base"),
        (MEMO.replace("extends: base", "extends: memo"), 3, "circle"),
        (MEMO + "without: [misisng]\n", 5, "missing"),
        (MEMO + "items: {a: {from: [{section: boby}]}}\n", 5, "body"),
        (MEMO + "items: {a: {from: [{section: body, column: 问题}]}}\n", 5, "either"),
        (MEMO + "rules:\n  x: {check: length, role: boby, at-least: 0.1, message: x, severity: info, why: x}\n", 6, "body"),
        (MEMO + "outline:\n  - {role: a, title: 甲, heading: 甲, instead: [b]}\n", 6, "a"),
        (MEMO + "outline:\n  - {role: body, title: 甲, heading: 甲, stated-by: b}\n", 6, "point"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_its_line(tmp_path: Path, text: str, line: int, said: str):
    with pytest.raises(BadRule) as caught:
        load(tmp_path, base=BASE, memo=text)
    assert caught.value.where == f"rules/memo.yaml:{line}"
    assert said in caught.value.say("en")


def faults(tmp_path: Path, outline: str) -> list[str]:
    text = MEMO + f"outline:\n{outline}"
    genre = load(tmp_path, base=BASE, memo=text).genres["memo"]
    return [f"{fault.where} {fault.what.en}" for fault in genre_faults(genre)]


BODY = "  - {{role: body, title: 正文, heading: '{}', heading-not: '{}'}}\n"
END = "  - {{role: end, title: 结尾, heading: '{}'}}\n"


@pytest.mark.parametrize(
    ("body", "refused", "end", "said"),
    [
        ("问题|不足", "原因", "打算", None),
        ("问题|不足", "问题", "打算", "问题"),
        ("(?:主要)?问题|差距", "主要问题", "打算", None),
        ("一、问题", "", "打算", "一、问题"),
        ("有问题。", "", "打算", "有问题。"),
        ("问题|打算", "", "下步打算|打算", "打算"),
        ("问题|工作(?:打算|安排)", "", "工作安排", "工作(?:打算|安排)"),
        ("问题|工作打算", "打算", "工作打算", "工作打算"),
        (r"问题|\p{Han}+", "", "打算", None),
    ],
)
def test_synonyms_that_cannot_do_their_work(
    tmp_path: Path, body: str, refused: str, end: str, said: str | None
):
    found = faults(tmp_path, BODY.format(body, refused) + END.format(end))
    assert [said in each and "memo.yaml:6" in each for each in found] == ([True] if said else [])


def test_the_bundled_genres_have_no_such_synonyms(ruleset):
    assert [fault for genre in ruleset.genres.values() for fault in genre_faults(genre)] == []


def test_a_plain_rule_in_a_genre_may_be_limited_to_a_part(tmp_path: Path):
    text = (
        MEMO
        + "without: [missing, order]\nrules:\n  vague:\n    {check: literal, words: [等等], section: end, message: x, severity: info, why: x}\n"
    )
    ruleset = load(tmp_path, base=BASE, memo=text)
    report = "便条\n一、正文\n花草等等。\n二、结尾\n树木等等。".encode()
    (finding,) = lint_bytes(report, "a.txt", ruleset)
    assert finding.span.start == report.decode().rindex("等等")
