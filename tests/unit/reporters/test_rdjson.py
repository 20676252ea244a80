import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.reporters import positions
from tests.unit.reporters.reporting import (
    SCHEMAS,
    corrected,
    found,
    mixed,
    result,
    result_for,
    result_with,
    unreadable,
    written,
)
from zhupi import Safety

SCHEMA = json.loads((SCHEMAS / "rdjson.json").read_text())


def diagnostics(*results) -> list[dict]:
    data = json.loads(written("rdjson", results))
    jsonschema.validate(data, SCHEMA)
    assert data["source"] == {"name": "zhupi"}
    return data["diagnostics"]


def ends(range: dict) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = ((range[at]["line"], range[at]["column"]) for at in ("start", "end"))
    return start, end


def test_a_diagnostic_with_a_suggestion(ruleset):
    (diagnostic,) = diagnostics(result_for("很好𠮷。\n通过𠮷部暑工作。\n", "./报告.txt", ruleset))
    there = {"start": {"line": 2, "column": 11}, "end": {"line": 2, "column": 17}}
    assert diagnostic == {
        "message": "“部暑”应为“部署”",
        "location": {"path": "报告.txt", "range": there},
        "severity": "ERROR",
        "code": {"value": "typo/word"},
        "suggestions": [{"range": there, "text": "部署"}],
    }


def test_all_kinds_fit_the_schema():
    assert len(diagnostics(*mixed())) == 8
    assert diagnostics() == diagnostics(result()) == []


def test_the_schema_refuses_a_column_before_the_first():
    data = json.loads(written("rdjson", [result(found())]))
    data["diagnostics"][0]["location"]["range"]["start"]["column"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


def test_suggestions_are_such_as_can_be_made_alone():
    assert "suggestions" in diagnostics(result(corrected("部署"), format="markdown"))[0]
    for no in (
        result(corrected("部署"), format="docx"),
        result(corrected("部署", "淡薄")),
        result(corrected("部署", safety=Safety.SHOW)),
        result(found()),
    ):
        assert "suggestions" not in diagnostics(no)[0]


def test_an_unreadable_file_has_no_range():
    (diagnostic,) = diagnostics(unreadable())
    assert diagnostic["location"] == {"path": "坏.docx"} and diagnostic["severity"] == "ERROR"


def test_related_places_name_their_file():
    (related,) = (
        each["related_locations"] for each in diagnostics(*mixed()) if "related_locations" in each
    )
    first, second = (each["location"]["path"] for each in related)
    assert first == second == next(iter(mixed()[1:2])).path.encode("utf-8", "replace").decode()


@given(st.data(), positions.TEXTS)
def test_the_words_stand_where_it_says(data, text: str):
    raw = text.encode()
    spans = data.draw(st.lists(positions.spans(positions.with_plain_ends(text)), max_size=3))
    each = result_with(raw, "a.txt", spans)
    diagnostics = json.loads(written("rdjson", [each]))["diagnostics"]
    for diagnostic, located in zip(diagnostics, each.located, strict=True):
        there = positions.by_bytes(raw, *ends(diagnostic["location"]["range"]))
        assert positions.with_plain_ends(there) == located.quote
