"""Paragraphs that reports share are told of in both; formulas and one's own repeats are not."""

from pathlib import Path

import pytest

from tests.unit.reporters.reporting import result_for
from zhupi import Severity, select_rules
from zhupi.checking.copies import with_copies
from zhupi.settings import Asked, Planner

RULE = "copies/shared-paragraph"
SHARED = (
    "今年以来，我局坚持以项目建设为抓手，扎实推进城区道路改造，新建续建道路十二条，改造老旧小区二十三个，"
    "惠及居民四千余户，群众满意度较上年提高六个百分点，得到市委、市政府的充分肯定。"
)
ALMOST = SHARED.replace("我局", "我镇").replace("十二条", "十三条")
OTHER = (
    "全年共召开专题会议二十余次，研究解决就业、教育、医疗等民生问题，累计投入资金三亿元，办结群众来信来访"
    "一千二百件，按期办结率达到百分之九十八，社会大局保持和谐稳定。"
)


@pytest.fixture(scope="module")
def few(ruleset):
    return select_rules(ruleset, ["typo/word"], [])


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(few, **texts: str):
    results = [result_for(text, f"{name}.md", few) for name, text in texts.items()]
    return list(with_copies(results, Planner(Asked())))


def copies(result) -> list:
    return [each for each in result.located if each.finding.rule == RULE]


def test_both_reports_are_told_with_both_places(few):
    one, two, three = checked(
        few,
        甲=f"# 总结\n\n{SHARED}\n",
        乙=f"# 汇报\n\n开头。\n\n{ALMOST}\n",
        丙=f"# 别的\n\n{OTHER}\n",
    )
    (here,), (there,) = copies(one), copies(two)
    assert copies(three) == []
    assert here.extent.start == (3, 1) and "乙.md 第 5 行" in here.finding.message
    assert there.extent.start == (5, 1) and "甲.md 第 3 行" in there.finding.message
    (related,) = here.related
    assert related.path == "乙.md" and related.extent.start.line == 5
    assert here.finding.severity is Severity.WARNING and here.quote == SHARED


def test_a_report_does_not_copy_itself(few):
    (alone, other) = checked(few, 甲=f"{SHARED}\n\n{SHARED}\n", 乙=f"{OTHER}\n")
    assert copies(alone) == [] and copies(other) == []


def test_what_many_share_is_a_template(few):
    results = checked(few, **{f"r{number}": f"{SHARED}\n" for number in range(8)})
    found = [copies(result)[0] for result in results]
    assert {each.finding.severity for each in found} == {Severity.INFO}
    assert "等 7 份报告" in found[0].finding.message and len(found[0].related) == 4


def test_short_formulas_are_shared_by_all(few):
    words = "以上报告，请予审议。感谢各位领导长期以来的关心和支持。"
    assert not any(map(copies, checked(few, 甲=words, 乙=words)))


def test_what_was_found_before_is_kept_in_order(few):
    one, _ = checked(few, 甲=f"会议部暑工作。\n\n{SHARED}\n\n观念淡簿。\n", 乙=SHARED)
    assert [each.finding.rule for each in one.located] == ["typo/word", RULE, "typo/word"]


def test_it_can_be_ignored_graded_and_accepted(few, ruleset, office: Path):
    texts = {"甲": f"{SHARED}\n", "乙": f"{SHARED}\n"}
    config = office / "zhupi.toml"
    config.write_text('ignore = ["copies"]\n')
    assert not any(map(copies, checked(few, **texts)))
    config.write_text('[severity]\n"copies/shared-paragraph" = "error"\n')
    assert copies(checked(few, **texts)[0])[0].finding.severity is Severity.ERROR
    config.write_text('[options]\n"copies/shared-paragraph" = { at-least = 500 }\n')
    assert not any(map(copies, checked(few, **texts)))
    config.write_text(
        f'[[suppress]]\nrule = "copies"\nquote = "{SHARED[:20]}"\nfiles = ["甲.md"]\n'
    )
    one, two = checked(few, **texts)
    assert not copies(one) and one.used == (0,) and copies(two)
    config.unlink()
    remark = "<!-- 朱批：忽略 copies/shared-paragraph 上级原文 -->\n\n"
    one, two = (
        result_for(text, name, ruleset)
        for name, text in (("甲.md", remark + SHARED), ("乙.md", SHARED))
    )
    assert [each.finding.rule for each in one.located if "suppression" in each.finding.rule] == []
    one, two = with_copies([one, two], Planner(Asked()))
    assert not copies(one) and copies(two)
