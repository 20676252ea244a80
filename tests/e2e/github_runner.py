"""Runs the shell steps of a composite action as a runner of GitHub does.

It gives each step its environment and the files for outputs and summary, and decides by ``if``. Steps
that use another action are noted, not run.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")  # what `shell: bash` means


class Ran(NamedTuple):
    """What a run of an action left: ``used`` holds the other actions and what they were given."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str
    used: dict[str, dict[str, str]]


class Runner:
    """A machine with a checkout. ``ready`` holds the outputs of steps that need not be run."""

    def __init__(self, workspace: Path, temp: Path, ready: Mapping[str, Mapping[str, str]]) -> None:
        self.workspace = workspace
        self.temp = temp
        self.ready = ready
        self.known = {"runner.temp": str(temp), "runner.os": "Linux"}
        self.known |= {"github.run_id": "7", "github.run_attempt": "1"}
        self.code = 0
        self.log = ""
        self.used: dict[str, dict[str, str]] = {}
        temp.mkdir(exist_ok=True)
        (temp / "summary").touch()

    def run(self, action: Mapping[str, Any], where: Path, given: Mapping[str, str]) -> Ran:
        """The steps of an action that stands in a folder, with what a workflow gives it."""
        assert given.keys() <= action["inputs"].keys(), "an input that the action does not have"
        self.known["github.action_path"] = str(where)
        for name, declared in action["inputs"].items():
            self.known[f"inputs.{name}"] = str(given.get(name, declared["default"]))
        for step in action["runs"]["steps"]:
            self._step(step)
        outputs = {name: self._say(each["value"]) for name, each in action["outputs"].items()}
        summary = (self.temp / "summary").read_text()
        return Ran(self.code, self.log, outputs, summary, self.used)

    def _step(self, step: Mapping[str, Any]) -> None:
        condition = step.get("if", "")
        if (self.code and "cancelled()" not in condition) or not self._holds(condition):
            return
        identity = step.get("id", "")
        if identity in self.ready:
            outputs = dict(self.ready[identity])
        elif "uses" in step:
            given = {name: self._say(str(value)) for name, value in step["with"].items()}
            self.used[step["uses"].partition("@")[0]] = given
            outputs = {}
        else:
            outputs = self._shell(step)
        self.known |= {f"steps.{identity}.outputs.{name}": value for name, value in outputs.items()}

    def _shell(self, step: Mapping[str, Any]) -> dict[str, str]:
        assert step["shell"] == "bash"
        written = self.temp / "output"
        written.write_text("")
        environment = {name: self._say(value) for name, value in step.get("env", {}).items()}
        files = {"GITHUB_OUTPUT": written, "GITHUB_STEP_SUMMARY": self.temp / "summary"}
        environment |= {name: str(path) for name, path in files.items()}
        environment["RUNNER_TEMP"] = str(self.temp)
        done = subprocess.run(
            [*_BASH, step["run"]],
            cwd=self.workspace,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        self.code = self.code or done.returncode
        self.log += done.stdout + done.stderr
        return dict(line.split("=", 1) for line in written.read_text().splitlines())

    def _say(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self._value(found[1].strip()), text)

    def _holds(self, condition: str) -> bool:
        inner = _EXPRESSION.sub(lambda found: found[1], condition)
        return all(self._term(term.strip()) for term in inner.split("&&") if term.strip())

    def _term(self, term: str) -> bool:
        if term == "!cancelled()":
            return True
        left, sign, right = re.split(r"\s*(==|!=)\s*", term)
        return (self._value(left) == self._value(right)) == (sign == "==")

    def _value(self, name: str) -> str:
        if name.startswith("'"):
            return name.strip("'")
        if name.startswith("steps."):  # a step that did not run has no outputs
            return self.known.get(name, "")
        return self.known[name]
