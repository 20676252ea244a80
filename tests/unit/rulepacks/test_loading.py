"""Whatever is wrong in a rule file is said with file, line and mend."""

from pathlib import Path

import pytest

from zhupi import lint_bytes
from zhupi.checks import CHECKS
from zhupi.errors import BadRule, UserError
from zhupi.patterns import is_too_large
from zhupi.rulepacks import Ruleset, load_ruleset, select_rules
from zhupi.rulepacks.loading import load_packs

GOOD = """check: literal
words: [甲]
message: 不要写“{match}”
severity: error
why: 因为。
"""
GENRE = """genre: memo
title: 便条
applies: {title: 便条}
outline:
  - {role: body, title: 正文, heading: 正文}
items:
  point: {from: [{section: body}]}
rules:
  missing:
    check: outline
    fault: missing
    message: 缺少{role.title}
    severity: error
    why: 因为。
"""


def load(folder: Path, text: str, name: str = "rule.yaml"):
    pack = folder / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("pack: mine\ntitle: 我的\n")
    (pack / name).write_text(text)
    return [rule for pack in load_packs(folder, CHECKS, "rules") for rule in pack.rules]


def test_a_good_file(tmp_path: Path):
    (rule,) = load(tmp_path, GOOD)
    assert (rule.name, rule.where) == ("mine/rule", "rules/pack/rule.yaml:1")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace("words:", "wrods:"), 2, ["wrods", "words"]),
        (GOOD.replace("literal", "litteral"), 1, ["litteral", "literal"]),
        (GOOD.replace("severity: error", "severity: fatal"), 4, ["fatal"]),
        (GOOD.replace("words: [甲]", "words: 甲"), 2, ["列表"]),
        (GOOD.replace("words: [甲]", "words: ['']"), 2, ["不能为空"]),
        (GOOD.replace("{match}", "{macth}"), 3, ["macth", "match"]),
        (GOOD.replace("why: 因为。\n", ""), 1, ["缺少键", "why"]),
        (GOOD + "why: 又因为。\n", 6, ["两次"]),
        (GOOD + "covers: yes\n", 6, ["true"]),
        (GOOD + "  bad indent\n  x: y: z\n", 7, ["YAML"]),
        ("check: regex\npattern: '[甲'\nmessage: x\nseverity: info\nwhy: x\n", 2, ["正则"]),
        ("check: dictionary\nfile: none.tsv\nmessage: x\nseverity: info\nwhy: x\n", 2, ["none.tsv"]),
        ("check: count\npromise: 三个\nmessage: x\nseverity: info\nwhy: x\n", 2, ["n"]),
        ("- 甲\n", 1, ["键"]),
        (GOOD.replace("check: literal", "check: [literal]"), 1, ["literal"]),
        ("check: regex\npattern: (甲)\nreplace-with: '\\2'\nmessage: x\nseverity: info\nwhy: x\n", 3, ["group"]),
        ("check: regex\npattern: '(((甲{1000}){1000}){1000}){1000}'\nmessage: x\nseverity: info\nwhy: x\n", 2, ["正则"]),
        ("check: outline\nfault: missing\nmessage: x\nseverity: info\nwhy: x\n", 1, ["文种"]),
        (GOOD + "examples: &a [*a]\n", 6, ["别名"]),
    ],
)  # fmt: skip
def test_faults_are_said_with_line_and_mend(tmp_path: Path, text: str, line: int, words: list[str]):
    with pytest.raises(BadRule) as caught:
        load(tmp_path, text)
    said = caught.value.say("zh")
    assert f"rules/pack/rule.yaml:{line}：" in said
    assert all(word in said for word in words)
    assert "怎样改" in said and "fix:" in caught.value.say("en")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GENRE.replace("section: body", "section: boby"), 7),
        (GENRE.replace("genre: memo", "genre: other"), 1),
        (GENRE.replace("heading: 正文", "heading: '('"), 5),
        (GENRE + "  pairs: {check: pair, each: point, needs: pont, each-title: x, needs-title: y, message: x, severity: info, why: x}\n", 15),
        (GENRE + "  Bad Name: {check: outline}\n", 15),
    ],
)  # fmt: skip
def test_faults_of_genre_files(tmp_path: Path, text: str, line: int):
    with pytest.raises(BadRule) as caught:
        load(tmp_path, text, "memo.yaml")
    assert caught.value.where == f"rules/pack/memo.yaml:{line}"


def test_a_genre_file(tmp_path: Path):
    (rule,) = load(tmp_path, GENRE, "memo.yaml")
    assert rule.name == "mine/memo/missing"


def test_a_table_with_a_bad_line_names_it(tmp_path: Path):
    table = "wrong\tright\tunless\n甲\t乙\t丙\n"
    text = "check: dictionary\nfile: t.tsv\nmessage: x\nseverity: info\nwhy: x\n"
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "t.tsv").write_text(table)
    (tmp_path / "pack" / "pack.yaml").write_text("pack: mine\ntitle: 我的\n")
    (tmp_path / "pack" / "rule.yaml").write_text(text)
    with pytest.raises(BadRule) as caught:
        list(load_packs(tmp_path, CHECKS))
    assert "第2行" in caught.value.say("zh")


def test_an_empty_pack_is_no_pack(tmp_path: Path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.yaml").write_text("pack: mine\ntitle: 我的\n")
    with pytest.raises(BadRule):
        list(load_packs(tmp_path, CHECKS))


def test_two_rules_of_one_name(tmp_path: Path):
    (tmp_path / "pack.yaml").write_text("pack: typo\ntitle: 又一个\n")
    (tmp_path / "word.yaml").write_text(GOOD)
    with pytest.raises(BadRule, match="typo/word"):
        load_ruleset([tmp_path])


def test_yaml_12_scalars(tmp_path: Path):
    text = GOOD + "examples:\n  - {bad: 甲, at: 1:1}\n  - {good: no}\n"
    (rule,) = load(tmp_path, text)
    assert rule.examples[0].at == "1:1"
    assert rule.examples[1].good == "no"


def test_selection_by_pack_genre_and_rule(ruleset):
    names = [rule.name for rule in select_rules(ruleset, ["typo", "genres/work-report"], []).rules]
    assert "typo/word" in names and "genres/work-report/missing-section" in names
    assert all(name.startswith(("typo/", "genres/work-report/")) for name in names)
    left = select_rules(ruleset, [], ["typo/word"]).rules
    enabled = [rule for rule in ruleset.rules if rule.enabled]
    assert len(left) == len(enabled) - 1
    assert select_rules(ruleset, ["residue/mobile-number"], []).rules, "asked for by name"


@pytest.mark.parametrize(
    ("select", "ignore"), [(["tpyo"], []), ([], ["typo/wrod"]), (["typo"], ["typo"])]
)
def test_unknown_names_and_empty_selections_are_errors(ruleset, select, ignore):
    with pytest.raises(UserError):
        select_rules(ruleset, select, ignore)


def test_tables_may_have_a_mark_and_other_line_ends(tmp_path: Path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "t.tsv").write_bytes(
        "\ufeffwrong\tright\tunless\r\n部暑 \t部署\t\r\n".encode()
    )
    text = "check: dictionary\nfile: t.tsv\nmessage: x\nseverity: info\nwhy: x\n"
    (tmp_path / "pack" / "pack.yaml").write_text("pack: mine\ntitle: 我的\n")
    (tmp_path / "pack" / "rule.yaml").write_text(text)
    (pack,) = load_packs(tmp_path, CHECKS)
    (finding,) = lint_bytes("部暑".encode(), "a.txt", Ruleset(pack.rules))
    assert finding.fix is not None and finding.fix.edits[0].text == "部署"


@pytest.mark.parametrize(
    ("pattern", "large"),
    [
        ("(?:甲{0,8}乙){0,3}丙{2,400}", False),
        ("[{}]{3}(?:甲|乙)*", False),
        ("((甲{1000}){1000})", True),
        (r"甲{200000}\{9\}", True),
    ],
)
def test_patterns_that_would_not_compile_in_time(pattern: str, large: bool):
    assert is_too_large(pattern) is large


def test_a_rule_file_that_cannot_be_read_is_said(tmp_path: Path):
    load(tmp_path, GOOD)
    (tmp_path / "pack" / "folder.yaml").mkdir()
    with pytest.raises(BadRule) as caught:
        list(load_packs(tmp_path, CHECKS, "rules"))
    assert caught.value.where == "rules/pack/folder.yaml"
