"""The progress bar: on a terminal, where it is in nobody's way, and nowhere else."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest


@pytest.fixture
def office(tmp_path: Path) -> Path:
    for number in range(12):
        (tmp_path / f"{number}.md").write_text(f"# 报告\n\n第{number}段，会议部署工作。\n" * 3000)
    return tmp_path


def on_a_terminal(office: Path, *arguments: str, stdout: bool) -> str:
    """What stands on a terminal that has stderr, and stdout as well if wanted."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    out = theirs if stdout else subprocess.DEVNULL
    command = [sys.executable, "-m", "zhupi", "check", ".", "--no-cache", "--jobs", "1", *arguments]
    process = subprocess.Popen(command, cwd=office, stdout=out, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while piece := os.read(ours, 4096):
            seen += piece
    except OSError:
        pass  # on Linux the end of a terminal is an error
    process.wait()
    os.close(ours)
    return seen.decode("utf-8", "replace")


def test_where_it_is_shown(office: Path):
    shown = on_a_terminal(office, "--format", "html=结果.html", stdout=True)
    assert "检查" in shown and "/12" in shown and "\r" in shown
    assert "/12" not in on_a_terminal(office, stdout=True)
    assert "/12" in on_a_terminal(office, stdout=False)


def test_it_is_not_in_a_pipe(office: Path):
    command = [sys.executable, "-m", "zhupi", "check", ".", "--format", "json", "--no-cache"]
    done = subprocess.run(command, cwd=office, capture_output=True, check=False)
    assert done.stderr == b""
