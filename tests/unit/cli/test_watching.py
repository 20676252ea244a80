"""``--watch`` notices what findings depend on, wherever it lies, and nothing of its own."""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.cli.running import zhupi

RULE = "check: literal\nwords: [{word}]\nmessage: 不写这个词\nseverity: error\nwhy: 不合体统\n"


class Watching:
    """A run that watches; what it prints is heard by a thread, so that silence can be told."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zhupi", "check", "--watch", *arguments], cwd=folder,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "ZHUPI_CACHE_DIR": str(folder / ".cache")},
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def hears(self, words: str) -> None:
        """Waits until a line has these words."""
        while words not in self.lines.get(timeout=20):
            pass

    def is_quiet(self) -> bool:
        """Whether nothing more is printed for a while."""
        while not self.lines.empty():
            self.lines.get()
        try:
            self.lines.get(timeout=2)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder of reports in a project, whose configuration extends one that lies elsewhere."""
    (tmp_path / "project" / "reports").mkdir(parents=True)
    (tmp_path / "project" / "reports" / "甲.md").write_text("# 报告\n\n年初会议布署工作。\n")
    (tmp_path / "base.toml").write_text("")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "pack.yaml").write_text("pack: house\ntitle: 本单位\n")
    (tmp_path / "house" / "a.yaml").write_text(RULE.format(word="丙丁"))
    (tmp_path / "project" / "zhupi.toml").write_text(
        'extends = "../base.toml"\nrules = ["../house"]\n'
    )
    return tmp_path


@pytest.fixture
def watching(project: Path) -> Iterator[Watching]:
    run = Watching(project / "project" / "reports", ".")
    yield run
    run.process.kill()
    run.process.wait()


def test_what_holds_for_the_files_is_watched_wherever_it_lies(project: Path, watching: Watching):
    watching.hears("布署")
    (project / "base.toml").write_text('ignore = ["typo"]\n')
    watching.hears("没有发现问题")
    (project / "house" / "a.yaml").write_text(RULE.format(word="年初"))
    watching.hears("不写这个词")
    (project / "house" / "b.yaml").write_text(RULE.format(word="会议"))
    watching.hears("house/b")
    (project / "project" / "zhupi.toml").write_text("")
    watching.hears("布署")
    (project / "project" / "zhupi-words.txt").write_text("布署\n")
    watching.hears("没有发现问题")
    assert watching.process.poll() is None


def test_a_broken_configuration_is_watched_until_it_is_mended(project: Path, watching: Watching):
    watching.hears("检查了")
    (project / "base.toml").write_text("ignroe = 1\n")
    assert watching.is_quiet()
    (project / "base.toml").write_text('ignore = ["typo"]\n')
    watching.hears("没有发现问题")


def test_its_own_outputs_do_not_set_it_off(project: Path):
    reports = project / "project" / "reports"
    run = Watching(reports, ".", "--format=text", "--format=markdown=总.md")
    try:
        run.hears("检查了 1 个文件")
        assert run.is_quiet()
        (reports / "甲.md").write_text("# 报告\n\n年初会议部署工作。\n")
        run.hears("检查了 1 个文件")
        assert (reports / "总.md").exists() and run.is_quiet()
    finally:
        run.process.kill()


@pytest.mark.parametrize(
    "arguments", [["-", "--stdin-filename", "a.md"], ["--stdin-filename=a.md"]]
)
def test_standard_input_cannot_be_watched(arguments: list[str], tmp_path: Path):
    code, _, errors = zhupi("check", "--watch", *arguments, cwd=tmp_path, stdin=b"x")
    assert code == 2 and "--watch" in errors


def test_a_folder_that_is_not_there_cannot_be_watched(tmp_path: Path):
    code, _, errors = zhupi("check", "--watch", "没有/甲.md", cwd=tmp_path)
    assert code == 2 and "没有/甲.md" in errors
