"""Figures that every output format gives."""

from collections.abc import Sequence
from typing import NamedTuple

from zhupi.lang import Lang
from zhupi.model.document import STORY_NAMES
from zhupi.model.finding import Finding, Severity
from zhupi.model.fix import Safety
from zhupi.model.report import FileReport


class Summary(NamedTuple):
    """How many files, findings of each severity, and findings with a safe fix."""

    files: int
    error: int
    warning: int
    info: int
    fixable: int


def summarise(reports: Sequence[FileReport]) -> Summary:
    """The figures of several reports."""
    findings = [finding for report in reports for finding in report.findings]
    return Summary(
        files=len(reports),
        error=_count(findings, Severity.ERROR),
        warning=_count(findings, Severity.WARNING),
        info=_count(findings, Severity.INFO),
        fixable=sum(1 for each in findings if each.fix and each.fix.safety is Safety.SAFE),
    )


def section_path(report: FileReport, offset: int, lang: Lang = "zh") -> str:
    """The headings and the item under which a place stands, outermost first.

    What stands beside the body is called by its name: a header, a footnote.
    """
    text = report.document.text
    block = report.document.block_at(offset)
    if block and block.story != "body":
        return STORY_NAMES[block.story].say(lang)
    return " › ".join(span.of(text).strip() for span in report.outline.path(offset))


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(1 for finding in findings if finding.severity is severity)
