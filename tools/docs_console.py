"""Run the commands that pages show with their output, and write the output into the pages.

    python tools/docs_console.py [--check] [PAGE…]

A fenced block ``console`` holds commands behind ``$`` and what they print. The blocks of a page run
one after another in an empty folder, in which ``examples`` is that of the repository; ``export``
holds for the rest of the page. ``<!-- file: NAME -->`` above a fenced block puts its text into a
file; one that is not shown stands within the comment, below the name. ``<!-- part -->`` above a
console block says that it shows a part of the output only; such a block is compared, not written.
``<!-- run: COMMAND -->`` is a command that is not shown, with the repository in ``$CHECKOUT``.
``<!-- source: PATH -->`` above a fenced block fills it with a file of the repository. ``pip``
installs into a folder of the page.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
_STEP = re.compile(
    r"^<!-- file: (?P<hidden>.+)\n(?P<inner>(?:.*\n)*?)-->$"
    r"|^<!-- run: (?P<run>.+) -->$"
    r"|^<!-- file: (?P<name>.+) -->\n+```\w*\n(?P<text>(?:.*\n)*?)```$"
    r"|^(?P<head><!-- source: (?P<source>.+) -->\n```\w*\n)(?:.*\n)*?```$"
    r"|^(?P<part><!-- part -->\n)?```console\n(?P<console>(?:.*\n)*?)```$",
    re.MULTILINE,
)
_COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)\n", re.MULTILINE)
_FILE_PERMISSIONS = 0o755


class Fault(NamedTuple):
    """A page that says something else than the program."""

    page: str
    shown: str
    printed: str


class _Place(NamedTuple):
    """Where the commands of a page run."""

    folder: Path
    environment: dict[str, str]


def pages() -> list[Path]:
    """The pages that show commands with their output."""
    every = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("rules/*.md"))
    return sorted(page for page in every if "```console\n" in page.read_text(encoding="utf-8"))


def renewed(page: str) -> tuple[str, list[str]]:
    """A page as it should be, and the blocks that show what is not printed, though only a part."""
    with tempfile.TemporaryDirectory() as folder:
        place = _prepared(Path(folder))
        missed: list[str] = []
        return _STEP.sub(lambda step: _taken(step, place, missed), page), missed


def faults(path: Path) -> Iterator[Fault]:
    """Where a page differs from what is printed."""
    old = path.read_text(encoding="utf-8")
    new, missed = renewed(old)
    name = path.relative_to(ROOT).as_posix()
    yield from (Fault(name, shown, "") for shown in missed)
    if new != old:
        yield Fault(name, old, new)


def _prepared(folder: Path) -> _Place:
    """A folder with the examples, and an environment in which this very zhupi is the command."""
    work, programs = folder / "work", folder / "bin"
    work.mkdir()
    programs.mkdir()
    shutil.copytree(ROOT / "examples", work / "examples")
    command = programs / "zhupi"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m zhupi "$@"\n')
    command.chmod(_FILE_PERMISSIONS)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ZHUPI_")}
    environment |= {
        "PATH": f"{programs}:{Path(sys.executable).parent}:{environment['PATH']}",
        "PYTHONPATH": f"{ROOT / 'linters'}:{folder / 'installed'}",
        "CHECKOUT": str(ROOT),
        "PIP_TARGET": str(folder / "installed"),
        "PIP_NO_BUILD_ISOLATION": "false",  # pip's word for true
        "PIP_NO_DEPS": "true",
        "PIP_NO_INDEX": "true",
        "PIP_DISABLE_PIP_VERSION_CHECK": "true",
        "PIP_ROOT_USER_ACTION": "ignore",
        "ZHUPI_CACHE_DIR": str(folder / "cache"),
        "COLUMNS": "80",
    }
    return _Place(work, environment)


def _taken(step: re.Match[str], place: _Place, missed: list[str]) -> str:
    """Do what a step says; the text that should stand in its place."""
    name = step["hidden"] or step["name"]
    if step["source"]:
        source = (ROOT / step["source"]).read_text(encoding="utf-8")
        return f"{step['head']}{source.rstrip()}\n```"
    if step["run"]:
        _printed(step["run"], place)
        return step[0]
    if name:
        file = place.folder / name.strip()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step["inner"] or step["text"], encoding="utf-8")
        return step[0]
    block = "".join(_answered(step["console"], place))
    if not step["part"]:
        return f"```console\n{block}```"
    shown = _COMMAND.sub("", step["console"])
    if shown.strip() not in block:
        missed.append(step["console"])
    return step[0]


def _answered(block: str, place: _Place) -> Iterator[str]:
    """The commands of a block, each with what it prints."""
    for command in _COMMAND.finditer(block):
        yield command[0]
        yield _printed(command[1], place)


def _printed(command: str, place: _Place) -> str:
    """What a command prints, on both streams; what it exports holds from now on."""
    if command.startswith("export "):
        name, _, value = command.removeprefix("export ").partition("=")
        place.environment[name] = _printed(f'printf %s "{value}"', place)
        return ""
    done = subprocess.run(
        ["sh", "-c", command], cwd=place.folder, env=place.environment, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.stdout.decode()


def main() -> int:
    """1 when ``--check`` finds a page that is not current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    parser.add_argument("pages", nargs="*", type=Path, help="default: all")
    options = parser.parse_args()
    wrong = False
    for path in options.pages or pages():
        for fault in faults(path.resolve()):
            wrong |= options.check or not fault.printed
            if fault.printed and not options.check:
                path.write_text(fault.printed, encoding="utf-8")
            print(f"{'not current' if options.check else 'mended'}: {fault.page}", file=sys.stderr)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
