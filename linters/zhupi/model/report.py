"""What was found in one file."""

from typing import NamedTuple

from zhupi.lang import Text
from zhupi.model.document import Document
from zhupi.model.finding import Finding
from zhupi.model.outline import Outline
from zhupi.model.span import Span


class FileReport(NamedTuple):
    """A file's findings, with what tells where they are.

    ``genres`` are the titles of its kinds, ``used`` the numbers of the suppressions needed,
    ``accepted`` where remarks accept what rules that compare documents will find.
    """

    document: Document
    outline: Outline
    findings: tuple[Finding, ...]
    genres: tuple[Text, ...] = ()
    used: tuple[int, ...] = ()
    accepted: tuple[tuple[str, Span], ...] = ()
