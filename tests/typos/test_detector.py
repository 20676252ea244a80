"""The detector: what it says of a place, and what it leaves alone."""

import pytest

from zhupi import Ruleset, Safety, Severity, lint, read, select_rules
from zhupi.engine.linting import account_for
from zhupi.rulepacks.selection import with_detector
from zhupi.rulepacks.words import read_words, with_words


@pytest.fixture(scope="module")
def likely(ruleset: Ruleset) -> Ruleset:
    return select_rules(ruleset, ["typo/likely-typo"], [])


def quotes(text: str, rules: Ruleset, path: str = "a.txt") -> list[tuple[str, str]]:
    document = read(text.encode(), path)
    return [
        (finding.span.of(document.text), finding.suggestions[0])
        for finding in lint(document, rules)
    ]


def test_a_finding_says_how_sure_it_is_and_what_was_meant(likely):
    (finding,) = lint(read("全体干部要学习惯彻会议精神。".encode(), "a.txt"), likely)
    assert finding.severity is Severity.WARNING
    assert 0.8 < finding.confidence <= 1
    assert finding.suggestions[0] == "贯彻"
    assert len(finding.suggestions) <= 3
    assert finding.fix.safety is Safety.UNSAFE


def test_whole_words_by_sound(likely):
    assert quotes("切实加强基层党组织建设，不断罚站壮大集体经济。", likely) == [("罚站", "发展")]


def test_places_are_those_of_the_file(likely):
    text = "# 报告\n\n**加强**`代码`领导，学习惯彻会议精神。\n"
    (finding,) = lint(read(text.encode(), "a.md"), likely)
    document = read(text.encode(), "a.md")
    assert finding.span.of(document.text) == "惯彻"


def test_traditional_text_gets_traditional_suggestions(likely):
    text = "全體幹部要認真學習慣徹會議精神，推動經濟社會發展，確保完成任務。"
    assert quotes(text, likely) == [("慣徹", "貫徹")]


def test_a_term_used_again_and_again_is_meant(likely):
    text = "推进惯彻项目建设。惯彻公司成立。惯彻公司学习惯彻会议精神。"
    assert quotes(text, likely) == []
    assert quotes(text + "认真贯彻落实。", likely), "unless the right word is there, too"


def test_long_texts_are_read_in_pieces(likely):
    line = "认真学习贯彻党的创新理论，扎实推进各项工作落实。\n"
    text = line * 5000 + "全体干部要学习惯彻会议精神。\n"
    (finding,) = lint(read(text.encode(), "a.txt"), likely)
    assert finding.span.of(text) == "惯彻"
    assert finding.span.start > 100_000


@pytest.mark.parametrize(
    "text", ["", "\n", "abc 123\n", "一\n", "😀𠮷𠮷\n", "\ufeff\u200b\n", "，。；\n", "国\n" * 3]
)
def test_odd_texts(text, likely):
    if text.strip("\n\ufeff\u200b"):
        assert quotes(text, likely) == []


def test_levels(ruleset):
    def names(level: str) -> set[str]:
        chosen = select_rules(with_detector(ruleset, level), ["typo"], [])
        return {rule.name for rule in chosen.rules}

    assert "typo/likely-typo" not in names("off")
    assert names("thorough") - names("default") == {"typo/possible-typo"}
    assert names("default") - names("off") == {"typo/likely-typo"}


def test_disabled_rules_do_not_run(ruleset):
    text = read("联系人电话13800138000，春运其间值班。".encode(), "a.txt")
    assert "typo/possible-typo" not in {finding.rule for finding in lint(text, ruleset)}


def test_one_fault_is_told_once(ruleset):
    rules = select_rules(ruleset, ["typo"], [])
    findings = lint(read("认真部暑落实，再接再励，改革开方。".encode(), "a.txt"), rules)
    spans = [finding.span for finding in findings]
    assert len(spans) == len(set(spans)) == 3
    assert {finding.rule for finding in findings} == {"typo/word"}, "the surest one speaks"


def test_words_of_the_user(ruleset):
    rules = select_rules(ruleset, ["typo"], [])
    words = read_words("布署 # 本单位的写法\n惯彻\n".encode(), "词表.txt")
    text = "统一布署，学习惯彻会议精神，党性淡簿。"
    assert quotes(text, with_words(rules, words, "词表.txt")) == [("淡簿", "淡薄")]


def test_terms_that_the_document_defines(ruleset):
    rules = select_rules(ruleset, ["typo"], [])
    text = "《实施办法》（以下简称《惯彻办法》）已经印发，请按惯彻办法执行。"
    assert lint(read(text.encode(), "a.txt"), rules) == ()


def test_japanese_lines_are_left_alone(ruleset):
    rules = select_rules(ruleset, ["typo"], [])
    text = "新しい予算について、惯彻する。\n学习惯彻会议精神。\n"
    findings = lint(read(text.encode(), "a.txt"), rules)
    assert [finding.span.start for finding in findings] == [text.index("学习") + 2]


def test_a_line_without_an_end(likely):
    text = "认真学习贯彻党的创新理论，" * 10_000 + "全体干部要学习惯彻会议精神。"
    assert quotes(text, likely) == [("惯彻", "贯彻")]


def test_an_account_of_a_line(ruleset):
    (rule,) = select_rules(ruleset, ["typo/likely-typo"], []).rules
    document = read("强化源头管空，学习惯彻会议精神。\n".encode(), "a.txt")
    lines = [line.zh for line in account_for(document, rule, document.blocks[0].span)]
    assert [line[:9] for line in lines] == ["“管空”→“管控”", "“惯彻”→“贯彻”"]
    assert "default 0.82" in lines[0]


def test_what_is_no_definition(ruleset):
    rules = select_rules(ruleset, ["typo"], [])
    assert quotes("（县级以下单位未能惯彻会议精神）", rules) == [("惯彻", "贯彻")]
