"""Figures of many files: all that passes through the scheduler."""

from typing import NamedTuple

from zhupi.model.finding import Severity
from zhupi.model.result import Result
from zhupi.reporters.summary import Summary, summary_of


class Tally(NamedTuple):
    """Figures of files; ``reached`` are those whose own threshold is, ``again`` what to repeat."""

    summary: Summary = Summary()
    reached: int = 0
    again: int = 0

    def __add__(self, other: object) -> "Tally":
        """The figures of both."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(
            self.summary + other.summary, self.reached + other.reached, self.again + other.again
        )


class Outcome(NamedTuple):
    """What a task tells.

    parts: the names of the parts that it wrote
    failures: of some files why they could not be checked
    """

    tally: Tally
    parts: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def tally_of(result: Result, threshold: str, *, again: bool) -> Tally:
    """The figures of one file."""
    summary = summary_of(result)
    return Tally(summary, int(reaches(summary, threshold)), int(again))


def reaches(summary: Summary, threshold: str) -> bool:
    """Whether there is a finding as grave as that."""
    if threshold == "never":
        return False
    least = Severity[threshold.upper()]
    counts = (summary.info, summary.warning, summary.error)  # in the order of the severities
    return any(counts[least:])
