"""Damage done to clean reports is found at its place, whatever the file's format."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.conftest import DOCUMENTS
from tests.reports import as_docx, as_markdown
from zhupi import lint, locate, read

Lines = list[str]
GENRE = "genres/*"  # a report on party building has the rules of a work report under its own name


class Damage(NamedTuple):
    """What is done to a report, and what must be found in the line that starts with ``at``."""

    report: str
    name: str
    change: Callable[[Lines], Lines]
    rule: str
    at: str


def drop(first: int, last: int = 0) -> Callable[[Lines], Lines]:
    """Leave out lines, counted from 1."""
    return lambda lines: lines[: first - 1] + lines[(last or first) :]


def swap(a: int, b: int, c: int) -> Callable[[Lines], Lines]:
    """Put the lines b to c - 1 before the lines a to b - 1."""
    return lambda lines: (
        lines[: a - 1] + lines[b - 1 : c - 1] + lines[a - 1 : b - 1] + lines[c - 1 :]
    )


def write(number: int, old: str, new: str) -> Callable[[Lines], Lines]:
    """Write ``new`` for the first ``old`` in a line."""

    def change(lines: Lines) -> Lines:
        assert old in lines[number - 1]
        changed = lines[number - 1].replace(old, new, 1)
        return [*lines[: number - 1], changed, *lines[number:]]

    return change


def cut(number: int, start: str, end: str) -> Callable[[Lines], Lines]:
    """Leave out a line's words from ``start`` up to ``end``."""

    def change(lines: Lines) -> Lines:
        line = lines[number - 1]
        kept = line[: line.index(start)] + (line[line.index(end) :] if end else "")
        return [*lines[: number - 1], kept, *lines[number:]]

    return change


OFFICER, TOWN, BRANCH = "agriculture-officer", "town-party-secretary", "branch-secretary"
SCHOOL, WATER, TRANSPORT = "school-head", "water-company", "transport-bureau"

DAMAGES = [
    Damage(OFFICER, "problems dropped", drop(9, 14), f"{GENRE}/missing-section", "坚持把纪律"),
    Damage(OFFICER, "cause 2 dropped", cut(14, "二是群众", "三是担当"),
           f"{GENRE}/problem-without-cause", "二是调查研究"),
    Damage(OFFICER, "cause 3 dropped", cut(14, "三是担当", ""),
           f"{GENRE}/problem-without-cause", "三是改革创新"),
    Damage(OFFICER, "measure 2 dropped", drop(18), f"{GENRE}/problem-without-measure", "二是调查研究"),
    Damage(OFFICER, "measure 3 dropped", drop(19), f"{GENRE}/problem-without-measure", "三是改革创新"),
    Damage(OFFICER, "三是 → 四是", write(13, "三是", "四是"), "structure/series-number", "四是改革"),
    Damage(OFFICER, "二、 → 三、", write(9, "二、", "三、"), "structure/heading-number", "三、存在"),
    Damage(OFFICER, "sections swapped", swap(9, 15, 20), f"{GENRE}/section-order", "三、下一步"),
    Damage(OFFICER, "two of three items", drop(13), "structure/promised-count", "对照岗位"),
    Damage(OFFICER, "closing dropped", drop(20), f"{GENRE}/missing-closing", "三是在改革"),
    Damage(TOWN, "measures dropped", drop(23, 27), f"{GENRE}/missing-section", "（四）群众工作"),
    Damage(TOWN, "problems dropped", drop(13, 17), f"{GENRE}/missing-section", "健全“镇党委"),
    Damage(TOWN, "cause 3 dropped", drop(21), f"{GENRE}/problem-without-cause", "（三）队伍活力"),
    Damage(TOWN, "measure 1 dropped", drop(24), f"{GENRE}/problem-without-measure", "（一）理论武装"),
    Damage(TOWN, "（三） → （四）", write(26, "（三）", "（四）"),
           "structure/heading-number", "（四）在锻造"),
    Damage(TOWN, "（二） → （一）", write(15, "（二）", "（一）"),
           "structure/heading-number", "（一）支部建设"),
    Damage(TOWN, "sections swapped", swap(13, 23, 28), f"{GENRE}/section-order", "四、下一步"),
    Damage(TOWN, "（一）、", write(24, "（一）", "（一）、"), "structure/heading-mark", "（一）、"),
    Damage(BRANCH, "work dropped", drop(4, 8), f"{GENRE}/missing-section", "二、存在的问题"),
    Damage(BRANCH, "problems dropped", drop(9, 13), f"{GENRE}/missing-section", "（四）抓监督"),
    Damage(BRANCH, "measure 2 dropped", drop(17), f"{GENRE}/problem-without-measure", "2.组织生活"),
    Damage(BRANCH, "2. → 3.", write(12, "2.", "3."), "structure/heading-number", "3.组织生活"),
    Damage(SCHOOL, "measure 2 dropped", drop(20), f"{GENRE}/problem-without-measure", "第二，教学管理"),
    Damage(SCHOOL, "第三 → 第四", write(14, "第三，", "第四，"), "structure/series-number", "第四，家校"),
    Damage(SCHOOL, "四、 → 五、", write(17, "四、", "五、"), "structure/heading-number", "五、努力"),
    Damage(WATER, "measures dropped", drop(15, 22), f"{GENRE}/missing-section", "深入剖析"),
    Damage(WATER, "a cause dropped", cut(14, "一是思想认识", "二是"),
           "structure/series-number", "深入剖析"),
    Damage(WATER, "two of three measures", drop(21, 22), "structure/promised-count", "下一步，我将"),
    Damage(TRANSPORT, "cause 3 dropped", drop(23),
           f"{GENRE}/problem-without-cause", "三是日常监督"),
    Damage(TRANSPORT, "cause 3 dropped, count", drop(23), "structure/promised-count", "认真反思"),
    Damage(TRANSPORT, "measure 2 dropped", drop(28),
           f"{GENRE}/problem-without-measure", "二是责任压力"),
    Damage(TRANSPORT, "五个方面 → 六个方面", write(13, "五个方面", "六个方面"),
           "structure/promised-count", "对照全面"),
    Damage(TRANSPORT, "problems dropped", drop(11, 25), f"{GENRE}/missing-section", "本人始终"),
]  # fmt: skip


def damaged(damage: Damage) -> Lines:
    path = DOCUMENTS / "clean" / f"{damage.report}.txt"
    return damage.change(path.read_text().rstrip("\n").split("\n"))


def found(raw: bytes, name: str, ruleset) -> set[tuple[str, int]]:
    document = read(raw, name)
    return {
        (
            re.sub("^genres/[a-z-]+/", "genres/*/", finding.rule),
            locate(document, finding.span).start.line,
        )
        for finding in lint(document, ruleset)
    }


@pytest.mark.parametrize("format", ["text", "markdown", "docx"])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: f"{damage.report}: {damage.name}")
def test_damage_is_found(damage: Damage, format: str, ruleset):
    lines = damaged(damage)
    line = next(number for number, line in enumerate(lines, 1) if line.startswith(damage.at))
    if format == "text":
        places = found("\n".join(lines).encode(), "report.txt", ruleset)
    elif format == "docx":
        places = found(as_docx(lines), "report.docx", ruleset)
    else:
        text, line_of = as_markdown(lines)
        places, line = found(text.encode(), "report.md", ruleset), line_of[line]
    assert (damage.rule, line) in places


def test_a_count_alone_names_no_item(ruleset):
    """The causes share no words with the problems: which one is missing cannot be known."""
    text = (
        "2023年度述职报告\n一、履职情况\n完成任务。\n二、存在的问题及原因\n"
        "一是甲乙丙丁。二是戊己庚辛。三是壬癸子丑。\n原因是：一是春夏。二是秋冬。\n"
        "三、下一步打算\n一是天。二是地。三是人。"
    )
    document = read(text.encode(), "report.txt")
    (finding,) = [f for f in lint(document, ruleset) if "cause" in f.rule]
    assert "3个问题只有2条原因" in finding.message
    assert locate(document, finding.span).start.line == 6
    assert len(finding.related) == 3
