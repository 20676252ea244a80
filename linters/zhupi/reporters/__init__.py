"""What was found, written out. One module an output format."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple, Protocol

from zhupi.model.result import Result
from zhupi.reporters.style import Style

__all__ = ["REPORTERS", "OutputFormat", "Reporter", "Style"]


class Reporter(Protocol):
    """A pure function from results to what is printed, in pieces."""

    def __call__(self, results: Iterable[Result], style: Style, /) -> Iterator[str | bytes]:
        """The output; a reporter that can speaks as soon as a file is done."""
        ...


class OutputFormat(NamedTuple):
    """An output format, and what it needs.

    module: where its reporter is; it is imported when something is written
    function: the reporter's name there
    page: the text of each file
    rules: the rules, by which it says what they are about
    file: it is no text, and can only be written to a file
    """

    module: str
    function: str = "report"
    page: bool = False
    rules: bool = False
    file: bool = False

    @property
    def report(self) -> Reporter:
        """The reporter."""
        reporter: Reporter = getattr(import_module(f"{__name__}.{self.module}"), self.function)
        return reporter


REPORTERS: dict[str, OutputFormat] = {
    "text": OutputFormat("text"),
    "json": OutputFormat("json"),
    "jsonl": OutputFormat("json", "report_lines"),
    "html": OutputFormat("html", page=True, rules=True),
    "github": OutputFormat("github"),
    "gitlab": OutputFormat("gitlab"),
    "sarif": OutputFormat("sarif", rules=True),
    "junit": OutputFormat("junit"),
    "checkstyle": OutputFormat("checkstyle"),
    "rdjson": OutputFormat("rdjson"),
    "markdown": OutputFormat("markdown"),
    "xlsx": OutputFormat("xlsx", rules=True, file=True),
}
