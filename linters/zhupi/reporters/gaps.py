"""What a report lacks, in the columns of an office's table.

A rule belongs to the first column whose pattern its name has; what belongs to none is counted with
its severity only.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from zhupi.lang import Text
from zhupi.model.result import Located


class Gap(NamedTuple):
    """A column: its name, its heading, and the names of the rules whose findings it shows."""

    name: str
    title: Text
    rules: re.Pattern[str]


def _gap(name: str, zh: str, en: str, rules: str) -> Gap:
    return Gap(name, Text(zh, en), re.compile(rules))


GAPS = (
    _gap("section", "缺少部分", "missing parts", r"genres/.*/missing-section|structure/empty-.*"),
    _gap("cause", "缺少原因", "missing causes", r"genres/.*/(?:problem-without|fewer)-causes?"),
    _gap(
        "measure",
        "缺少措施",
        "missing measures",
        r"genres/.*/(?:problem-without|fewer)-(?:measure|suggestion|status)s?",
    ),
    _gap("formality", "格式要素", "formalities", r"genres/.*/(?:missing|wrong|addressee)-.*"),
    _gap("residue", "残留", "residue", r"residue/.*"),
    _gap("typo", "错别字", "typos", r"(?:typo|words|script)/.*"),
    _gap("numbering", "结构和序号", "structure and numbers", r"(?:structure|genres)/.*"),
    _gap("language", "标点、数字、用语", "punctuation, numbers, wording",
         r"(?:punctuation|number|wording|consistency)/.*"),
    _gap("copy", "雷同段落", "shared paragraphs", r"copies/.*"),
)  # fmt: skip


def gap_of(rule: str) -> Gap | None:
    """The column of a rule; None for one of a third party."""
    return next((gap for gap in GAPS if gap.rules.fullmatch(rule)), None)


def by_gap(located: Iterable[Located]) -> dict[str, list[Located]]:
    """The findings of each column, by its name; every column is there."""
    columns: dict[str, list[Located]] = {gap.name: [] for gap in GAPS}
    for each in located:
        gap = gap_of(each.finding.rule)
        if gap:
            columns[gap.name].append(each)
    return columns
