import pytest

from tests.reports import as_docx
from zhupi import (
    Edit,
    Finding,
    Fix,
    ReadOptions,
    Safety,
    Severity,
    Span,
    fix_bytes,
    lint,
    load_ruleset,
    read,
)
from zhupi.engine.fixing import choose_fixes, edits_of


def finding(start: int, end: int, text: str, safety=Safety.SAFE) -> Finding:
    fix = Fix((Edit(Span(start, end), text),), safety)
    return Finding("mine/rule", Severity.ERROR, Span(start, end), "", (), fix)


def chosen(findings, text="甲乙丙丁戊己", name="a.txt", least=Safety.SAFE):
    return edits_of(choose_fixes(read(text.encode(), name), findings, least))


def test_of_two_fixes_that_overlap_the_first_is_made():
    assert chosen([finding(0, 2, "x"), finding(1, 3, "y"), finding(4, 5, "z")]) == [
        Edit(Span(0, 2), "x"),
        Edit(Span(4, 5), "z"),
    ]


def test_two_replacements_side_by_side_are_both_made():
    assert len(chosen([finding(0, 2, "x"), finding(2, 3, "y")])) == 2
    assert len(chosen([finding(0, 2, "x"), finding(2, 2, "y")])) == 1


def test_only_fixes_that_are_safe_enough():
    unsure = finding(0, 1, "x", Safety.UNSAFE)
    assert chosen([unsure]) == []
    assert len(chosen([unsure], least=Safety.UNSAFE)) == 1


def test_a_number_that_the_format_makes_is_never_edited():
    assert chosen([finding(4, 6, "3.")], "1. 甲\n1. 乙", "a.md") == []


def test_fixing_goes_on_until_nothing_changes(ruleset):
    raw = "一，会议部暑\r\n二，责任淡簿\r\n".encode()
    assert fix_bytes(raw, "a.txt", ruleset).decode() == "一、会议部署\r\n二、责任淡薄\r\n"


def test_unsafe_fixes_are_left_alone(ruleset):
    raw = "认真落实各項工作部署，完成全年目标任务。".encode()
    assert fix_bytes(raw, "a.txt", ruleset) == raw
    assert "项" in fix_bytes(raw, "a.txt", ruleset, Safety.UNSAFE).decode()


def test_word_files_are_fixed_by_tracked_changes(ruleset):
    raw = as_docx(["会议部暑"])
    fixed = fix_bytes(raw, "a.docx", ruleset)
    assert read(fixed, "a.docx").text.strip() == "会议部署"
    assert read(fixed, "a.docx", ReadOptions(original=True)).text == read(raw, "a.docx").text


def bad_examples() -> list[tuple[str, str, str]]:
    """Rule, file name and text of every bad example but those that are Word files."""
    return [
        (rule.name, "a.md" if example.format == "markdown" else "a.txt", example.bad)
        for rule in load_ruleset().rules
        for example in rule.examples
        if example.bad and example.format != "docx"
    ]


@pytest.mark.parametrize("least", [Safety.SAFE, Safety.UNSAFE])
def test_all_rules_together_settle_and_bring_nothing_new(least: Safety, ruleset):
    for rule, name, text in bad_examples():
        fixed = fix_bytes(text.encode(), name, ruleset, least)
        if not fixed.strip():
            continue  # all of it was residue
        assert fix_bytes(fixed, name, ruleset, least) == fixed, rule
        before = {finding.rule for finding in lint(read(text.encode(), name), ruleset)}
        assert {finding.rule for finding in lint(read(fixed, name), ruleset)} <= before, rule


@pytest.mark.parametrize("text", [r"中文\(说明\)内容。", "公式$总量(部分,其他)$内容。"])
def test_escapes_and_formulas_of_markdown_stay(text: str, ruleset):
    assert fix_bytes(text.encode(), "a.md", ruleset).decode() == text


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.docx"])
def test_a_file_is_not_emptied(ruleset, name: str):
    """What is an advertisement from end to end is told, and left to its owner."""
    ad = "【青竹代笔】——原创高质量保障、高度保密，微信qz_2023"
    raw = as_docx([ad]) if name == "a.docx" else ad.encode()
    (found,) = lint(read(raw, name), ruleset)
    assert found.rule == "residue/ad-block" and found.fix
    assert fix_bytes(raw, name, ruleset, Safety.UNSAFE) == raw
