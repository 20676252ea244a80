"""Checking what a client shows: the document, its findings, and where they stand for the client."""

from pathlib import Path
from typing import NamedTuple

from zhupi.checking.files import Checker
from zhupi.engine.discovery import Stamp
from zhupi.errors import UserError
from zhupi.formats import SUFFIXES, locate
from zhupi.formats.text_origin import origin_of
from zhupi.lsp.units import Ruler
from zhupi.model.document import Document
from zhupi.model.finding import Finding, Severity
from zhupi.model.outline import Outline
from zhupi.model.span import Span
from zhupi.rulepacks import Rule, Ruleset


class Checked(NamedTuple):
    """What was found in a text: the document with its outline, or why it could not be read.

    ``ruler`` measures what the lines of findings count: the file, of a Word file its text.
    ``broken`` says that a configuration or this program is at fault, not the file. ``stamp`` tells
    states of a file on the disk apart.
    """

    path: str
    ruler: Ruler
    document: Document | None = None
    outline: Outline | None = None
    findings: tuple[Finding, ...] = ()
    failure: str = ""
    ruleset: Ruleset = Ruleset(())
    broken: bool = False
    stamp: Stamp = None

    @property
    def rules(self) -> dict[str, Rule]:
        """The rules by which it was checked, by name."""
        return {rule.name: rule for rule in self.ruleset.rules}

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(1 for each in self.findings if each.severity is severity)

    def lines(self, span: Span) -> Span:
        """The offsets in the ruler's text of a span of the document."""
        assert self.document is not None
        location = locate(self.document, span)
        extent = self.ruler.range(location.start, location.end)
        return self.ruler.offsets(extent)


def is_document(path: str) -> bool:
    """Whether a file is one that can be checked."""
    return Path(path).suffix.lower() in SUFFIXES


def is_word(path: str) -> bool:
    """Whether a file is a Word file, which no client opens as a text."""
    return SUFFIXES.get(Path(path).suffix.lower()) == "docx"


def check_document(
    checker: Checker, path: str, raw: bytes, encoding: str, text: str | None = None
) -> Checked:
    """Check a file's bytes; ``text`` is what the client shows of them, where it shows anything."""
    ruler = Ruler(text or "", encoding)
    if text is not None and not text.strip():
        return Checked(path, ruler)  # nothing is written yet, which is no fault
    lang = checker.showing.lang
    try:
        plan = checker.planner.plan(Path(path))
        ruleset = checker.planner.ruleset(plan)
    except UserError as error:
        return Checked(path, ruler, failure=error.say(lang), broken=True)
    try:
        report = checker.report(path, raw, plan)
    except UserError as error:
        return Checked(path, ruler, failure=error.say(lang))
    document = report.document
    if text is None:
        ruler = Ruler(_measured(document), encoding)
    return Checked(path, ruler, document, report.outline, report.findings, ruleset=ruleset)


def _measured(document: Document) -> str:
    """The text in which the lines of findings are counted."""
    return document.text if document.format == "docx" else origin_of(document).decoded.text
