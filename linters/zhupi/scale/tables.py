"""The two tables, as Parquet: a row a finding, and a row a file. See ``docs/scale.md``."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from zhupi.model.data import rebuild
from zhupi.model.result import Correction, Extent, Located, Result
from zhupi.reporters.summary import summary_of
from zhupi.scale.tally import Tally

_TALLY = b"zhupi.tally"
_PLACES = (("line", pa.int32()), ("column", pa.int32()), ("end_line", pa.int32()),
           ("end_column", pa.int32()))  # fmt: skip
_EDIT = pa.struct([*_PLACES, ("text", pa.string())])
_RELATED = pa.struct([("message", pa.string()), ("path", pa.string()), *_PLACES])

FINDINGS = pa.schema(
    [
        ("path", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("message", pa.string()),
        ("quote", pa.string()),
        *_PLACES,
        ("where", pa.string()),
        ("place", pa.string()),
        ("confidence", pa.float64()),
        ("suggestions", pa.list_(pa.string())),
        ("fix_safety", pa.string()),
        ("fix_edits", pa.list_(_EDIT)),
        ("related", pa.list_(_RELATED)),
    ]
)
FILES = pa.schema(
    [
        ("path", pa.string()),
        ("size", pa.int64()),
        ("sha256", pa.string()),
        ("format", pa.string()),
        ("characters", pa.int64()),
        ("genres", pa.list_(pa.string())),
        ("errors", pa.int32()),
        ("warnings", pa.int32()),
        ("infos", pa.int32()),
        ("notes", pa.list_(pa.string())),
        ("failure", pa.string()),
        ("failure_kind", pa.string()),
        ("seconds", pa.float64()),
    ]
)


class Checked(NamedTuple):
    """A file that was checked, or could not be: ``kind`` says what kept it from being.

    size: bytes; of one that was not read what the listing says
    sha256: of its bytes; empty where it was not read
    seconds: how long it took to check
    """

    result: Result
    tally: Tally
    size: int
    sha256: str = ""
    kind: str = ""
    seconds: float = 0.0


def finding_row(result: Result, located: Located) -> dict[str, object]:
    """A finding."""
    finding, correction = located.finding, located.correction
    return {
        "path": result.path,
        "rule": finding.rule,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "quote": located.quote,
        **_places(located.extent),
        "where": " › ".join(located.where),
        "place": json.dumps(located.place, ensure_ascii=False) if located.place else None,
        "confidence": finding.confidence,
        "suggestions": list(finding.suggestions),
        "fix_safety": correction.safety.name.lower() if correction else None,
        "fix_edits": _edits(correction) if correction else None,
        "related": [
            {"message": each.message, "path": each.path or None, **_places(each.extent)}
            for each in located.related
        ],
    }


def _edits(correction: Correction) -> list[dict[str, object]]:
    return [{**_places(each.extent), "text": each.text} for each in correction.replacements]


def _places(extent: Extent) -> dict[str, object]:
    return {
        "line": extent.start.line,
        "column": extent.start.column,
        "end_line": extent.end.line,
        "end_column": extent.end.column,
    }


def file_row(checked: Checked) -> dict[str, object]:
    """A file."""
    result, figures = checked.result, summary_of(checked.result)
    return {
        "path": result.path,
        "size": checked.size if checked.size >= 0 else None,
        "sha256": checked.sha256 or None,
        "format": result.format if result.readable else None,
        "characters": result.characters if result.readable else None,
        "genres": list(result.genres),
        "errors": figures.error,
        "warnings": figures.warning,
        "infos": figures.info,
        "notes": list(result.notes),
        "failure": result.located[0].finding.message if result.failure else None,
        "failure_kind": checked.kind or None,
        "seconds": checked.seconds,
    }


def written(rows: Sequence[Mapping[str, object]], schema: Any, tally: Tally, about: str) -> bytes:  # noqa: ANN401 (pyarrow has no types)
    """Rows as a Parquet file, whose footer holds figures and what the file was made by."""
    table = pa.Table.from_pylist([_clean(row) for row in rows], schema=schema)
    footer = {_TALLY: json.dumps(tally).encode(), b"zhupi.stamp": about.encode()}
    raw = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(footer), raw, compression="zstd")
    return raw.getvalue()


def tally_in(file: Any) -> Tally:  # noqa: ANN401
    """The figures in the footer of an open Parquet file; raises ValueError if there are none."""
    told = (pq.read_metadata(file).metadata or {}).get(_TALLY)
    if told is None:
        raise ValueError(f"no {_TALLY.decode()}")
    tally: Tally = rebuild(Tally, json.loads(told))
    return tally


def findings_table(all_checked: Iterable[Checked]) -> list[dict[str, object]]:
    """The rows of all findings."""
    return [
        finding_row(each.result, located) for each in all_checked for located in each.result.located
    ]


def _clean(value: Any) -> Any:  # noqa: ANN401
    """A value without halves of surrogate pairs, which are no characters: names may hold some."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {key: _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list) else value
