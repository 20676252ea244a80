"""Several formats at once, many files, the cache, and what happens when somebody kills it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.reports import as_docx
from tests.unit.cli.running import zhupi
from zhupi.reporters import REPORTERS

TEXTS = [name for name, each in REPORTERS.items() if not each.file]


def test_several_formats_at_once(folder: Path):
    files = [f"--format={name}=结果 {name}" for name in REPORTERS]
    code, output, _ = zhupi("check", ".", "--format", "text", *files, cwd=folder)
    assert code == 1 and "typo/word" in output
    for name in REPORTERS:
        raw = (folder / f"结果 {name}").read_bytes()
        assert "部暑".encode() in raw or name == "xlsx"
    assert json.loads((folder / "结果 json").read_text())["summary"]["files"] == 2


@pytest.mark.parametrize("name", TEXTS)
def test_the_exit_code_is_the_same_in_every_format(name: str, folder: Path):
    assert zhupi("check", ".", "--format", name, cwd=folder)[0] == 1
    assert zhupi("check", ".", "--format", name, "--fail-on", "never", cwd=folder)[0] == 0
    assert zhupi("check", "好.txt", "--format", name, cwd=folder)[0] == 0
    assert zhupi("check", "好.txt", "没有.md", "--format", name, cwd=folder)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "sarf"], "sarif"),
        (["--format", "text", "--format", "json"], "同一个地方"),
        (["--format", "text=a", "--format", "json=a"], "同一个地方"),
        (["--format", "json=a", "-o", "b"], "-o b"),
        (["--format", "xlsx"], "xlsx=结果.xlsx"),
        (["--format", "json=没有/a.json"], "没有"),
    ],
)
def test_outputs_that_cannot_be(arguments: list[str], words: str, folder: Path):
    code, _, errors = zhupi("check", ".", *arguments, cwd=folder)
    assert code == 2 and words in errors


def test_output_names_the_file_of_the_first_format_without_one(folder: Path):
    zhupi("check", ".", "--format", "json=a.json", "--format", "xlsx", "-o", "b.xlsx", cwd=folder)
    assert (folder / "b.xlsx").read_bytes()[:2] == b"PK" and (folder / "a.json").exists()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Some Word files, one of which is none."""
    for number in range(12):
        words = "部暑" if number % 3 == 0 else "部署"
        raw = as_docx([f"第{number}号报告", f"年初会议{words}工作，安排{number + 10}项任务。"])
        (tmp_path / f"报告 {number:02}.docx").write_bytes(raw)
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 no more")
    return tmp_path


def test_in_parallel_the_output_is_the_same(office: Path):
    alone, several = (
        zhupi("check", ".", "--format", "json", "--jobs", jobs, "--no-cache", cwd=office)
        for jobs in ("1", "3")
    )
    assert alone == several and alone[0] == 2
    data = json.loads(alone[1])
    assert data["summary"]["files"] == 13 and data["summary"]["unreadable"] == 1
    (broken,) = [each for each in data["findings"] if each["rule"] == "file/unreadable"]
    assert broken["path"] == "坏.docx" and "坏.docx" in alone[2]
    assert sum(each["quote"] == "部暑" for each in data["findings"]) == 4


def cached(office: Path, *arguments: str, columns: int = 80) -> tuple[int, str]:
    """Run with a cache of its own."""
    environment = {**os.environ, "ZHUPI_CACHE_DIR": str(office / ".cache"), "COLUMNS": str(columns)}
    command = [sys.executable, "-m", "zhupi", "check", ".", *arguments]
    done = subprocess.run(command, cwd=office, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.decode()


def known(office: Path) -> int:
    """How many states of files are kept: of each its result, and what was told of it."""
    import sqlite3

    with sqlite3.connect(office / ".cache" / "results.sqlite3") as database:
        return database.execute("select count(*) from kept").fetchone()[0] / 2


def test_what_changes_is_checked_again_and_nothing_else(office: Path):
    first = cached(office)
    assert known(office) == 12  # what cannot be read is not kept
    assert cached(office) == first and known(office) == 12
    (office / "报告 01.docx").write_bytes(as_docx(["第1号报告", "会议部暑工作。"]))
    assert cached(office)[1].count("应为“部署”") == first[1].count("应为“部署”") + 1
    assert known(office) == 13
    (office / "zhupi.toml").write_text('ignore = ["typo"]\n')
    assert "部暑" not in cached(office)[1] and known(office) == 25
    assert "部暑" in cached(office, "--isolated")[1]


@pytest.mark.parametrize("options", [(), ("--lang", "en"), ("--format", "jsonl"), ("-o", "a.out")])
@pytest.mark.parametrize("columns", [40, 80])
def test_what_is_known_is_told_as_it_is_wanted_now(
    options: tuple[str, ...], columns: int, office: Path
):
    cached(office)
    wanted = cached(office, *options, "--no-cache", columns=columns)
    for _ in range(2):
        assert cached(office, *options, columns=columns) == wanted


def test_a_baseline_is_taken_from_what_is_known(office: Path):
    first = cached(office)
    (office / "zhupi.toml").write_text('baseline = "known.json"\n')
    zhupi("baseline", "报告 00.docx", "-o", "known.json", cwd=office)
    for _ in range(2):
        output = cached(office)[1]
        assert output.count("应为“部署”") == first[1].count("应为“部署”") - 1 == 3
    assert cached(office, "--no-baseline")[1] == first[1]


def test_a_rule_that_changes_is_run_again(office: Path):
    pack = office / "house"
    pack.mkdir()
    (pack / "pack.yaml").write_text("pack: house\ntitle: 本单位\n")
    rule = "check: literal\nwords: [{word}]\nmessage: 不写\nseverity: error\nwhy: 不合体统\n"
    (office / "zhupi.toml").write_text('rules = ["house"]\nselect = ["house"]\n')
    (pack / "a.yaml").write_text(rule.format(word="年初"))
    assert "年初" in cached(office)[1]
    (pack / "a.yaml").write_text(rule.format(word="任务"))
    output = cached(office)[1]
    assert "任务" in output and output.count("house/a") == 12


def test_a_file_that_an_option_names_counts_as_well(office: Path):
    words = office / "my.tsv"
    words.write_text("wrong\tright\tunless\n年初\t年终\t\n")
    (office / "zhupi.toml").write_text('[options]\n"typo/word" = { file = "my.tsv" }\n')
    assert "应为“年终”" in cached(office)[1]
    words.write_text("wrong\tright\tunless\n任务\t工作\t\n")
    assert "应为“工作”" in cached(office)[1]
    words.unlink()
    assert cached(office)[0] == 2


def test_a_file_of_the_same_text_keeps_its_own_name(office: Path):
    (office / "副本.docx").write_bytes((office / "报告 00.docx").read_bytes())
    assert "副本.docx:2:5" in cached(office)[1] and "副本.docx:2:5" in cached(office)[1]


def test_corrections_are_made_whatever_the_cache_knows(office: Path):
    cached(office)
    assert "部暑" not in cached(office, "--fix", "--no-track")[1]
    assert "部暑" not in cached(office)[1]


def test_killed_in_the_middle_nothing_is_half(office: Path):
    """Wherever it dies, outputs are whole or absent, and the next run says what a new one says."""
    for number in range(12, 40):
        (office / f"报告 {number}.docx").write_bytes(as_docx(["报告", f"会议部暑{number}项工作。"]))
    # The chart of the page is of what was found, so both are the same in the same run only.
    formats = ["--format=json=结果.json", "--format=html=结果.html", "--format=xlsx=结果.xlsx"]
    whole = office / "whole"
    environment = {**os.environ, "ZHUPI_CACHE_DIR": str(office / ".cache")}
    command = [sys.executable, "-m", "zhupi", "check", ".", *formats, "--jobs", "2"]
    for seconds in (0.3, 0.6, 0.8, 1.0, 1.3, 1.7):
        process = subprocess.Popen(
            command, cwd=office, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for name in ("结果.json", "结果.html", "结果.xlsx"):
            if (office / name).exists():
                _is_whole(office / name)
    assert not whole.exists()
    code, output = cached(office, "--format", "json")
    fresh = zhupi("check", ".", "--format", "json", "--no-cache", cwd=office)
    assert (code, output) == fresh[:2]


def _is_whole(file: Path) -> None:
    raw = file.read_bytes()
    if file.suffix == ".json":
        assert json.loads(raw)["summary"]["files"] == 41
    elif file.suffix == ".html":
        assert raw.rstrip().endswith(b"</html>")
    else:
        import openpyxl

        openpyxl.load_workbook(file)


def test_copies_between_reports(office: Path):
    shared = (
        "今年以来，我局坚持以项目建设为抓手，扎实推进城区道路改造，新建续建道路十二条，改造老旧小区二十三个，"
        "惠及居民四千余户，群众满意度较上年提高六个百分点。"
    )
    (office / "甲.md").write_text(f"# 甲\n\n{shared}\n")
    (office / "乙.docx").write_bytes(as_docx(["乙", "开头。", shared.replace("十二", "三十")]))
    code, output, _ = zhupi("check", "甲.md", "乙.docx", "--copies", cwd=office)
    assert code == 1 and output.count("copies/shared-paragraph") == 2
    assert "甲.md 第 3 行" in output and "↳ 乙.docx:3:1" in output


def test_watching_checks_again_when_a_file_changes(folder: Path):
    process = subprocess.Popen(
        [sys.executable, "-m", "zhupi", "check", "--watch", "好.txt"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert "没有发现问题" in process.stdout.readline()
    time.sleep(0.5)
    (folder / "好.txt").write_text("会议部暑工作。\n")
    assert re.match(r"好\.txt:1:3 ", process.stdout.readline())
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
