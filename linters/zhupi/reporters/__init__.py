"""What was found, written out. One module an output format."""

from collections.abc import Sequence
from typing import Protocol

from zhupi.model.report import FileReport
from zhupi.reporters import json, text
from zhupi.reporters.style import Style

__all__ = ["REPORTERS", "Reporter", "Style"]


class Reporter(Protocol):
    """A pure function from reports to what is printed."""

    def __call__(self, reports: Sequence[FileReport], style: Style) -> str:
        """The whole output, its last line end included."""
        ...


REPORTERS: dict[str, Reporter] = {"text": text.report, "json": json.report}
