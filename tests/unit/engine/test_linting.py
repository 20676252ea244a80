import pytest

from zhupi import Severity, lint, lint_bytes, read, select_rules
from zhupi.checks.regex import RegexCheck
from zhupi.errors import BadRule
from zhupi.lang import Text
from zhupi.patterns import Regex
from zhupi.rulepacks import Rule, Ruleset
from zhupi.rulepacks.rule import Held, traits_of


def rule(check, name="mine/rule", **more) -> Rule:
    about = Text("这里有{match}", "there is {match}")
    return Rule(
        name,
        "regex",
        Held(check),
        traits_of(check),
        Severity.ERROR,
        about,
        about,
        "",
        "实务",
        (),
        "rule.yaml:1",
        **more,
    )


def test_findings_are_in_the_order_of_the_text(ruleset):
    text = "淡簿。部暑。"
    spans = [finding.span for finding in lint_bytes(text.encode(), "a.txt", ruleset)]
    assert spans == sorted(spans)


def test_messages_in_two_languages(ruleset):
    document = read("部暑".encode(), "a.txt")
    assert [finding.message for finding in lint(document, ruleset)] == ["“部暑”应为“部署”"]
    assert [f.message for f in lint(document, ruleset, lang="en")] == ["“部暑” should be “部署”"]


def test_a_covering_rule_silences_others_inside_it():
    outer = rule(RegexCheck(Regex("甲.*乙")), "mine/outer", covers=True)
    inner = rule(RegexCheck(Regex("错")), "mine/inner")
    findings = lint_bytes("错甲错乙错".encode(), "a.txt", Ruleset((outer, inner)))
    assert [(f.rule, f.span) for f in findings] == [
        ("mine/inner", (0, 1)),
        ("mine/outer", (1, 4)),
        ("mine/inner", (4, 5)),
    ]


def test_the_genre_may_be_chosen(ruleset):
    text = "情况汇报\n一、履职情况\n完成任务。\n二、下一步打算\n一是学习。二是实干。"
    only = select_rules(ruleset, ["genres/work-report/missing-section"], [])
    document = read(text.encode(), "a.txt")
    assert lint(document, only) == ()
    assert len(lint(document, only, genre="work-report")) == 1
    marked = read(f"---\ngenre: work-report\n---\n\n{text}".replace("\n", "\n\n").encode(), "a.md")
    front = read(f"---\ngenre: work-report\n---\n\n# {text}".encode(), "a.md")
    assert marked.properties == {} or len(lint(front, only)) == 1


def test_an_endless_pattern_is_stopped_and_named(monkeypatch):
    monkeypatch.setattr("zhupi.patterns.SECONDS", 0.2)
    endless = rule(RegexCheck(Regex(r"(?:甲|甲甲)+乙")))
    with pytest.raises(BadRule, match="mine/rule"):
        lint_bytes(("乙" + "甲" * 60).encode(), "a.txt", Ruleset((endless,)))


def test_a_fault_of_a_check_names_the_rule_and_the_file():
    class Broken:
        def find(self, subject):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        lint_bytes("甲".encode(), "a.txt", Ruleset((rule(Broken()),)))
    assert "mine/rule" in caught.value.__notes__[0] and "a.txt" in caught.value.__notes__[0]
