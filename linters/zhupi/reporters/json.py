"""``json``: the contract with other programs. Lines and columns as in ``formats.base.Location``."""

import json
from collections.abc import Sequence

from zhupi.formats import locate
from zhupi.lang import Lang
from zhupi.model.document import Document
from zhupi.model.finding import Finding
from zhupi.model.fix import Fix
from zhupi.model.report import FileReport
from zhupi.model.span import Span
from zhupi.reporters.style import Style
from zhupi.reporters.summary import section_path, summarise

VERSION = 1


def report(reports: Sequence[FileReport], style: Style) -> str:
    """One JSON object for all files."""
    data = {
        "version": VERSION,
        "summary": summarise(reports)._asdict(),
        "findings": [
            _finding(each, finding, style.lang) for each in reports for finding in each.findings
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _finding(report: FileReport, finding: Finding, lang: Lang) -> dict[str, object]:
    document = report.document
    place = locate(document, finding.span).place
    return {
        "rule": finding.rule,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "path": document.path,
        "quote": finding.span.of(document.text),
        **_extent(document, finding.span),
        "where": section_path(report, finding.span.start, lang),
        "place": dict(place) if place else None,
        "related": [
            {"message": related.message, **_extent(document, related.span)}
            for related in finding.related
        ],
        "fix": _fix(document, finding.fix) if finding.fix else None,
        "confidence": finding.confidence,
        "suggestions": list(finding.suggestions),
    }


def _fix(document: Document, fix: Fix) -> dict[str, object]:
    return {
        "safety": fix.safety.name.lower(),
        "edits": [{**_extent(document, edit.span), "text": edit.text} for edit in fix.edits],
    }


def _extent(document: Document, span: Span) -> dict[str, object]:
    location = locate(document, span)
    return {"start": location.start._asdict(), "end": location.end._asdict()}
