"""What a run goes by of each file, and what a format tells of it."""

from collections.abc import Callable
from typing import NamedTuple

from zhupi.model.result import Result
from zhupi.reporters.summary import Summary, summary_of
from zhupi.settings import Plan


class Outcome(NamedTuple):
    """A file that was checked, without its findings: figures, and the words for its reader.

    ``text`` is what a format tells of it. The other fields are as in ``Result``.
    """

    path: str
    figures: Summary
    characters: int = 0
    notes: tuple[str, ...] = ()
    used: tuple[int, ...] = ()
    failure: str = ""
    text: str = ""


def outcome_of(result: Result, text: str = "") -> Outcome:
    """A result in short."""
    return Outcome(
        result.path,
        summary_of(result),
        result.characters,
        result.notes,
        result.used,
        result.failure,
        text,
    )


class Telling(NamedTuple):
    """How a format tells of each file by itself, so that its words can be kept.

    key: all that they depend on besides the result, as values with the same ``repr`` for the same
    outcome: what is told of a result
    keeps: whether that holds in the next run as well, for files of a plan
    """

    key: tuple[object, ...]
    outcome: Callable[[Result], Outcome]
    keeps: Callable[[Plan], bool]
