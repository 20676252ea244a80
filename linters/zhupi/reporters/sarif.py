"""``sarif``: SARIF 2.1.0, the OASIS standard for results of analyses; columns are code points."""

import json
from collections.abc import Iterable, Iterator, Mapping

from zhupi.model.fix import Safety
from zhupi.model.result import Correction, Extent, Located, RelatedPlace, Result
from zhupi.reporters.fingerprint import Fingerprints
from zhupi.reporters.placing import is_in_file, message_of, section_of, uri
from zhupi.reporters.sarif_rules import LEVELS, Catalogue
from zhupi.reporters.style import Style
from zhupi.version import VERSION

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """One log with one run, a line a finding."""
    catalogue, fingerprints = Catalogue(style), Fingerprints()
    found: list[str] = []
    notices: list[dict[str, object]] = []
    complete = True
    for result in results:
        complete = complete and result.readable
        notices += _notices(result)
        for located in result.located:
            fingerprint = fingerprints.of(result, located)
            found.append(_dumped(_result(result, located, catalogue, fingerprint)))
    invocation = {"executionSuccessful": complete, "toolExecutionNotifications": notices}
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{\n'
    for name, value in _about(catalogue, invocation, style).items():
        yield f'"{name}": {_dumped(value)},\n'
    yield '"results": [\n' + ",\n".join(found) + "\n]}]}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _about(
    catalogue: Catalogue, invocation: Mapping[str, object], style: Style
) -> dict[str, object]:
    """The run but for its results."""
    driver = {"name": "zhupi", "version": VERSION, "rules": catalogue.entries()}
    return {
        "tool": {"driver": driver},
        "language": _LANGUAGES[style.lang],
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
    }


def _notices(result: Result) -> Iterator[dict[str, object]]:
    """What is to be said of a file itself: why it cannot be read, what its reader should know."""
    locations = [{"physicalLocation": _file(result.path)}]
    for note in result.notes:
        yield {"level": "note", "message": {"text": note}, "locations": locations}
    if result.readable:
        return
    for located in result.located:
        message = {"text": located.finding.message}
        yield {"level": "error", "message": message, "locations": locations}


def _result(
    result: Result, located: Located, catalogue: Catalogue, fingerprint: str
) -> dict[str, object]:
    finding = located.finding
    data: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": catalogue.index(finding.rule, finding.severity),
        "level": LEVELS[finding.severity],
        "message": {"text": message_of(result, located)},
        "locations": [_location(result, located)],
        "partialFingerprints": {"wordsInFile/v1": fingerprint},
    }
    more: dict[str, object] = {
        "relatedLocations": [
            _related(result, related, number) for number, related in enumerate(located.related)
        ],
        "fixes": _fixes(result, located.correction),
        "properties": _properties(located),
    }
    return data | {name: value for name, value in more.items() if value}


def _properties(located: Located) -> dict[str, object]:
    finding = located.finding
    data = {
        "confidence": finding.confidence,
        "suggestions": list(finding.suggestions),
        "place": located.place,
    }
    return {name: value for name, value in data.items() if value not in (None, [])}


def _location(result: Result, located: Located) -> dict[str, object]:
    # GitHub wants a region also of what stands nowhere.
    region = _region(located.extent)
    if result.readable:
        region["snippet"] = {"text": located.quote}
    physical = {**_file(result.path), "region": region}
    location: dict[str, object] = {"physicalLocation": physical}
    if located.where:
        section = {"name": located.where[-1], "fullyQualifiedName": section_of(located)}
        location["logicalLocations"] = [{**section, "kind": "section"}]
    return location


def _related(result: Result, related: RelatedPlace, number: int) -> dict[str, object]:
    physical = {**_file(related.path or result.path), "region": _region(related.extent)}
    message = {"text": related.message}
    return {"id": number, "physicalLocation": physical, "message": message}


def _fixes(result: Result, correction: Correction | None) -> list[dict[str, object]]:
    """The correction, where its places are those of the file and no markup stands in them."""
    if correction is None or correction.safety is Safety.SHOW or not is_in_file(result):
        return []
    replacements = [
        {"deletedRegion": _region(each.extent), "insertedContent": {"text": each.text}}
        for each in correction.replacements
    ]
    change = {**_file(result.path), "replacements": replacements}
    safety = {"safety": correction.safety.name.lower()}
    return [{"artifactChanges": [change], "properties": safety}]


def _file(path: str) -> dict[str, object]:
    return {"artifactLocation": {"uri": uri(path)}}


def _region(extent: Extent) -> dict[str, object]:
    (line, column), (end_line, end_column) = extent.start, extent.end
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }
