"""``xlsx``: a workbook for an office: a row a report, a row a finding, and figures of the rules."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import count

from zhupi.lang import Text
from zhupi.model.result import Result
from zhupi.reporters.style import Style
from zhupi.reporters.tables import FINDINGS, REPORTS, RULES, RuleFigures, finding_row, report_row
from zhupi.reporters.workbook import Formats, Sheet

_DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same input gives the same bytes, whenever."""


def report(results: Iterable[Result], style: Style) -> Iterator[bytes]:
    """One workbook."""
    from xlsxwriter import Workbook

    raw = BytesIO()
    book = Workbook(raw, {"in_memory": True})
    title = Text("朱批检查结果", "What zhupi found").say(style.lang)
    book.set_properties({"title": title, "created": _DATE})
    formats = Formats(book)
    reports, findings, rules = (
        Sheet(book, formats, table, style.lang) for table in (REPORTS, FINDINGS, RULES)
    )
    figures = RuleFigures()
    numbers = count(1)
    for result in results:
        reports.add(report_row(result, style.lang))
        for located in result.located:
            findings.add(finding_row(result, located, next(numbers), style.lang))
        figures.add(result)
    for row in figures.rows(style):
        rules.add(row)
    for sheet in (reports, findings, rules):
        sheet.close()
    book.close()
    yield raw.getvalue()
