"""The report that the product was made for, where its text is at hand."""

import pytest

from tests.reports import as_docx, as_markdown
from zhupi import Document, Severity, lint, locate, read

WANTED = [
    (1, 18, 1, 25, "residue/title-label", "（1836字）"),
    (5, 187, 5, 201, "wording/fixed-phrase", "系列重要讲话重要指示批示精神"),
    (7, 296, 7, 309, "residue/paywall-tag", "##paidbegin##"),
    (9, 88, 9, 95, "wording/stale-event", "确保二十大期间"),
    (9, 116, 9, 127, "wording/stale-event", "迎接宣传贯彻党的二十大"),
    (13, 48, 13, 50, "typo/word", "部暑"),
    (14, 56, 14, 57, "wording/adverbial-de", "的"),
    (16, 170, 16, 172, "typo/word", "淡簿"),
    (20, 127, 20, 127, "genres/party-building-report/missing-closing", ""),
    (23, 1, 26, 85, "residue/ad-block", None),
    (29, 1, 29, 12, "residue/paywall-tag", "##paidend##"),
]


@pytest.fixture(scope="module")
def lines(shared) -> list[str]:
    return (shared / "seed" / "report.txt").read_text().rstrip("\n").split("\n")


def places(document: Document, ruleset) -> list[tuple]:
    rows = []
    for finding in lint(document, ruleset):
        location = locate(document, finding.span)
        quote = finding.span.of(document.text)
        rows.append((*location.start, *location.end, finding.rule, quote))
    return rows


def check(rows: list[tuple], wanted: list[tuple]):
    assert [row[:5] for row in rows] == [row[:5] for row in wanted]
    for row, want in zip(rows, wanted, strict=True):
        assert want[5] is None or row[5] == want[5]


def test_text(lines, ruleset):
    check(places(read("\n".join(lines).encode(), "report.txt"), ruleset), WANTED)


@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "automatic"])
def test_docx(lines, automatic, ruleset):
    check(places(read(as_docx(lines, automatic=automatic), "report.docx"), ruleset), WANTED)


def test_markdown(lines, ruleset):
    text, line_of = as_markdown(lines)
    document = read(text.encode(), "report.md")
    rules = [row[4] for row in places(document, ruleset)]
    assert rules == [row[4] for row in WANTED]
    typos = [row for row in places(document, ruleset) if row[4] == "typo/word"]
    assert [(row[0], row[1]) for row in typos] == [(line_of[13], 48), (line_of[16], 170)]


def test_the_advertisement_says_that_its_second_line_repeats_the_first(lines, ruleset):
    document = read("\n".join(lines).encode(), "report.txt")
    (block,) = [f for f in lint(document, ruleset) if f.rule == "residue/ad-block"]
    assert [locate(document, related.span).start.line for related in block.related] == [23, 24]


def test_the_tags_are_paired(lines, ruleset):
    document = read("\n".join(lines).encode(), "report.txt")
    tags = [f for f in lint(document, ruleset) if f.rule == "residue/paywall-tag"]
    assert [tag.related[0].span for tag in tags] == [tags[1].span, tags[0].span]


DAMAGES = {
    "second section dropped": (
        lambda lines: lines[:10] + lines[16:],
        ("genres/party-building-report/missing-section", 10),
    ),
    "cause dropped": (
        lambda lines: _cut(lines, 16, "二是落实要求", "三是机制"),
        ("genres/party-building-report/problem-without-cause", 14),
    ),
    "measure dropped": (
        lambda lines: lines[:18] + lines[19:],
        ("genres/party-building-report/problem-without-measure", 14),
    ),
    "item renumbered": (
        lambda lines: _replaced(lines, 15, "三是", "四是"),
        ("structure/series-number", 15),
    ),
    "heading renumbered": (
        lambda lines: _replaced(lines, 11, "二、", "三、"),
        ("structure/heading-number", 11),
    ),
    "sections swapped": (
        lambda lines: lines[:10] + lines[16:20] + lines[10:16] + lines[20:],
        ("genres/party-building-report/section-order", 11),
    ),
    "promise broken": (
        lambda lines: _replaced(lines, 12, "一些差距和不足", "四个方面的不足"),
        ("structure/promised-count", 12),
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_at_its_place(damage, lines, ruleset):
    change, wanted = DAMAGES[damage]
    rows = places(read("\n".join(change(lines)).encode(), "report.txt"), ruleset)
    assert wanted in [(row[4], row[0]) for row in rows]


def test_no_error_but_the_four_kinds(lines, ruleset):
    document = read("\n".join(lines).encode(), "report.txt")
    errors = {f.rule for f in lint(document, ruleset) if f.severity is Severity.ERROR}
    assert errors == {"residue/paywall-tag", "typo/word", "residue/ad-block"}


def _replaced(lines: list[str], number: int, old: str, new: str) -> list[str]:
    assert old in lines[number - 1]
    return [*lines[: number - 1], lines[number - 1].replace(old, new, 1), *lines[number:]]


def _cut(lines: list[str], number: int, start: str, end: str) -> list[str]:
    line = lines[number - 1]
    cut = line[: line.index(start)] + line[line.index(end) :]
    return [*lines[: number - 1], cut, *lines[number:]]
