"""``copies``: a paragraph that another report has as well.

One document does not tell; who checks many compares them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.checks.base import Match, Subject


class Copies(NamedTuple):
    """No two reports that are checked together share a paragraph.

    at_least: shorter paragraphs are formulas that all reports share
    share: how much of their runs of characters two paragraphs share at least to be told of
    sure_share: from which share on it is no formula; what shares less is an info
    most_files: what more reports share comes from a template, or quotes a decision: an info
    """

    at_least: int = 60
    share: float = 0.6
    sure_share: float = 0.75
    most_files: int = 5

    @staticmethod
    def compares_documents() -> bool:
        """Whether the faults are seen only by those who look at many documents."""
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("place", "share")

    def find(self, _subject: Subject) -> Iterator[Match]:
        yield from ()
