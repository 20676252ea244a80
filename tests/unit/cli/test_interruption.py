"""What ends the program from outside: Ctrl+C, SIGTERM, closed streams."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

LONG = "".join(
    f"第{n}段，今年以来我局认真贯彻落实会议精神，完成任务{n}项。\n" for n in range(60_000)
)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_it_soon_and_whole(end: signal.Signals, jobs: str, tmp_path: Path):
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(LONG)
    (tmp_path / "0.txt").write_text("召开会议部暑工作。\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "zhupi", "check", ".", "--format", "jsonl", "--jobs", jobs],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "ZHUPI_CACHE_DIR": str(tmp_path / ".cache")}, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert "部暑" in process.stdout.readline()  # now it is at the long ones
    time.sleep(0.3)
    # Ctrl+C reaches the whole group, a supervisor ends the first process.
    (os.killpg if end == signal.SIGINT else os.kill)(process.pid, end)
    # It comes to an end when all who could write are gone; the long ones would take minutes.
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (128 + end, "")
    with sqlite3.connect(tmp_path / ".cache" / "results.sqlite3") as database:
        assert database.execute("select count(*) from kept").fetchone() == (1,)


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_streams_may_be_closed(closed: str, folder: Path):
    line = f'exec "$0" -m zhupi check 坏.md --format text --format json=结果.json {closed}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert (folder / "结果.json").read_text().startswith("{")
