"""Repositories of reports for the tests of hooks and of CI, and programs run in them."""

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path

from tests.reports import as_docx

GOOD = "# 报告\n\n认真贯彻落实会议精神。\n"
BAD = "# 报告\n\n召开会议部暑工作。\n"
GOOD_WORD = as_docx(["报告", "召开会议部署工作。"])
BAD_WORD = as_docx(["报告", "召开会议部暑工作。"])

Done = subprocess.CompletedProcess[str]


def run(
    *command: str | Path, cwd: Path, environment: Mapping[str, str] | None = None, stdin: str = ""
) -> Done:
    """A program and what it said."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | (environment or {}),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def git(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Done:
    """Git, as somebody who has a name."""
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    return run("git", *who, *arguments, cwd=folder, environment=environment)


def commit(folder: Path) -> str:
    """Commits all that is there; returns the name of the commit."""
    assert git(folder, "add", "-A").returncode == 0
    done = git(folder, "commit", "-qm", "报告", "--no-verify", "--allow-empty")
    assert done.returncode == 0, done.stderr
    return git(folder, "rev-parse", "HEAD").stdout.strip()


def repository(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A repository on the branch main with one commit of these files."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    write(folder, files)
    commit(folder)
    return folder


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes files, with the folders above them."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def virtual_environment(folder: Path) -> None:
    """One that also sees the packages of the running interpreter, but not its zhupi."""
    venv.create(folder, symlinks=True)
    [packages] = folder.glob("lib/python*/site-packages")
    # A .pth file inside a folder that a .pth file names is not read: an editable zhupi stays out.
    (packages / "running.pth").write_text(
        "\n".join(each for each in sys.path if "-packages" in each)
    )
