"""Installs other tools with npm and pip, each in the version that is named, into a cache folder."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".cache" / "peers"


class Tool(NamedTuple):
    """A tool; ``source`` is npm, PyPI or here. ``beside`` are further packages, NAME@VERSION."""

    name: str
    source: str
    package: str
    version: str
    beside: tuple[str, ...] = ()


def installed(tools: Iterable[Tool], into: Path) -> dict[Tool, Path]:
    """The tools that there are, with where they are; one that cannot be had is said on stderr."""
    into.mkdir(parents=True, exist_ok=True)
    (into / ".gitignore").write_text("*\n", encoding="utf-8")
    homes = {}
    for tool in tools:
        home = into / "venv" if tool.source == "PyPI" else into / f"{tool.name}-{tool.version}"
        stamp = into / f"{tool.name}-{tool.version}.installed"
        try:
            if tool.source != "here" and not stamp.exists():
                _install(tool, home)
                stamp.touch()
        except (OSError, subprocess.SubprocessError) as error:
            print(f"SKIPPED LOUDLY: {tool.package} {tool.version}: {_why(error)}", file=sys.stderr)
        else:
            homes[tool] = home
    return homes


def _install(tool: Tool, home: Path) -> None:
    if tool.source == "npm":
        npm = shutil.which("npm")
        if npm is None:
            raise OSError("there is no npm")
        home.mkdir(exist_ok=True)
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(home)]
        packages = [f"{tool.package}@{tool.version}", *tool.beside]
        commands = [[npm, "install", *options, *packages]]
    else:
        pip = [str(home / "bin/python"), "-m", "pip", "install", "-q"]
        commands = [[*pip, f"{tool.package}=={tool.version}"]]
        if not home.exists():
            commands.insert(0, [sys.executable, "-m", "venv", str(home)])
    for command in commands:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)


def _why(error: Exception) -> str:
    said = getattr(error, "stderr", None)
    return said.strip().split("\n")[-1] if isinstance(said, str) and said.strip() else str(error)
