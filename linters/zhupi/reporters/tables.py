"""The tables of an office: what stands in each column of reports, findings and rules."""

from collections import Counter
from collections.abc import Iterable, Iterator

from zhupi.lang import Lang, Text
from zhupi.model.finding import SEVERITY_NAMES, Severity
from zhupi.model.result import Located, Result
from zhupi.reporters.gaps import GAPS, by_gap
from zhupi.reporters.placing import section_of
from zhupi.reporters.style import Style
from zhupi.reporters.summary import summary_of
from zhupi.reporters.verdict import PASS, RETURN, REVISE, UNREADABLE, verdict_of
from zhupi.reporters.workbook import Column, Table, Value

_RED, _YELLOW, _GREEN, _BLUE, _GREY = "#F8CBAD", "#FFE699", "#C6E0B4", "#DDEBF7", "#D0CECE"
_FILE = Column(Text("文件", "file"), 28)
_MOST_IN_CELL = 12

REPORTS = Table(
    Text("汇总", "reports"),
    (
        _FILE,
        Column(Text("文种", "genre"), 12),
        Column(Text("字数", "characters"), 8),
        Column(Text("错误", "errors"), 7, fill=_RED),
        Column(Text("警告", "warnings"), 7, fill=_YELLOW),
        Column(Text("提示", "infos"), 7, fill=_BLUE),
        Column(
            Text("结论", "verdict"),
            10,
            {UNREADABLE: _GREY, RETURN: _RED, REVISE: _YELLOW, PASS: _GREEN},
        ),
        *(Column(gap.title, 24) for gap in GAPS),
        Column(Text("备注", "notes"), 20),
    ),
    frozen=1,
)
FINDINGS = Table(
    Text("问题清单", "findings"),
    (
        Column(Text("序号", "number"), 8),
        _FILE,
        Column(Text("行", "line"), 8),
        Column(Text("列", "column"), 8),
        Column(
            Text("级别", "severity"),
            8,
            {
                SEVERITY_NAMES[Severity.ERROR]: _RED,
                SEVERITY_NAMES[Severity.WARNING]: _YELLOW,
                SEVERITY_NAMES[Severity.INFO]: _BLUE,
            },
        ),
        Column(Text("规则", "rule"), 24),
        Column(Text("说明", "message"), 44),
        Column(Text("原文", "words"), 26),
        Column(Text("建议", "suggestion"), 18),
        Column(Text("所在部分", "section"), 30),
    ),
)
RULES = Table(
    Text("统计", "figures"),
    (
        Column(Text("规则", "rule"), 36),
        Column(Text("问题数", "findings"), 9),
        Column(Text("报告数", "reports"), 9),
        Column(Text("规则说明", "about"), 70),
    ),
)


def report_row(result: Result, lang: Lang) -> list[Value]:
    """A report, with what it lacks."""
    figures = summary_of(result)
    return [
        result.path,
        "、".join(result.genres),
        result.characters,
        figures.error,
        figures.warning,
        figures.info,
        verdict_of(result).say(lang),
        *(_listed(located, lang) for located in by_gap(result.located).values()),
        "\n".join(_notes(result)),
    ]


def _notes(result: Result) -> Iterator[str]:
    """What is to be said of a file: why it cannot be read, or what its reader should know."""
    if not result.readable:
        yield from (located.finding.message for located in result.located)
    yield from result.notes


def _listed(found: list[Located], lang: Lang) -> str:
    lines = [_short(located, lang) for located in found[:_MOST_IN_CELL]]
    left = len(found) - len(lines)
    if left:
        lines.append(Text(f"……另有 {left} 处", f"… {left} more").say(lang))
    return "\n".join(lines)


def _short(located: Located, lang: Lang) -> str:
    line, message = located.extent.start.line, located.finding.message
    return Text(f"第{line}行：{message}", f"line {line}: {message}").say(lang)


def finding_row(result: Result, located: Located, number: int, lang: Lang) -> list[Value]:
    """A finding with its place."""
    finding, start = located.finding, located.extent.start
    return [
        number,
        result.path,
        start.line,
        start.column,
        SEVERITY_NAMES[finding.severity].say(lang),
        finding.rule,
        finding.message,
        located.quote,
        _suggestion(located),
        section_of(located),
    ]


def _suggestion(located: Located) -> str:
    """What may stand there instead: what the rule suggests, or the new words of its correction."""
    if located.finding.suggestions:
        return " / ".join(located.finding.suggestions)
    replacements = located.correction.replacements if located.correction else ()
    return replacements[0].text if len(replacements) == 1 else ""


class RuleFigures:
    """How often each rule found something, and in how many reports."""

    def __init__(self) -> None:
        self._findings: Counter[str] = Counter()
        self._reports: Counter[str] = Counter()

    def add(self, result: Result) -> None:
        """Count a report in."""
        names = [located.finding.rule for located in result.located]
        self._findings.update(names)
        self._reports.update(set(names))

    def rows(self, style: Style) -> Iterable[list[Value]]:
        """A row a rule, the most frequent first."""
        for name, findings in sorted(self._findings.items(), key=lambda each: (-each[1], each[0])):
            rule = style.rules.get(name)
            about = rule.message.say(style.lang) if rule else ""
            yield [name, findings, self._reports[name], about]
