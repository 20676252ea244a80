import json

import jsonschema
import pytest

from tests.unit.reporters.reporting import (
    SCHEMAS,
    extent,
    found,
    mixed,
    result,
    result_for,
    unreadable,
    written,
)
from zhupi.model.finding import Severity

SCHEMA = json.loads((SCHEMAS / "gitlab.json").read_text())


def issues(*results) -> list[dict]:
    data = json.loads(written("gitlab", results))
    jsonschema.validate(data, SCHEMA)
    return data


def test_an_issue():
    (issue,) = issues(result(found(), path="./子/报告.txt"))
    assert len(issue.pop("fingerprint")) == 64
    assert issue == {
        "description": "“部暑”应为“部署”",
        "check_name": "typo/word",
        "severity": "major",
        "location": {"path": "子/报告.txt", "lines": {"begin": 3, "end": 3}},
    }


def test_all_kinds_fit_the_schema():
    assert len(issues(*mixed())) == 8
    assert issues() == issues(result()) == []


def test_the_schema_refuses_what_gitlab_would():
    issue = issues(result(found()))[0]
    for spoilt in ({**issue, "severity": "warning"}, {**issue, "location": {"path": "./a"}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([spoilt], SCHEMA)


def test_severities():
    severities = [found(severity=each) for each in Severity]
    names = [issue["severity"] for issue in issues(result(*severities), unreadable())]
    assert names == ["info", "minor", "major", "critical"]


def test_the_last_line_is_one_of_it():
    (issue,) = issues(result(found(extent=extent(2, 1, 4, 1))))
    assert issue["location"]["lines"] == {"begin": 2, "end": 3}


def test_fingerprints_are_unique():
    results = [*mixed(), result(found(), found(), found(quote="x"), path="b.txt")]
    prints = [issue["fingerprint"] for issue in issues(*results)]
    assert len(set(prints)) == len(prints)


def test_fingerprints_stay_when_lines_move_and_when_other_findings_go(ruleset):
    text = "报告\n\n一、部暑工作。\n二、部暑工作，布署。\n"

    def prints(source: str, rule: str) -> list[str]:
        found = issues(result_for(source, "报告.txt", ruleset))
        return [each["fingerprint"] for each in found if each["check_name"] == rule]

    before = prints(text, "typo/word")
    assert len(before) >= 2
    assert prints("新的一行\n\n" + text.replace("二、", "二、再说："), "typo/word") == before
    assert prints(text.replace("一、部暑", "一、部署"), "typo/word")[0] == before[0]
    assert prints(text.replace("部暑", "淡簿"), "typo/word")[0] not in before
