"""Runs on a cluster: what `zhupi check` finds, whoever dies meanwhile."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from distributed import Client

from tests.conftest import DOCUMENTS
from tests.scale.conftest import Done, Shell, kill, make_reports, rows, wait_until


def by_jsonl(shell: Shell, *arguments: object) -> list[dict]:
    command = [sys.executable, "-m", "zhupi", "check", *map(str, arguments)]
    command += ["--format", "jsonl", "--no-cache", "--lang", "en"]
    done = subprocess.run(command, env=shell.env, capture_output=True, check=False)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


PLACES = ("line", "column", "end_line", "end_column")


def as_json(row: dict) -> dict:
    """A row as `--format jsonl` has it."""
    fix = row["fix_safety"] and {
        "safety": row["fix_safety"],
        "edits": [{**places(each), "text": each["text"]} for each in row["fix_edits"]],
    }
    related = [
        {
            "message": each["message"],
            **({"path": each["path"]} if each["path"] else {}),
            **places(each),
        }
        for each in row["related"]
    ]
    same = ("rule", "severity", "message", "path", "quote", "where", "confidence", "suggestions")
    return {
        **{key: row[key] for key in same}, **places(row),
        "place": row["place"] and json.loads(row["place"]), "related": related, "fix": fix,
    }  # fmt: skip


def places(row: dict) -> dict:
    line, column, end_line, end_column = (row[key] for key in PLACES)
    return {
        "start": {"line": line, "column": column},
        "end": {"line": end_line, "column": end_column},
    }


def in_order(findings: list[dict]) -> list[str]:
    return sorted(json.dumps(each, sort_keys=True, ensure_ascii=False) for each in findings)


def assert_whole(out: Path, folder: Path) -> None:
    """Each file has one row, and each report its one misprint once."""
    paths = [row["path"] for row in rows(out / "files")]
    assert sorted(paths) == sorted(map(str, folder.iterdir()))
    found = [row["path"] for row in rows(out / "findings") if row["rule"] == "typo/word"]
    assert sorted(found) == sorted(str(path) for path in folder.glob("[0-9]*.txt"))
    assert json.loads((out / "_zhupi" / "run.json").read_text())["complete"]


def parts(out: Path) -> list[str]:
    folder = out / "files"
    return [each.name for each in folder.iterdir()] if folder.is_dir() else []


def test_it_finds_what_check_finds(shell, tmp_path):
    folder = DOCUMENTS / "faulty"
    done = shell.check(folder, "-o", tmp_path / "out", "--partition-files", "4")
    assert (done.code, done.err) == (1, "")
    expected = by_jsonl(shell, folder)
    assert len(expected) > 5
    assert in_order(map(as_json, rows(tmp_path / "out" / "findings"))) == in_order(expected)


def test_a_worker_that_is_killed_loses_nothing(shell, reports, tmp_path):
    folder, out = reports(24, slow=True), tmp_path / "out"
    process = shell.start(folder, "-o", out, "--partition-files", "4")
    wait_until(lambda: len(parts(out)) >= 2, "the first parts are there")
    with Client(shell.address, set_as_default=False) as client:
        kill(next(iter(client.run(os.getpid).values())))
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1, err.decode()
    assert_whole(out, folder)


def test_of_a_file_that_kills_its_worker_only_that_file_is_given_up(shell, reports, tmp_path):
    folder, out = reports(12, bad="杀死进程\n", huge="吃光内存\n"), tmp_path / "out"
    done = shell.check(folder, "-o", out, "--partition-files", "8")
    assert done.code == 2 and "bad.txt" in done.err and "is killed every time" in done.err
    assert_whole(out, folder)
    failed = [row for row in rows(out / "files") if row["failure"]]
    kinds = {(Path(row["path"]).name, row["failure_kind"]) for row in failed}
    assert kinds == {("bad.txt", "killed"), ("huge.txt", "killed")}
    assert "2 could not be checked" in done.out and "run again to retry" in done.err
    (folder / "huge.txt").write_text("没有了\n", encoding="utf-8")
    (folder / "bad.txt").write_text("没有了\n", encoding="utf-8")
    assert shell.check(folder, "-o", out, "--partition-files", "8").code == 1
    assert_whole(out, folder)


def test_an_interrupted_client_leaves_what_the_next_one_goes_on_with(shell, reports, tmp_path):
    folder, out = reports(24, slow=True), tmp_path / "out"
    arguments = (folder, "-o", out, "--partition-files", "4")
    process = shell.start(*arguments)
    wait_until(lambda: len(parts(out)) >= 3, "the first parts are there")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130 and b"Traceback" not in err, err.decode()
    assert not json.loads((out / "_zhupi" / "run.json").read_text())["complete"]
    before = {each: (out / "files" / each).stat().st_mtime_ns for each in parts(out)}
    done = shell.check(*arguments)
    assert done.code == 1 and "files skipped: done before" in done.err
    assert_whole(out, folder)
    assert all((out / "files" / each).stat().st_mtime_ns == when for each, when in before.items())


def test_local_processes_end_with_an_interrupted_client(shell, reports, tmp_path):
    folder, out = reports(24, slow=True), tmp_path / "out"
    process = shell.start(folder, "-o", out, "--partition-files", "4", scheduler="local")
    wait_until(lambda: parts(out), "the first part is there")
    children = _children(process.pid)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130 and b"Traceback" not in err, err.decode()
    assert children
    wait_until(lambda: not any(map(_lives, children)), "the processes are gone", 20)


def _children(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, check=False
    )
    return list(map(int, listed.stdout.split()))


def _lives(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().split()[2] != "Z"


@pytest.fixture(scope="module")
def first_run(shell, tmp_path_factory) -> tuple[Path, Path]:
    """A folder of reports, and the results of a run over it."""
    folder = make_reports(tmp_path_factory.mktemp("first") / "in", 24)
    out = folder.parent / "out"
    assert run_again(shell, folder, out).code == 1
    return folder, out


@pytest.fixture
def checked(first_run, tmp_path) -> tuple[Path, Path]:
    """The same with results of the test's own, and whole again behind it."""
    folder, out = first_run
    return folder, Path(shutil.copytree(out, tmp_path / "out"))


def run_again(shell: Shell, folder: Path, out: Path, *more: str) -> Done:
    return shell.check(folder, "-o", out, "--partition-files", "4", *more)


def test_what_is_done_is_not_done_again(shell, checked):
    folder, out = checked
    before = sorted(parts(out))
    done = run_again(shell, folder, out)
    assert "24 files skipped" in done.err and "24 files:" in done.out
    assert done.code == 1  # of what was found before
    assert sorted(parts(out)) == before


def test_other_rules_do_all_anew(shell, checked):
    folder, out = checked
    before = set(parts(out))
    done = run_again(shell, folder, out, "--select", "residue")
    assert done.code == 0 and "skipped" not in done.err and "old parts removed" in done.err
    assert not before & set(parts(out))
    assert len(rows(out / "files")) == 24 and not rows(out / "findings")


def test_a_changed_listing_does_anew_what_changed(shell, checked):
    folder, out = checked
    before = set(parts(out))
    changed, added = folder / "005.txt", folder / "0075.txt"
    old, times = changed.read_bytes(), (changed.stat().st_atime_ns, changed.stat().st_mtime_ns)
    changed.write_text("新的\n", encoding="utf-8")
    added.write_text("加的部暑\n", encoding="utf-8")
    done = run_again(shell, folder, out)
    changed.write_bytes(old)
    os.utime(changed, ns=times)
    added.unlink()
    assert done.code == 1 and "files skipped" in done.err
    assert len(before & set(parts(out))) >= len(before) - 3
    assert len(rows(out / "files")) == 25


def test_bad_bytes_have_a_row_and_a_finding(shell, reports, tmp_path):
    folder = reports(2, fault="程序出错\n")
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "odd.txt").write_bytes(b"\x81\xff\x00\x01\xfe" * 9)
    out = tmp_path / "out"
    done = shell.check(folder, "-o", out)
    assert done.code == 2 and "bad.docx" in done.err and "Traceback" not in done.err
    kinds = {Path(row["path"]).name: row["failure_kind"] for row in rows(out / "files")}
    assert kinds["bad.docx"] == "broken" and kinds["fault.txt"] == "fault" and not kinds["000.txt"]
    told = {
        Path(row["path"]).name for row in rows(out / "findings") if row["rule"] == "file/unreadable"
    }
    assert {"bad.docx", "fault.txt"} <= told
    done = shell.check(folder, "-o", out)
    assert done.code == 2 and "skipped" in done.err  # it is known, and stays an error


def test_a_path_without_files_is_an_error(shell, reports, tmp_path):
    (tmp_path / "none").mkdir()
    done = shell.check(tmp_path / "none", reports(2), "-o", tmp_path / "out")
    assert done.code == 2 and "none: nothing to check" in done.err and "2 files" in done.out


def test_results_of_others_are_not_mixed(shell, checked):
    folder, out = checked
    done = shell.check(folder / "001.txt", "-o", out)
    assert done.code == 2 and "the results of another run" in done.err


def test_settings_hold_as_in_check(shell, reports, tmp_path):
    folder, out = reports(6), tmp_path / "out"
    (folder.parent / "zhupi.toml").write_text(
        'exclude = ["in/001.txt"]\nfail-on = "error"\n'
        '[[files]]\nmatch = ["in/002.txt"]\nignore = ["typo"]\n'
    )
    (folder / "003.txt").write_text("全年推动三提三效，搞好部暑。\n", encoding="utf-8")
    (folder.parent / "zhupi-words.txt").write_text("部暑\n", encoding="utf-8")
    (folder / "zhupi-words.txt").write_text("别的\n", encoding="utf-8")
    done = shell.check("in", "-o", out, cwd=folder.parent)
    expected = by_jsonl(shell, folder, "--config", folder.parent / "zhupi.toml",
                        "--words", folder / "zhupi-words.txt")  # fmt: skip
    assert in_order(map(as_json, rows(out / "findings"))) == in_order(expected)
    assert len(rows(out / "files")) == 5 and done.code == 1


def test_reports_in_s3(shell, reports, tmp_path, s3_env, monkeypatch):
    import s3fs

    for name, value in s3_env.items():
        monkeypatch.setenv(name, value)
    fs = s3fs.S3FileSystem(endpoint_url=s3_env["FSSPEC_S3_ENDPOINT_URL"])
    folder = reports(10)
    for bucket in ("reports", "results"):
        fs.mkdir(bucket)
    for path in folder.iterdir():
        fs.put_file(str(path), f"reports/2024/{path.name}")
    (tmp_path / "zhupi.toml").write_text(
        '[[files]]\nmatch = ["reports/2024/003.txt"]\nignore = ["typo"]\n'
    )
    arguments = ("s3://reports/20*", "-o", "s3://results/run", "--partition-files", "4")
    done = shell.check(*arguments, cwd=tmp_path)
    assert (done.code, done.err) == (1, ""), done
    import pyarrow.dataset as ds

    files = ds.dataset("results/run/files", filesystem=fs).to_table().to_pylist()
    assert sorted(row["path"] for row in files) == [
        f"s3://reports/2024/{n:03}.txt" for n in range(10)
    ]
    findings = ds.dataset("results/run/findings", filesystem=fs).to_table().to_pylist()
    assert len(findings) == 9
    done = shell.check(*arguments, cwd=tmp_path)
    assert done.code == 1 and "10 files skipped" in done.err
    done = shell.check("s3://reports/2024/", "-o", "s3://no-such-bucket/x")
    assert done.code == 2 and "Traceback" not in done.err
