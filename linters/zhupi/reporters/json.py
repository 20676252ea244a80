"""``json`` and ``jsonl``: the contract with other programs; places as ``model.result`` has them."""

import json
from collections.abc import Iterable, Iterator

from zhupi.model.result import Correction, Extent, Located, Result
from zhupi.reporters.style import Style
from zhupi.reporters.summary import Summary, summary_of

VERSION = 1


def report(results: Iterable[Result], _style: Style) -> Iterator[str]:
    """One JSON object for all files."""
    figures, findings = Summary(), []
    for result in results:
        figures += summary_of(result)
        findings += [finding_data(result, located) for located in result.located]
    data = {"version": VERSION, "summary": figures._asdict(), "findings": findings}
    yield json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def report_lines(results: Iterable[Result], _style: Style) -> Iterator[str]:
    """A finding a line, as each file is done; nothing for a file without findings."""
    for result in results:
        for located in result.located:
            yield json.dumps(finding_data(result, located), ensure_ascii=False) + "\n"


def finding_data(result: Result, located: Located) -> dict[str, object]:
    """A finding as JSON has it."""
    finding = located.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "path": result.path,
        "quote": located.quote,
        **_places(located.extent),
        "where": " › ".join(located.where),
        "place": located.place,
        "related": [
            {"message": related.message, **_path(related.path), **_places(related.extent)}
            for related in located.related
        ],
        "fix": _fix(located.correction) if located.correction else None,
        "confidence": finding.confidence,
        "suggestions": list(finding.suggestions),
    }


def _fix(correction: Correction) -> dict[str, object]:
    return {
        "safety": correction.safety.name.lower(),
        "edits": [{**_places(each.extent), "text": each.text} for each in correction.replacements],
    }


def _path(path: str) -> dict[str, str]:
    return {"path": path} if path else {}


def _places(extent: Extent) -> dict[str, object]:
    return {"start": extent.start._asdict(), "end": extent.end._asdict()}
