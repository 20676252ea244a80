"""A third party's pack and kind of check: installed for real, and used like the bundled ones."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent / "plugin_example"


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> dict[str, str]:
    """The environment of an interpreter in which the plug-in is installed."""
    target = tmp_path_factory.mktemp("site")
    source = tmp_path_factory.mktemp("source") / "plugin"
    subprocess.run(["cp", "-r", EXAMPLE, source], check=True)
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--target", target, source], check=True, capture_output=True)
    return {**os.environ, "PYTHONPATH": str(target)}


def zhupi(installed: dict[str, str], *arguments: str, text: str = "") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "zhupi", *arguments],
        env=installed, input=text.encode(), capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_its_rules_are_listed_beside_the_bundled_ones(installed):
    names = {rule["name"] for rule in json.loads(zhupi(installed, "rules", "--format", "json")[1])}
    assert {"hospital/patient-name", "hospital/long-paragraph", "typo/word"} <= names


def test_its_examples_pass(installed):
    code, output, errors = zhupi(installed, "test", "hospital")
    assert (code, errors) == (0, "")
    assert "2 条规则" in output


def test_its_rules_run_and_can_be_selected(installed):
    arguments = ("check", "--stdin-filename", "a.txt", "--format", "json")
    text = "今天收治病号32名。\n"
    findings = json.loads(zhupi(installed, *arguments, text=text)[1])["findings"]
    assert [each["rule"] for each in findings] == ["hospital/patient-name"]
    assert zhupi(installed, *arguments, "--ignore", "hospital", text=text)[0] == 0


def test_without_it_its_rules_are_unknown():
    code, _, errors = zhupi(dict(os.environ), "explain", "hospital/patient-name")
    assert code == 2 and "hospital/patient-name" in errors
