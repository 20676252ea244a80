"""``text``: for people at a terminal, with the words, and carets under the right columns."""

from collections.abc import Iterator, Sequence

from zhupi.formats import locate
from zhupi.lang import Lang, Text
from zhupi.model.document import Document
from zhupi.model.finding import SEVERITY_NAMES, Finding, Severity
from zhupi.model.fix import Fix
from zhupi.model.report import FileReport
from zhupi.model.span import Span
from zhupi.model.width import char_width, display_width
from zhupi.model.wrapping import fit, wrap
from zhupi.reporters.style import Style
from zhupi.reporters.summary import section_path, summarise

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_PLAIN = "\x1b[0m"
_INDENT = "    "
_MOST_RELATED = 4
# What would move the cursor, or speak to the terminal.
_UNPRINTABLE = dict.fromkeys([*range(32), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029], " ")
_UNPRINTABLE[0xFFFC] = "□"


def report(reports: Sequence[FileReport], style: Style) -> str:
    """Every finding, then one line of figures."""
    lines = [
        line
        for each in reports
        for finding in each.findings
        for line in (*_finding(each, finding, style), "")
    ]
    return "\n".join([*lines, _summary(reports, style.lang), ""])


def _finding(report: FileReport, finding: Finding, style: Style) -> Iterator[str]:
    document = report.document
    start = locate(document, finding.span).start
    name = SEVERITY_NAMES[finding.severity].say(style.lang)
    if style.colour:
        name = f"{_COLOURS[finding.severity]}{name}{_PLAIN}"
    yield f"{document.path}:{start.line}:{start.column} {name} {finding.rule}"
    yield from wrap(finding.message, style.width, _INDENT)
    path = section_path(report, finding.span.start, style.lang)
    if path:
        yield _INDENT + fit(path, style.width - len(_INDENT))
    yield from _excerpt(document, finding.span, style.width - len(_INDENT))
    yield from _related(document, finding, style)
    yield from _correction(finding.fix, style)


def _excerpt(document: Document, span: Span, width: int) -> Iterator[str]:
    """The words around a finding in one line, and carets under them."""
    text = document.text
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.start)
    line_end = len(text) if line_end < 0 else line_end
    end = min(span.end, line_end)
    start = _reach(text, span.start, line_start, -1, width // 2)
    shown_end = _reach(text, start, line_end, 1, width - 4)
    head, tail = "…" * (start > line_start), "…" * (shown_end < line_end)
    shown = head + text[start:shown_end].translate(_UNPRINTABLE) + tail
    if not shown.strip():
        return
    offset = display_width(head + text[start : span.start].translate(_UNPRINTABLE))
    marked = display_width(text[span.start : min(end, shown_end)].translate(_UNPRINTABLE))
    yield _INDENT + shown
    yield _INDENT + " " * offset + "^" * max(1, marked)


def _reach(text: str, offset: int, limit: int, step: int, columns: int) -> int:
    """How far from an offset one can go, up to a limit, within so many columns."""
    while offset != limit:
        columns -= char_width(text[offset if step > 0 else offset - 1])
        if columns < 0:
            break
        offset += step
    return offset


def _related(document: Document, finding: Finding, style: Style) -> Iterator[str]:
    for related in finding.related[:_MOST_RELATED]:
        start = locate(document, related.span).start
        line = f"↳ {start.line}:{start.column} {related.message}"
        yield _INDENT + fit(line, style.width - len(_INDENT))
    left = len(finding.related) - _MOST_RELATED
    if left > 0:
        yield _INDENT + Text(f"↳ 另有{left}处", f"↳ {left} more").say(style.lang)


def _correction(fix: Fix | None, style: Style) -> Iterator[str]:
    if fix is None or len(fix.edits) != 1:
        return
    new = fix.edits[0].text
    if new:
        yield _INDENT + fit(Text(f"改为：{new}", f"write: {new}").say(style.lang), style.width)


def _summary(reports: Sequence[FileReport], lang: Lang) -> str:
    figures = summarise(reports)
    if not any((figures.error, figures.warning, figures.info)):
        zh = f"检查了 {figures.files} 个文件，没有发现问题。"
        return Text(zh, f"{figures.files} files checked, nothing found.").say(lang)
    return Text(
        f"检查了 {figures.files} 个文件：错误 {figures.error}，警告 {figures.warning}，"
        f"提示 {figures.info}；其中 {figures.fixable} 处有确定的改法。",
        f"{figures.files} files checked: {figures.error} errors, {figures.warning} warnings, "
        f"{figures.info} infos; {figures.fixable} with a certain fix.",
    ).say(lang)
