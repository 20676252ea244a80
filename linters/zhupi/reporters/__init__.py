"""What was found, written out. One module an output format."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from zhupi.model.result import Result
from zhupi.reporters import (
    checkstyle,
    github,
    gitlab,
    html,
    json,
    junit,
    markdown,
    rdjson,
    sarif,
    text,
    xlsx,
)
from zhupi.reporters.style import Style

__all__ = ["REPORTERS", "OutputFormat", "Reporter", "Style"]


class Reporter(Protocol):
    """A pure function from results to what is printed, in pieces."""

    def __call__(self, results: Iterable[Result], style: Style, /) -> Iterator[str | bytes]:
        """The output; a reporter that can speaks as soon as a file is done."""
        ...


class OutputFormat(NamedTuple):
    """An output format, and what it needs.

    page: the text of each file
    rules: the rules, by which it says what they are about
    file: it is no text, and can only be written to a file
    """

    report: Reporter
    page: bool = False
    rules: bool = False
    file: bool = False


REPORTERS: dict[str, OutputFormat] = {
    "text": OutputFormat(text.report),
    "json": OutputFormat(json.report),
    "jsonl": OutputFormat(json.report_lines),
    "html": OutputFormat(html.report, page=True, rules=True),
    "github": OutputFormat(github.report),
    "gitlab": OutputFormat(gitlab.report),
    "sarif": OutputFormat(sarif.report, rules=True),
    "junit": OutputFormat(junit.report),
    "checkstyle": OutputFormat(checkstyle.report),
    "rdjson": OutputFormat(rdjson.report),
    "markdown": OutputFormat(markdown.report),
    "xlsx": OutputFormat(xlsx.report, rules=True, file=True),
}
