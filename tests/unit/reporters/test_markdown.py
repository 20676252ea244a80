import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.reporters.reporting import found, mixed, result, unreadable, written
from zhupi.reporters import markdown
from zhupi.reporters.markdown_text import cell, code


def rows(output: str) -> list[list[str]]:
    """The cells of all rows but heads and rules, as GitHub cuts them."""
    lines = [line for line in output.split("\n") if line.startswith("|")]
    cells = [[each.strip() for each in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [
        row
        for row, after in zip(cells, [*cells[1:], []], strict=True)
        if not row[0].startswith("---") and not (after and after[0].startswith("---"))
    ]


def test_figures_then_files_with_findings():
    output = written("markdown", [result(found()), result(path="好.txt"), unreadable()])
    figures, finding, broken = rows(output)
    assert figures == ["3", "2", "0", "0", "0", "1"]
    assert finding == ["3:2 二、问题", "错误", "`typo/word`", "“部暑”应为“部署”", "`部暑`"]
    assert broken[3:] == ["不是 Word 文件", ""]
    assert "\n## 报告.txt 退回修改\n" in output and "\n## 坏.docx 无法读取\n" in output
    assert "好.txt" not in output


def test_nothing_found_and_english():
    assert written("markdown", [result()]).endswith("没有发现问题。\n")
    english = written("markdown", [result(found())], lang="en")
    assert "| place | severity | rule | message | words |" in english and "error" in english


def test_every_row_has_its_cells_whatever_stands_in_it():
    figures, *findings = rows(written("markdown", mixed()))
    assert len(figures) == 6 and {len(row) for row in findings} == {5}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<img src=x onerror=1>", "&lt;img src=x onerror=1&gt;"),
        ("&lt;", "&amp;lt;"),
        ("`x` *y* _z_ ~w~ [a](b)", r"\`x\` \*y\* \_z\_ \~w\~ \[a\](b)"),
        ("a\r\nb\u2028c\x00d", "a b c d"),
        ("@who #12", "@\u200bwho #\u200b12"),
        ("http://a https://b WWW.c", "http\u200b://a https\u200b://b WWW\u200b.c"),
        ("$x$", "<span>$</span>x<span>$</span>"),
        ("第3、4点：好。", "第3、4点：好。"),
    ],
)
def test_words_do_nothing_in_a_cell(text: str, shown: str):
    assert cell(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("部暑", "`部暑`"),
        ("a`b``c", "```a`b``c```"),
        ("`", "`` ` ``"),
        ("a|b", r"`a\|b`"),
        (" \n", ""),
    ],
)
def test_words_as_code(text: str, shown: str):
    assert code(text) == shown


@given(st.text() | st.text("\\|`<@\n "))
def test_a_cell_stays_one_cell_of_one_line(text: str):
    assert "|" not in re.sub(r"\\.", "", cell(text))
    assert not re.search(r"(?<!\\)(?:\\\\)*\|", code(text))
    for shown in (cell(text), code(text)):
        assert not re.search("[\r\n]", shown)
    assert not re.search(r"[<>](?!span>|/span>)", re.sub(r"</?span>", "", cell(text)))


def test_what_is_too_long_is_counted(monkeypatch):
    monkeypatch.setattr(markdown, "_MOST_BYTES", 2000)
    many = [result(*[found()] * 50, path=f"{n}.txt") for n in range(3)]
    output = written("markdown", many)
    shown = len(rows(output)) - 1
    assert 0 < shown < 50
    assert f"另有 {150 - shown} 处问题没有列出。" in output
    assert len(output.encode()) < 2400
    assert rows(output)[0] == ["3", "150", "0", "0", "0", "0"]


def test_nothing_small_is_taken_after_what_did_not_fit(monkeypatch):
    monkeypatch.setattr(markdown, "_MOST_BYTES", 600)
    output = written("markdown", [result(found(message="长" * 300)), result(found())])
    assert len(rows(output)) == 1 and "另有 2 处" in output


def test_a_whole_mass_of_findings_stays_below_what_github_takes():
    long = found(message="很长的说明" * 200, quote="很长的原文" * 200)
    output = written("markdown", [result(*[long] * 5000)])
    assert 800_000 < len(output.encode()) < 1_000_000
