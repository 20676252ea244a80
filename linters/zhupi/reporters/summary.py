"""Figures that several output formats give."""

from collections.abc import Iterable
from typing import NamedTuple

from zhupi.model.finding import Severity
from zhupi.model.fix import Safety
from zhupi.model.result import Located, Result


class Summary(NamedTuple):
    """How many files, findings of each severity, and findings with a safe fix.

    ``unreadable`` are the files that could not be checked; each has one error that says why.
    """

    files: int = 0
    error: int = 0
    warning: int = 0
    info: int = 0
    fixable: int = 0
    unreadable: int = 0

    def __add__(self, other: object) -> "Summary":
        """The figures of both."""
        if not isinstance(other, Summary):
            return NotImplemented
        return Summary(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def findings(self) -> int:
        """How many findings in all."""
        return self.error + self.warning + self.info


def summarise(results: Iterable[Result]) -> Summary:
    """The figures of several files."""
    return sum((summary_of(result) for result in results), Summary())


def summary_of(result: Result) -> Summary:
    """The figures of one file."""
    located = result.located
    return Summary(
        files=1,
        error=count(located, Severity.ERROR),
        warning=count(located, Severity.WARNING),
        info=count(located, Severity.INFO),
        fixable=sum(
            1 for each in located if each.correction and each.correction.safety is Safety.SAFE
        ),
        unreadable=int(not result.readable),
    )


def count(located: Iterable[Located], severity: Severity) -> int:
    """How many findings have that severity."""
    return sum(1 for each in located if each.finding.severity is severity)
