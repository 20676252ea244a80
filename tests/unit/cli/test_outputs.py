"""Where results go: never over a document, into pipes as well, and no output loses another."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.reports import as_docx
from tests.unit.cli.running import zhupi
from zhupi.cli import outputs as module
from zhupi.cli.outputs import Output, write_outputs
from zhupi.engine.writing import write_file
from zhupi.errors import UserError


@pytest.mark.parametrize(
    "arguments",
    [
        ["坏.md", "-o", "坏.md"],
        ["坏.md", "-o", "./联.md"],
        ["联.md", "-o", "坏.md"],
        ["坏.md", "--diff", "-o", "坏.md"],
        [".", "--format", "html=报告.docx"],
        ["坏.md", "--format", "text", "--format", "html=报告.docx"],
        ["--stdin-filename", "坏.md", "-o", "坏.md"],
    ],
)
def test_a_document_is_never_overwritten(arguments: list[str], folder: Path):
    (folder / "报告.docx").write_bytes(as_docx(["会议部暑工作。"]))
    (folder / "联.md").symlink_to("坏.md")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    code, output, errors = zhupi("check", *arguments, cwd=folder, stdin="会议部暑。".encode())
    assert (code, output) == (2, "") and "不能用结果覆盖" in errors and "怎样改" in errors
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_outputs_of_a_run_are_no_documents_of_it(folder: Path):
    line = ("check", ".", "--format", "json", "--format", "markdown=深/总.md")
    (folder / "深").mkdir()
    for _ in range(2):  # the second finds the output of the first
        _, output, _ = zhupi(*line, cwd=folder)
        assert json.loads(output)["summary"]["files"] == 2
    _, output, _ = zhupi("check", ".", "--format", "json", cwd=folder)
    assert json.loads(output)["summary"]["files"] == 3


@pytest.mark.parametrize("where", ["没有/a.json", "好.txt/a.json", ".", "长" * 200 + ".json"])
def test_an_output_that_cannot_be_is_told_before_the_run(where: str, folder: Path):
    formats = ("--format=text", "--format=html=页.html", f"--format=json={where}")
    code, output, errors = zhupi("check", ".", *formats, cwd=folder)
    assert (code, output) == (2, "") and "写不了" in errors and not (folder / "页.html").exists()


def test_an_output_that_is_lost_loses_no_other(monkeypatch, tmp_path: Path, capsys):
    def write(output: str | bytes, name: str) -> None:
        if Path(name).name.startswith("lost"):
            raise UserError(name, module.Text("满了", "full"), module.Text("", ""))
        write_output(output, name)

    write_output = module.write_output
    monkeypatch.setattr(module, "write_output", write)
    files = [str(tmp_path / name) for name in ("lost.json", "a.json", "lost.xml", "b.xml")]
    outputs = [Output("json" if name.endswith("json") else "junit", name) for name in files]
    lost = write_outputs([Output("text", ""), *outputs], [], "zh", {})
    assert [error.where for error in lost] == [files[0], files[2]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.xml"]
    assert "检查了 0 个文件" in capsys.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_what_could_not_be_written_is_said_at_the_end(folder: Path):
    formats = ("--format=json=/dev/full", "--format=text", "--format=html=页.html")
    code, output, errors = zhupi("check", "好.txt", *formats, cwd=folder)
    assert code == 2 and "没有发现问题" in output and "/dev/full" in errors
    assert (folder / "页.html").exists()


def test_who_stops_reading_gets_the_files(folder: Path):
    line = '"$0" -m zhupi check . --format text --format json=结果.json | true'
    subprocess.run(["sh", "-c", line, sys.executable], cwd=folder, check=False)
    assert json.loads((folder / "结果.json").read_text())


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/dev/stderr"])
def test_what_is_open_is_written_to(name: str, folder: Path):
    code, output, errors = zhupi("check", "坏.md", "--format", "json", "-o", name, cwd=folder)
    assert code == 1 and json.loads(errors if name == "/dev/stderr" else output)["findings"]


def test_what_stands_before_in_an_open_file_stays(folder: Path):
    line = '{ echo 前; "$0" -m zhupi check 坏.md -o /dev/stdout; echo 后; } > 全.log'
    subprocess.run(["sh", "-c", line, sys.executable], cwd=folder, check=True)
    lines = (folder / "全.log").read_text().splitlines()
    assert lines[0] == "前" and "部暑" in "".join(lines) and lines[-1] == "后"


def test_a_named_pipe_is_written_to(folder: Path):
    os.mkfifo(folder / "管")
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append((folder / "管").read_text()))
    reader.start()
    assert zhupi("check", "坏.md", "--format", "json", "-o", "管", cwd=folder)[0] == 1
    reader.join(10)
    assert json.loads(heard[0])["findings"] and (folder / "管").is_fifo()


def test_a_link_to_a_file_stays_and_the_file_is_replaced_whole(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    target, link = tmp_path / "deep" / "a", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    reader = target.open()  # still reads the old one: the new one took its place
    write_file(link, b"new")
    assert link.is_symlink() and target.read_text() == "new" and reader.read() == "old"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "deep", "link"]
    reader.close()


def test_the_rules_of_all_files_are_told_of(folder: Path):
    (folder / "深").mkdir()
    (folder / "深" / "坏.md").write_text("# 报告\n\n召开会议部暑工作。\n")
    (folder / "zhupi.toml").write_text(
        '[[files]]\nmatch = ["/坏.md"]\nselect = ["structure"]\n'
        '[[files]]\nmatch = ["深/*"]\nselect = ["typo"]\n'
    )
    _, output, _ = zhupi("check", "坏.md", "深/坏.md", "--format", "sarif", cwd=folder)
    rules = json.loads(output)["runs"][0]["tool"]["driver"]["rules"]
    packs = {each["id"].partition("/")[0] for each in rules}
    (typo,) = [each for each in rules if each["id"] == "typo/word"]
    assert packs == {"structure", "typo"} and typo["help"]["text"] != "typo/word"
