"""Texts with one error, and correct ones, by hands that had not seen the rules."""

import json

import pytest

from tests.conftest import DOCUMENTS
from zhupi import Severity, lint, read, select_rules

FOLDER = DOCUMENTS / "writing"
PACKS = ["punctuation", "number", "wording", "consistency"]
# What the sets are found by, all rules on; the second holds much that no rule looks for.
LEAST = {"first": 0.84, "second": 0.52}


def rows(name: str) -> list[dict]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", ["first", "second"])
def test_correct_texts_are_left_alone(name: str, ruleset):
    writing = select_rules(ruleset, PACKS, [])
    accused = [
        (row["text"], [finding.rule for finding in found])
        for row in rows(f"{name}-clean")
        if (found := lint(read(row["text"].encode(), "a.txt"), writing))
    ]
    assert accused == []


@pytest.mark.parametrize("name", ["first", "second"])
def test_errors_are_found_where_they_are(name: str, ruleset):
    errors = rows(f"{name}-errors")
    found = 0
    for row in errors:
        start, end = row["at"]
        places = [finding.span for finding in lint(read(row["text"].encode(), "a.txt"), ruleset)]
        found += any(place.start <= end and start <= place.end for place in places)
    assert found >= LEAST[name] * len(errors)


def test_no_rule_of_these_packs_is_an_error_without_reason(ruleset):
    """Only what a clause forbids outright, or the calendar, is an error."""
    errors = {
        rule.name
        for rule in ruleset.rules
        if rule.severity is Severity.ERROR and rule.name.partition("/")[0] in PACKS
    }
    assert all(rule.startswith(("punctuation/", "number/")) for rule in errors)
