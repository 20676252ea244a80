"""``gitlab``: a Code Quality report, which GitLab shows in merge requests."""

import json
from collections.abc import Iterable, Iterator

from zhupi.model.finding import Severity
from zhupi.model.result import Located, Result
from zhupi.reporters.fingerprint import Fingerprints
from zhupi.reporters.placing import last_line, message_of, posix
from zhupi.reporters.style import Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_UNREADABLE = "critical"


def report(results: Iterable[Result], _style: Style) -> Iterator[str]:
    """One JSON array, a line a finding."""
    fingerprints = Fingerprints()
    before = "[\n"
    for result in results:
        for located in result.located:
            issue = _issue(result, located, fingerprints.of(result, located))
            yield before + json.dumps(issue, ensure_ascii=False)
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _issue(result: Result, located: Located, fingerprint: str) -> dict[str, object]:
    finding, extent = located.finding, located.extent
    return {
        "description": message_of(result, located),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity] if result.readable else _UNREADABLE,
        "location": {
            "path": posix(result.path),
            "lines": {"begin": extent.start.line, "end": last_line(extent)},
        },
    }
