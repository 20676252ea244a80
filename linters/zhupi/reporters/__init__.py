"""What was found, written out. One module an output format."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from zhupi.model.result import Result
from zhupi.reporters.style import Style
from zhupi.reporters.summary import Summary

__all__ = ["REPORTERS", "ByFile", "OutputFormat", "Reporter", "Style"]


class Reporter(Protocol):
    """A pure function from results to what is printed, in pieces."""

    def __call__(self, results: Iterable[Result], style: Style, /) -> Iterator[str | bytes]:
        """The output; a reporter that can speaks as soon as a file is done."""
        ...


class ByFile(Protocol):
    """A reporter that tells of each file by itself: a module, whose ``report`` does no more."""

    def of_file(self, result: Result, style: Style, /) -> str:
        """What it tells of a file, whatever the others are and whatever ``style.rules``."""
        ...

    def closing(self, figures: Summary, style: Style, /) -> str:
        """What it tells of all of them in the end."""
        ...


class OutputFormat(NamedTuple):
    """An output format, and what it needs.

    module: where its reporter is; it is imported when something is written
    function: the reporter's name there
    page: the text of each file
    rules: the rules, by which it says what they are about
    file: it is no text, and can only be written to a file
    each: it tells of each file by itself
    """

    module: str
    function: str = "report"
    page: bool = False
    rules: bool = False
    file: bool = False
    each: bool = False

    @property
    def report(self) -> Reporter:
        """The reporter."""
        reporter: Reporter = getattr(import_module(f"{__name__}.{self.module}"), self.function)
        return reporter

    @property
    def by_file(self) -> ByFile | None:
        """The reporter, where it tells of each file by itself."""
        if not self.each:
            return None
        by_file: ByFile = cast("ByFile", import_module(f"{__name__}.{self.module}"))
        return by_file


REPORTERS: dict[str, OutputFormat] = {
    "text": OutputFormat("text", each=True),
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
