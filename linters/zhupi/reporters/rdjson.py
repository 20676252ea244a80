"""``rdjson``: the diagnostic format of reviewdog, which writes review comments on many servers.

Its columns are bytes of UTF-8, from 1; the end is behind the last byte.
"""

import json
from collections.abc import Iterable, Iterator

from zhupi.model.finding import Severity
from zhupi.model.fix import Safety
from zhupi.model.result import Correction, Extent, Located, RelatedPlace, Result
from zhupi.reporters.placing import is_in_file, message_of, posix
from zhupi.reporters.style import Style

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def report(results: Iterable[Result], _style: Style) -> Iterator[str]:
    """One JSON object, a line a finding."""
    before = '{"source": {"name": "zhupi"}, "diagnostics": ['
    for result in results:
        for located in result.located:
            yield f"{before}\n{json.dumps(_diagnostic(result, located), ensure_ascii=False)}"
            before = ","
    yield "\n]}\n" if before == "," else f"{before}]}}\n"


def _diagnostic(result: Result, located: Located) -> dict[str, object]:
    finding = located.finding
    whole: dict[str, object] = {"path": posix(result.path)}
    data = {
        "message": message_of(result, located),
        "location": _location(result.path, located.extent) if result.readable else whole,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    more = {
        "suggestions": _suggestions(result, located.correction),
        "related_locations": [_related(result, related) for related in located.related],
    }
    return data | {name: values for name, values in more.items() if values}


def _suggestions(result: Result, correction: Correction | None) -> list[dict[str, object]]:
    """The correction, where it is one edit: each suggestion is offered alone."""
    if correction is None or correction.safety is Safety.SHOW or not is_in_file(result):
        return []
    if len(correction.replacements) != 1:
        return []
    (replacement,) = correction.replacements
    return [{"range": _range(replacement.extent), "text": replacement.text}]


def _related(result: Result, related: RelatedPlace) -> dict[str, object]:
    location = _location(related.path or result.path, related.extent)
    return {"message": related.message, "location": location}


def _location(path: str, extent: Extent) -> dict[str, object]:
    return {"path": posix(path), "range": _range(extent)}


def _range(extent: Extent) -> dict[str, object]:
    start, end = extent.byte_columns
    return {
        "start": {"line": extent.start.line, "column": start},
        "end": {"line": extent.end.line, "column": end},
    }
