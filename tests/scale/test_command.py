"""What the command line refuses, and what a cluster may be that cannot be used."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.scale.conftest import SOURCE, Shell, end, start_cluster
from zhupi.cli import main
from zhupi.scale import needs


def refusal(capsys, *arguments: str) -> str:
    """What is said of arguments that cannot be."""
    assert main(["check", *arguments, "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


@pytest.mark.parametrize(
    "option",
    [
        ["--fix"], ["--unsafe-fixes"], ["--no-track"], ["--diff"], ["--watch"], ["--copies"],
        ["--baseline", "b.json"], ["--stdin-filename", "a.txt"], ["--password-file", "p"],
        ["--no-cache"],
    ],
)  # fmt: skip
def test_what_makes_no_sense_on_a_cluster_is_refused(capsys, tmp_path, option):
    told = refusal(capsys, ".", "--scheduler", "local", "-o", str(tmp_path), *option)
    assert f"--scheduler: it cannot go together with {option[0]}" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--scheduler", "local"], "name the one folder"),
        (["--scheduler", "local", "--format", "json", "-o", "x"], "there is only parquet"),
        (["--scheduler", "local", "--format", "parquet=x", "-o", "y"], "name the one folder"),
        (["--scheduler", "remote", "-o", "x"], "no address of a scheduler"),
        (["--scheduler", "tcp://h:1", "--jobs", "2", "-o", "x"], "has the processes that it has"),
        (["-", "--scheduler", "local", "-o", "x"], "stdin"),
        (["--partition-files", "9"], "without --scheduler it does nothing"),
        (["--format", "parquet=x"], "add --scheduler local"),
        (["missing", "--scheduler", "local", "-o", "x"], "there is no such file or folder"),
        (["none", "--scheduler", "local", "-o", "x"], "there is nothing to check"),
        (["--select", "nonsense", "--scheduler", "local", "-o", "x"], "nonsense"),
        (["nosuch://x", "--scheduler", "local", "-o", "x"], "cannot open this address"),
        (["zip://a::file://b", "--scheduler", "local", "-o", "x"], "chained"),
    ],
)
def test_what_cannot_be_is_said_before_a_cluster_is_at_work(
    capsys, tmp_path, monkeypatch, arguments, told
):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("好的\n", encoding="utf-8")
    Path("none").mkdir()
    assert told in refusal(capsys, *arguments)
    assert sorted(Path().iterdir()) == [Path("a.txt"), Path("none")]


def test_without_the_extra_it_says_how_to_install_it(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(needs, "find_spec", lambda name: None if name == "dask" else object())
    told = refusal(capsys, ".", "--scheduler", "local", "-o", str(tmp_path))
    assert "(dask)" in told and "pip install 'zhupi[dask]'" in told


def test_a_plain_check_loads_nothing_of_it(tmp_path):
    (tmp_path / "a.txt").write_text("好的\n", encoding="utf-8")
    script = (
        "import sys; from zhupi.cli import main; main(['check', 'a.txt']);"
        "print([name for name in sys.modules if name.startswith("
        "('zhupi.scale', 'dask', 'distributed', 'fsspec', 'pyarrow'))], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert done.stderr.decode().strip() == "[]"


def test_a_scheduler_that_does_not_answer_is_said_within_seconds(capsys, tmp_path):
    (tmp_path / "a.txt").write_text("好的\n", encoding="utf-8")
    start = time.monotonic()
    told = refusal(
        capsys, str(tmp_path), "--scheduler", "tcp://127.0.0.1:1", "-o", str(tmp_path / "out")
    )
    assert "no answer from this scheduler" in told
    assert time.monotonic() - start < 20
    assert not (tmp_path / "out").exists()


def test_workers_with_another_version_are_refused(tmp_path):
    (tmp_path / "a.txt").write_text("好的\n", encoding="utf-8")
    other = tmp_path / "other" / "linters"
    shutil.copytree(SOURCE / "zhupi", other / "zhupi", ignore=shutil.ignore_patterns("__pycache__"))
    (other.parent / "rules").symlink_to(SOURCE.parent / "rules")
    (other / "zhupi" / "version.py").write_text('VERSION = "0.0.9"\n')
    process = start_cluster({**os.environ, "PYTHONPATH": str(other)}, workers=1)
    address = process.stdout.readline().decode().strip()
    shell = Shell({**os.environ, "PYTHONPATH": str(SOURCE)}, address)
    done = shell.check(tmp_path / "a.txt", "-o", tmp_path / "out")
    end(process)
    assert done.code == 2 and "a worker has zhupi 0.0.9, and here is" in done.err
    assert "Traceback" not in done.err
