"""``zhupi check --profile``."""

import re
from pathlib import Path

import pytest

from tests.unit.cli.running import zhupi
from zhupi.clock import READING, STOPPED, Clock

REPORT = Path(__file__).parents[2] / "documents" / "faulty" / "report.md"


def test_each_moment_is_charged_to_a_stage():
    clock = Clock()
    sum(range(100_000))
    clock.lap("one")
    clock.lap(READING)
    clock.lap("one")
    assert clock.runs == {"one": 2, READING: 1}
    assert clock.spent["one"] > clock.spent[READING] >= 0
    STOPPED.lap("one")
    assert "one" not in STOPPED.spent


def _milliseconds(line: str) -> float:
    found = re.search(r"([\d.]+) ms", line)
    assert found, line
    return float(found.group(1))


def test_the_stages_add_up_and_the_findings_are_the_same():
    code, output, errors = zhupi("check", "--profile", REPORT)
    plain = zhupi("check", REPORT)
    assert (code, output) == plain[:2]
    lines = errors.splitlines()
    stages = [_milliseconds(line) for line in lines if line[0] != " " and " ms" in line]
    assert sum(stages[:-1]) == pytest.approx(stages[-1], abs=1)
    rules = next(index for index, line in enumerate(lines) if line.startswith("运行规则"))
    longest = [_milliseconds(line) for line in lines[rules + 1 :] if line.startswith("  ")]
    assert longest == sorted(longest, reverse=True) and len(longest) == 15
    assert "1 个文件" in lines[-1]


def test_it_speaks_english_and_of_standard_input():
    code, _, errors = zhupi(
        "check", "-", "--profile", "--stdin-filename", "a.md", "--lang", "en", stdin=b"\xe9\x83\xa8"
    )
    assert code == 0
    assert "loading rules" in errors and "1 file, 1 character" in errors


@pytest.mark.parametrize("other", [("--jobs", "2"), ("--watch",), ("--diff",)])
def test_it_is_about_one_process_and_one_look(other):
    code, _, errors = zhupi("check", REPORT, "--profile", *other)
    assert code == 2 and other[0] in errors
