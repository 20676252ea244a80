"""What the cache gives back is what was put in; nothing that happens to it stops a run."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reports import as_docx
from tests.unit.reporters.reporting import result_for
from zhupi.checking import cache as module
from zhupi.checking.cache import Cache, key_of
from zhupi.model.data import rebuild
from zhupi.model.result import Result
from zhupi.storage import cache_folder

KEY = key_of("a")


def known(cache: Cache, key: bytes = KEY) -> Result | None:
    return cache.get([key], Result).get(key)


@pytest.fixture
def result(ruleset) -> Result:
    raw = as_docx(
        ["2024年度述职报告", "一、存在问题", "一是部暑不力😀。", "二是作风不实，二0二四年。"]
    )
    found = result_for(raw, "报告\udce9.docx", ruleset)
    assert found.located and found.page
    return found


def test_a_result_comes_back_as_it_was(result: Result, tmp_path: Path):
    with Cache(tmp_path) as cache:
        assert known(cache) is None
        cache.put(KEY, result)
    with Cache(tmp_path) as cache:
        again = known(cache)
    assert again == result
    assert again is not None and type(again.located[0].finding.severity) is type(
        result.located[0].finding.severity
    )
    assert type(again.page) is type(result.page)


def test_many_come_back_at_once_also_what_is_not_written_yet(result: Result, tmp_path: Path):
    keys = [key_of(number) for number in range(150)]
    with Cache(tmp_path) as cache:
        for key in keys[:100]:
            cache.put(key, result)
        cache.flush()
        for key in keys[100:120]:
            cache.put(key, result)
        assert cache.get(keys, Result) == dict.fromkeys(keys[:120], result)
        assert cache.get([], Result) == {}


def test_what_a_former_version_kept_makes_room(result: Result, tmp_path: Path):
    former = (
        "create table results (key blob primary key, value text not null, day integer not null)"
    )
    with sqlite3.connect(tmp_path / "results.sqlite3") as database:
        database.execute(f"{former} without rowid")
        database.execute("insert into results values (?, '[]', 1)", (KEY,))
    with Cache(tmp_path) as cache:
        assert known(cache) is None
        cache.put(KEY, result)
    with Cache(tmp_path) as cache:
        assert known(cache) == result
    with sqlite3.connect(tmp_path / "results.sqlite3") as database:
        assert database.execute(
            "select name from sqlite_master where type = 'table'"
        ).fetchall() == [("kept",)]


def test_data_that_does_not_fit_is_refused():
    for data in ([], ["a"], ["a", "text", [[1]]]):
        with pytest.raises((TypeError, ValueError)):
            rebuild(Result, data)


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 1000, "cut"])
def test_a_damaged_file_is_made_anew(damage: bytes | str, result: Result, tmp_path: Path):
    with Cache(tmp_path) as cache:
        cache.put(KEY, result)
    (file,) = tmp_path.iterdir()
    raw = file.read_bytes()
    file.write_bytes(raw[: len(raw) // 2] if isinstance(damage, str) else damage)
    for _ in range(2):
        with Cache(tmp_path) as cache:
            assert known(cache) in (None, result)
            cache.put(KEY, result)
    with Cache(tmp_path) as cache:
        assert known(cache) == result


def test_a_row_that_cannot_be_read_is_a_miss(result: Result, tmp_path: Path):
    with Cache(tmp_path) as cache:
        cache.put(KEY, result)
    (file,) = tmp_path.iterdir()
    with sqlite3.connect(file) as database:
        database.execute("update kept set value = '[1]'")
    with Cache(tmp_path) as cache:
        assert known(cache) is None


def test_a_locked_file_stops_nobody(result: Result, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(module, "_WAIT", 0.05)
    with Cache(tmp_path) as cache:
        cache.put(KEY, result)
    (file,) = tmp_path.iterdir()
    other = sqlite3.connect(file)
    other.execute("begin exclusive")
    with Cache(tmp_path) as cache:
        cache.put(KEY, result)
        assert known(cache) is None
    other.rollback()


def test_a_folder_that_cannot_be_made_is_no_cache(result: Result, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with Cache(tmp_path / "file" / "cache") as cache:
        cache.put(KEY, result)
        assert known(cache) is None


def test_what_nobody_asks_for_is_forgotten(result: Result, tmp_path: Path):
    with Cache(tmp_path) as cache:
        cache.put(KEY, result)
        cache.put(key_of("b"), result)
    (file,) = tmp_path.iterdir()
    with sqlite3.connect(file) as database:
        database.execute("update kept set day = day - 50")
    with Cache(tmp_path) as cache:
        assert known(cache)
    with sqlite3.connect(file) as database:
        database.execute("update kept set day = day - 20")
    with Cache(tmp_path) as cache:  # old ones are looked for once a day
        pass
    with sqlite3.connect(file) as database:
        assert database.execute("select count(*) from kept").fetchone() == (2,)
        database.execute("pragma user_version = 20000")
    with Cache(tmp_path):
        pass
    with Cache(tmp_path) as cache:
        assert known(cache) and not known(cache, key_of("b"))


def test_keys_tell_values_apart():
    assert key_of("a", "b") != key_of("ab") != key_of("a", 1) != key_of("a", "1")


def test_the_folder_is_the_one_that_is_named(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("ZHUPI_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("ZHUPI_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert sys.platform != "linux" or cache_folder() == tmp_path / "x" / "zhupi"


KILLED = """
import sys, time
from pathlib import Path
from zhupi.checking.cache import Cache, key_of
from zhupi.model.result import Result
cache = Cache(Path(sys.argv[1]))
for number in range(100000):
    cache.put(key_of(number), Result("x" * 2000, "text", ()))
    if number % 50 == 0:
        cache.flush()
        print(number, flush=True)
"""


def test_killed_at_any_point_it_is_whole(tmp_path: Path):
    for lines in range(1, 6):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, tmp_path], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for _ in range(lines):
            last = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with sqlite3.connect(tmp_path / "results.sqlite3") as database:
            assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        with Cache(tmp_path) as cache:
            assert known(cache, key_of(last)) is not None


def test_what_was_put_in_is_known_at_once(result: Result, tmp_path: Path):
    with Cache(tmp_path) as cache:
        cache.put(KEY, result)
        assert known(cache) == result


SLOW = """
import sys, time
from pathlib import Path
from zhupi.checking.cache import Cache, key_of
from zhupi.model.result import Result
name, folder = sys.argv[1:]
result = Result(name, "text", ())
longest = 0.0
with Cache(Path(folder)) as cache:
    for number in range(60):
        before = time.monotonic()
        assert not cache.get([key_of(name, number)], Result)
        cache.put(key_of(name, number), result)
        longest = max(longest, time.monotonic() - before)
        if number == 0:
            print("begun", flush=True)
            sys.stdin.readline()
        time.sleep(0.05)
print(longest)
"""


def test_runs_at_the_same_time_do_not_wait_for_each_other(tmp_path: Path):
    """Each writes for three seconds; a lock that one holds for its whole run would show."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", SLOW, name, tmp_path],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in ("a", "b")
    ]  # fmt: skip
    for run in runs:
        assert run.stdout is not None and run.stdout.readline() == "begun\n"
    waited = [float(run.communicate("\n")[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0] and max(waited) < 2
    with Cache(tmp_path) as cache:
        keys = [key_of(name, number) for name in ("a", "b") for number in range(60)]
        assert cache.get(keys, Result).keys() == {*keys}
