"""``markdown``: a summary in GitHub's Markdown, as for ``$GITHUB_STEP_SUMMARY`` or a comment."""

from collections.abc import Iterable, Iterator

from zhupi.lang import Lang, Text
from zhupi.model.finding import SEVERITY_NAMES
from zhupi.model.result import Located, Result
from zhupi.reporters.markdown_text import cell, code
from zhupi.reporters.placing import posix, section_of
from zhupi.reporters.style import Style
from zhupi.reporters.summary import Summary, summary_of
from zhupi.reporters.verdict import verdict_of

_MOST_BYTES = 900_000
"""GitHub refuses a summary of more than 1 MiB."""

_TITLE = Text("朱批检查结果", "What zhupi found")
_FIGURES = (
    Text("文件", "files"),
    Text("错误", "errors"),
    Text("警告", "warnings"),
    Text("提示", "infos"),
    Text("有确定的改法", "with a certain fix"),
    Text("没能检查", "not checked"),
)
_COLUMNS = (
    Text("位置", "place"),
    Text("级别", "severity"),
    Text("规则", "rule"),
    Text("说明", "message"),
    Text("原文", "words"),
)
_LONGEST_MESSAGE = 400
_LONGEST_QUOTE = 60


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The figures, then each file that has findings; what would be too long is only counted."""
    figures, body = Summary(), _Body(_MOST_BYTES)
    for result in results:
        figures += summary_of(result)
        body.add(result, style.lang)
    yield f"# {_TITLE.say(style.lang)}\n\n"
    yield from _head(_FIGURES, style.lang)
    yield _row(map(str, figures))
    yield from body.parts
    yield _closing(figures, body.left_out, style.lang)


class _Body:
    """The tables of the files, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self.parts: list[str] = []
        self.left_out = 0
        self._bytes = most

    def add(self, result: Result, lang: Lang) -> None:
        """The table of a file, as far as it fits: once something did not, nothing more is taken."""
        if not result.located:
            return
        head = "".join([_heading(result, lang), *_head(_COLUMNS, lang)])
        for number, located in enumerate(result.located):
            if not self._take(("" if number else head) + _finding(located, lang)):
                self.left_out += len(result.located) - number
                return

    def _take(self, part: str) -> bool:
        size = len(part.encode("utf-8", "replace"))
        if self.left_out or size > self._bytes:
            return False
        self._bytes -= size
        self.parts.append(part)
        return True


def _heading(result: Result, lang: Lang) -> str:
    return f"\n## {cell(posix(result.path))} {verdict_of(result).say(lang)}\n\n"


def _finding(located: Located, lang: Lang) -> str:
    finding, start = located.finding, located.extent.start
    place = f"{start.line}:{start.column}"
    if located.where:
        place += f" {cell(_cut(section_of(located), _LONGEST_QUOTE))}"
    return _row(
        (
            place,
            SEVERITY_NAMES[finding.severity].say(lang),
            code(finding.rule),
            cell(_cut(finding.message, _LONGEST_MESSAGE)),
            code(_cut(located.quote, _LONGEST_QUOTE)),
        )
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _head(columns: Iterable[Text], lang: Lang) -> Iterator[str]:
    names = [column.say(lang) for column in columns]
    yield _row(names)
    yield _row("---" for _ in names)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _closing(figures: Summary, left_out: int, lang: Lang) -> str:
    if left_out:
        more = Text(
            f"另有 {left_out} 处问题没有列出。", f"{left_out} more findings are not listed."
        )
        return f"\n**{more.say(lang)}**\n"
    return "" if figures.findings else f"\n{Text('没有发现问题。', 'Nothing found.').say(lang)}\n"
