"""``text``: for people at a terminal, with the words, and carets under the right columns."""

from collections.abc import Iterable, Iterator

from zhupi.lang import Lang, Text, counted
from zhupi.model.finding import SEVERITY_NAMES, Severity
from zhupi.model.result import Correction, Excerpt, Located, Result
from zhupi.model.width import char_width, display_width
from zhupi.model.wrapping import fit, wrap
from zhupi.reporters.style import Style
from zhupi.reporters.summary import Summary, summary_of

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_PLAIN = "\x1b[0m"
_INDENT = "    "
_MOST_RELATED = 4
# What would move the cursor, or speak to the terminal.
_UNPRINTABLE = dict.fromkeys([*range(32), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029], " ")
_UNPRINTABLE[0xFFFC] = "□"


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """Every finding as each file is done, then one line of figures."""
    figures = Summary()
    for result in results:
        figures += summary_of(result)
        yield of_file(result, style)
    yield closing(figures, style)


def of_file(result: Result, style: Style) -> str:
    """Every finding of a file."""
    located = result.located if result.readable else ()  # stderr says why not
    return "".join("\n".join([*_finding(result, each, style), "", ""]) for each in located)


def closing(figures: Summary, style: Style) -> str:
    """The line of figures."""
    return summary_line(figures, style.lang) + "\n"


def _finding(result: Result, located: Located, style: Style) -> Iterator[str]:
    finding, start = located.finding, located.extent.start
    name = SEVERITY_NAMES[finding.severity].say(style.lang)
    if style.colour:
        name = f"{_COLOURS[finding.severity]}{name}{_PLAIN}"
    yield f"{result.path}:{start.line}:{start.column} {name} {finding.rule}"
    yield from wrap(finding.message, style.width, _INDENT)
    if located.where:
        yield _INDENT + fit(" › ".join(located.where), style.width - len(_INDENT))
    yield from _excerpt(located.excerpt, style.width - len(_INDENT))
    yield from _related(located, style)
    yield from _correction(located.correction, style)


def _excerpt(excerpt: Excerpt, width: int) -> Iterator[str]:
    """The words around a finding in one line, and carets under them."""
    text = excerpt.text
    start = _reach(text, excerpt.start, 0, -1, width // 2)
    end = _reach(text, start, len(text), 1, width - 4)
    head, tail = "…" * (excerpt.head or start > 0), "…" * (excerpt.tail or end < len(text))
    shown = head + text[start:end].translate(_UNPRINTABLE) + tail
    if not shown.strip():
        return
    offset = display_width(head + text[start : excerpt.start].translate(_UNPRINTABLE))
    marked = display_width(text[excerpt.start : min(excerpt.end, end)].translate(_UNPRINTABLE))
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


def _related(located: Located, style: Style) -> Iterator[str]:
    for related in located.related[:_MOST_RELATED]:
        start = related.extent.start
        file = f"{related.path}:" if related.path else ""
        line = f"↳ {file}{start.line}:{start.column} {related.message}"
        yield _INDENT + fit(line, style.width - len(_INDENT))
    left = len(located.related) - _MOST_RELATED
    if left > 0:
        yield _INDENT + Text(f"↳ 另有{left}处", f"↳ {left} more").say(style.lang)


def _correction(correction: Correction | None, style: Style) -> Iterator[str]:
    if correction is None or len(correction.replacements) != 1:
        return
    new = correction.replacements[0].text
    if new:
        yield _INDENT + fit(Text(f"改为：{new}", f"write: {new}").say(style.lang), style.width)


def summary_line(figures: Summary, lang: Lang) -> str:
    """The figures in a sentence or two."""
    checked = figures.files - figures.unreadable
    error = figures.error - figures.unreadable
    zh, en = f"检查了 {checked} 个文件", f"{counted(checked, 'file')} checked"
    if error or figures.warning or figures.info:
        zh += (
            f"：错误 {error}，警告 {figures.warning}，"
            f"提示 {figures.info}；其中 {figures.fixable} 处有确定的改法。"
        )
        en += (
            f": {counted(error, 'error')}, {counted(figures.warning, 'warning')}, "
            f"{counted(figures.info, 'info')}; {figures.fixable:,} with a certain fix."
        )
    else:
        zh, en = f"{zh}，没有发现问题。", f"{en}, nothing found."
    if figures.unreadable:
        zh += f"另有 {figures.unreadable} 个没能检查。"
        en += f" {figures.unreadable} could not be checked."
    return Text(zh, en).say(lang)
