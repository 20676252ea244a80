"""Noise, personal numbers, and patterns on folded text."""

import pytest

from zhupi import read
from zhupi.checks import CHECKS, Subject
from zhupi.checks.personal_number import is_bank_card, is_identity_card
from zhupi.outline.building import build_outline
from zhupi.patterns import Regex


def words_found(check, text: str) -> list[str]:
    document = read(text.encode(), "a.txt")
    subject = Subject(document, build_outline(document))
    return [match.span.of(document.text) for match in check.find(subject)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("完成任务。\n7 m. y# L' b$ N$ R/ O& ~. n$ l\n落实。", 1),
        ("整改! G7 Y' I! S5 k@ q落实", 1),
        ("增长30%(29.69%)，同比 3.4% 5.4 个百分点", 0),
        ("文件 a/b, c/d, e/f, g/h", 0),
        ("网址https://example.org/a?b=1&c=2 和 x@y.cn", 0),
        ("- - - - - - - - - - -", 0),
    ],
)
def test_noise(text: str, found: int):
    assert len(words_found(CHECKS["noise"](), text)) == found


def test_check_digits():
    assert is_identity_card("11010519491231002X")
    assert not is_identity_card("110105194912310021")
    assert is_bank_card("6222021234567890128")
    assert not is_bank_card("6222021234567890129")


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("identity-card", "身份证号11010519491231002X。", ["11010519491231002X"]),
        ("identity-card", "合同编号110105194912310021。", []),
        ("identity-card", "流水号911010519491231002X9。", []),
        ("bank-card", "账号6222 0212 3456 7890 128，", ["6222 0212 3456 7890 128"]),
        ("bank-card", "单据6222021234567890129。", []),
    ],
)
def test_personal_numbers(kind: str, text: str, found: list[str]):
    assert words_found(CHECKS["personal-number"](kind), text) == found


def test_a_pattern_on_folded_text_reports_the_original():
    check = CHECKS["regex"](Regex("加微信[：:]"), fold=True)
    assert words_found(check, "报告。\n请➕薇❤：abc") == ["➕薇❤："]


def test_many_hits_are_told_once():
    check = CHECKS["regex"](Regex("××"), most=2)
    assert words_found(check, "××市××县") == ["××", "××"]
    assert words_found(check, "××市××县××乡") == ["××"]
