"""Findings as diagnostics."""

from collections.abc import Iterable

from lsprotocol import types

from zhupi.formats import locate
from zhupi.lsp.checked import Checked
from zhupi.lsp.rule_files import Fault
from zhupi.lsp.units import Ruler
from zhupi.model.finding import Finding, Severity
from zhupi.model.span import Span

SOURCE = "zhupi"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_TO_DELETE = "residue/"


def diagnostics_of(checked: Checked, uri: str) -> list[types.Diagnostic]:
    """The findings of a document, or why it could not be checked."""
    if checked.failure:
        start = types.Position(0, 0)
        message = checked.failure.replace("\n  ", "\n")
        severity = types.DiagnosticSeverity.Error
        return [types.Diagnostic(types.Range(start, start), message, severity, source=SOURCE)]
    return [_diagnostic(checked, finding, uri) for finding in checked.findings]


def fault_diagnostics(faults: Iterable[Fault], ruler: Ruler) -> list[types.Diagnostic]:
    """What is wrong in a rule file, on whole lines."""
    return [
        types.Diagnostic(
            ruler.line(fault.line),
            fault.message,
            types.DiagnosticSeverity.Error,
            source=SOURCE,
        )
        for fault in faults
    ]


def range_of(checked: Checked, span: Span) -> types.Range:
    """Where a span of the document is for the client."""
    assert checked.document is not None
    location = locate(checked.document, span)
    return checked.ruler.range(location.start, location.end)


def _diagnostic(checked: Checked, finding: Finding, uri: str) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri, range_of(checked, each.span)), each.message
        )
        for each in finding.related
    ]
    return types.Diagnostic(
        range=range_of(checked, finding.span),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
        related_information=related or None,
        tags=_tags(finding),
    )


def _tags(finding: Finding) -> list[types.DiagnosticTag] | None:
    """Residue is shown faded: it is to go."""
    is_residue = finding.rule.startswith(_TO_DELETE) and not finding.span.empty
    return [types.DiagnosticTag.Unnecessary] if is_residue else None
