"""What was found in one file."""

from typing import NamedTuple

from zhupi.model.document import Document
from zhupi.model.finding import Finding
from zhupi.model.outline import Outline


class FileReport(NamedTuple):
    """A file's findings, with what a reporter needs to show where they are."""

    document: Document
    outline: Outline
    findings: tuple[Finding, ...]
