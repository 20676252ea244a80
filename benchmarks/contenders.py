"""Who runs in the race, and how: one command line each, as its documentation gives it."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.installing import Tool

Command = Callable[[Path, list[str]], list[str]]
"""The command of a tool, installed in this folder, for these files."""


class Contender(NamedTuple):
    """A name, a command, and the sets it runs on.

    ``primed``: it runs once before all rounds. ``codes`` are how it ends when all is well.
    """

    name: str
    tool: Tool
    command: Command
    sets: tuple[str, ...] = ("small", "reports", "10mb")
    primed: bool = False
    codes: tuple[int, ...] = (0, 1)  # 1: there are findings

    @property
    def bare(self) -> bool:
        """Whether it only starts an interpreter."""
        return not self.tool.package


BARE_PYTHON = "python -I -c pass"
BARE_NODE = "node -e 0"
LIMAE = "limae"
TEXTLINT = "textlint, 500 words"

# What the console script does, without its launcher: the interpreter itself is started.
_START = "from zhupi.cli import program; program()"


def _zhupi(*options: str) -> Command:
    command = [sys.executable, "-c", _START, "check", *options]
    return lambda _home, files: [*command, *files]


def _npm(program: str, *options: str) -> Command:
    return lambda home, files: [str(home / "node_modules/.bin" / program), *options, *files]


def _pip(program: str, *options: str) -> Command:
    return lambda home, files: [str(home / "bin" / program), *options, *files]


def _zhlint(home: Path, files: list[str]) -> list[str]:
    """Of several file names it reads the first only, so it is given a pattern."""
    found = files[0] if len(files) == 1 else f"{Path(files[0]).parent}/*.md"
    return [str(home / "node_modules/.bin/zhlint"), found]


def _textlint(home: Path, files: list[str]) -> list[str]:
    options = ["--rules-base-directory", str(home / "node_modules"), "--format", "json"]
    options += ["--config", str(home / "textlintrc.json")]
    return [str(home / "node_modules/.bin/textlint"), *options, *files]


def _driver(home: Path, files: list[str]) -> list[str]:
    return [str(home / "bin/python"), "-I", str(home / "autocorrect_driver.py"), *files]


def prepare(homes: Mapping[Tool, Path], words: Path) -> None:
    """Write what is not installed: textlint's dictionary, the program that calls autocorrect-py."""
    for tool, home in homes.items():
        if tool.name == "textlint":
            (home / "prh.yml").write_text(_prh(words), encoding="utf-8")
            rules = {"rules": {"prh": {"rulePaths": [str(home / "prh.yml")]}}}
            (home / "textlintrc.json").write_text(json.dumps(rules), encoding="utf-8")
        if tool.name == "autocorrect-py":
            (home / "autocorrect_driver.py").write_text(_AUTOCORRECT, encoding="utf-8")


def _prh(words: Path) -> str:
    lines = ["version: 1", "rules:"]
    for line in words.read_text(encoding="utf-8").splitlines():
        wrong, right = line.split("\t")
        lines += [f"  - expected: {right}", f"    pattern: {wrong}"]
    return "\n".join(lines) + "\n"


_AUTOCORRECT = """
import autocorrect_py, sys
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        text = file.read()
    for line in autocorrect_py.lint_for(text, name).lines:
        print(name, line.line, line.old, line.new)
"""

_HERE = Tool("zhupi", "here", "zhupi", "")
_PYTHON = Tool("python", "here", "", "")
NODE = Tool("node", "here", "", "")
_ZHUPI_SETS = ("small", "reports", "10mb", "1mb")

CONTENDERS = (
    Contender(BARE_PYTHON, _PYTHON, lambda *_: [sys.executable, "-I", "-c", "pass"], ("small",)),
    Contender(BARE_NODE, NODE, lambda *_: ["node", "-e", "0"], ("small",)),
    Contender(LIMAE, Tool("limae", "PyPI", "limae", "0.13.4"), _pip("limae")),
    Contender("zhupi", _HERE, _zhupi("--no-cache", "--jobs", "1"), (*_ZHUPI_SETS, "docx")),
    Contender(
        "zhupi, 2 processes", _HERE, _zhupi("--no-cache", "--jobs", "2"), ("reports", "docx")
    ),
    Contender(
        "zhupi --no-detector",
        _HERE,
        _zhupi("--no-cache", "--jobs", "1", "--no-detector"),
        (*_ZHUPI_SETS, "docx"),
    ),
    Contender(
        "zhupi --no-detector, 2 processes",
        _HERE,
        _zhupi("--no-cache", "--jobs", "2", "--no-detector"),
        ("reports", "docx"),
    ),
    Contender(
        "zhupi, nothing changed", _HERE, _zhupi("--jobs", "1"), ("reports", "docx"), primed=True
    ),
    Contender("typos", Tool("typos", "PyPI", "typos", "1.52.0"), _pip("typos"), codes=(0, 2)),
    Contender(
        "autocorrect-py",
        Tool("autocorrect-py", "PyPI", "autocorrect-py", "2.14.0"),
        _driver,
    ),
    Contender(
        "autocorrect-node",
        Tool("autocorrect-node", "npm", "autocorrect-node", "2.14.0"),
        _npm("autocorrect", "--lint", "--format", "json"),
    ),
    Contender(
        TEXTLINT,
        Tool("textlint", "npm", "textlint", "15.8.0", ("textlint-rule-prh@6.1.0",)),
        _textlint,
    ),
    Contender("zhlint", Tool("zhlint", "npm", "zhlint", "0.8.2"), _zhlint),
    Contender("lint-md", Tool("lint-md", "npm", "@lint-md/cli", "2.2.4"), _npm("lint-md")),
)
NODE_PEERS = ("autocorrect-node", TEXTLINT, "zhlint", "lint-md")
