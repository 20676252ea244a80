"""Accepting findings: remarks in Markdown and Word files, entries of a configuration."""

import io
from time import process_time

import docx
import pytest

from zhupi import UserError, lint, load_ruleset, read, select_rules
from zhupi.engine.linting import report_on
from zhupi.formats import locate
from zhupi.model.suppression import Suppression

WRONG = "会议部暑工作。"


@pytest.fixture(scope="module")
def rules():
    return select_rules(load_ruleset(), ["typo/word", "number", "suppression"], [])


def found(text: str, rules, name: str = "a.md") -> list[str]:
    document = read(text.encode(), name)
    return sorted(
        f"{locate(document, finding.span).start.line} {finding.rule}"
        for finding in lint(document, rules)
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{WRONG}<!-- 朱批：忽略 typo/word 引文 -->\n\n{WRONG}", ["3 typo/word"]),
        (f"<!-- 朱批：忽略 typo 引文 -->\n\n{WRONG}\n\n{WRONG}", ["5 typo/word"]),
        (f"<!-- zhupi: ignore typo/word quoted -->\n{WRONG}\n\n{WRONG}", ["4 typo/word"]),
        (f"- 甲\n\n  <!-- 朱批:忽略 number，typo 引文 -->\n\n- {WRONG}", ["3 suppression/unused"]),
        (
            f"{WRONG}\n\n<!-- zhupi: disable typo x -->\n\n{WRONG}\n\n<!-- zhupi: enable typo -->\n\n{WRONG}",
            ["1 typo/word", "9 typo/word"],
        ),
        (f"<!-- 朱批：关闭 typo 引文 -->\n\n{WRONG}\n\n# 节\n\n{WRONG}", []),
        (
            f"<!-- 朱批：关闭 typo 引文 -->\n\n{WRONG}\n\n<!-- 朱批：开启 -->\n\n{WRONG}",
            ["7 typo/word"],
        ),
        (f"{WRONG}\n\n{WRONG}\n\n<!-- 朱批：全文忽略 typo/word 范本 -->\n", []),
        ("很好。\n\n<!-- 朱批：忽略 typo/word 引文 -->\n", ["3 suppression/unused"]),
        (f"<!-- 一般的注释 朱批：忽略 typo/word -->\n\n{WRONG}", ["3 typo/word"]),
        ("<!-- 朱批：忽略 residue 没有选用的规则 -->\n\n很好。", []),
        (f"<!-- 朱批：忽略 typo 引文 -->{WRONG}\n\n- <!-- 注 --> {WRONG}", ["3 typo/word"]),
        (f"<!-- zhupi ignore typo quoted -->\n\n{WRONG}", []),
        (
            f"<!-- 朱批：忽略 typo 引文 -->\n\n|甲|乙|\n|-|-|\n|部暑|部暑|\n\n{WRONG}",
            ["7 typo/word"],
        ),
        (
            f"<!-- 朱批：关闭 typo/word 旧 -->\n\n{WRONG}\n\n<!-- 朱批：开启 typo -->\n\n{WRONG}",
            ["7 typo/word"],
        ),
        (
            f"<!-- 朱批：关闭 typo 旧 -->\n\n{WRONG}\n\n<!-- 朱批：开启 typo/word -->\n\n{WRONG}",
            ["7 typo/word"],
        ),
        (f"<!-- 朱批：开启 typo -->\n\n{WRONG}", ["1 suppression/unused", "3 typo/word"]),
        (f"<div>\n<!-- 朱批：忽略\ntypo/word\n引文 -->\n</div>\n\n{WRONG}", []),
    ],
)
def test_remarks_in_markdown(text: str, wanted: list[str], rules):
    assert found(text, rules) == wanted


def test_an_unused_remark_is_told_at_its_words(rules):
    document = read("甲。\n\n𠮷 <!-- 朱批：忽略 number 无 -->\n".encode(), "a.md")
    (finding,) = lint(document, rules)
    start = locate(document, finding.span).start
    assert finding.rule == "suppression/unused" and (start.line, start.column) == (3, 11)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲\n\n<!-- 朱批：请忽略 typo -->", "看不懂"),
        ("甲\n\n<!-- zhupi: ignore -->", "没有写明"),
        ("甲\n\n<!-- 朱批：忽略 typo/wrod -->", "typo/wrod"),
        ("甲\n\n<!-- 朱批：忽略 Typo/Word -->", "Typo/Word"),
    ],
)
def test_a_remark_that_is_none_is_said_with_its_line(text: str, words: str, rules):
    with pytest.raises(UserError) as caught:
        found(text, rules)
    assert caught.value.where == "a.md:3" and words in caught.value.what.zh


def test_a_text_file_has_no_remarks(rules):
    assert found(f"<!-- 朱批：忽略 typo 引文 -->\n{WRONG}", rules, "a.txt") == ["2 typo/word"]


def test_entries_quote_the_finding_or_words_around_it(rules):
    document = read(f"{WRONG}\n\n领导部暑任务。\n".encode(), "a.md")
    around = Suppression(0, "typo/word", "领导部暑", "引文", "zhupi.toml:1")
    unneeded = Suppression(1, "typo", "没有这句", "引文", "zhupi.toml:5")
    report = report_on(document, rules, accepted=[around, unneeded])
    assert [finding.span.start for finding in report.findings] == [2]
    assert report.used == (0,)
    exactly = Suppression(2, "typo", "部暑", "引文", "zhupi.toml:9")
    assert report_on(document, rules, accepted=[exactly]).findings == ()


def word_file(*comments: tuple[int, int, str]) -> bytes:
    """Three paragraphs in three runs each; comments on runs of a paragraph."""
    document = docx.Document()
    paragraphs = [document.add_paragraph() for _ in range(3)]
    for paragraph in paragraphs:
        for words in ("年初会议", "部", "暑工作。"):
            paragraph.add_run(words)
    for number, first, words in comments:
        runs = paragraphs[number].runs[first : first + 2]
        document.add_comment(runs, text=words, author="办公室")
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def found_in_word(raw: bytes, rules) -> list[str]:
    document = read(raw, "a.docx")
    return [
        f"{locate(document, finding.span).start.line} {finding.rule}"
        for finding in lint(document, rules)
    ]


def test_a_word_comment_is_about_the_words_it_is_on(rules):
    raw = word_file((1, 1, "朱批：忽略 typo/word 引用原文"))
    assert found_in_word(raw, rules) == ["1 typo/word", "3 typo/word"]
    elsewhere = word_file((1, 0, "朱批：忽略 number 无"))
    assert found_in_word(elsewhere, rules)[-1] == "4 suppression/unused"


def test_a_word_comment_for_the_whole_document_or_from_here_on(rules):
    assert found_in_word(word_file((1, 0, "朱批：全文忽略 typo 范本")), rules) == []
    assert found_in_word(word_file((1, 0, "zhupi: disable typo old")), rules) == ["1 typo/word"]


def test_what_people_write_to_each_other_is_no_remark(rules):
    raw = word_file((0, 0, "朱批：忽略这一条建议"), (1, 0, "忽略 typo/word"))
    assert len(found_in_word(raw, rules)) == 3


def test_reasons_are_asked_for_where_the_rule_is_on(rules):
    strict = select_rules(load_ruleset(), ["typo/word", "suppression/no-reason"], [])
    text = f"<!-- 朱批：忽略 typo/word -->\n\n{WRONG}"
    assert found(text, strict) == ["1 suppression/no-reason"]
    assert found(text, rules) == []


@pytest.mark.parametrize(
    "text", ["<!-- 朱批：" * 20_000, "<!-- 朱批：\n" * 5_000 + "-->", "甲<br>" * 20_000]
)
def test_comments_that_do_not_end_take_no_longer_than_their_length(text: str):
    begun = process_time()
    read(text.encode(), "a.md")
    assert process_time() - begun < 5  # it was a minute
