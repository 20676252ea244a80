"""The wheel, installed with its dependencies where there is nothing else, on each Python it names."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.interpreters import VERSIONS, interpreter
from tests.e2e.offices import BAD, BAD_WORD, GOOD_WORD, Done, run, write
from tests.packaging.building import build
from zhupi.version import VERSION

pytestmark = pytest.mark.e2e
CLEAN = {"PYTHONPATH": "", "PYTHONWARNINGS": "error::DeprecationWarning:zhupi", "ZHUPI_LANG": "zh"}


class Office:
    """A folder with reports and a zhupi of its own."""

    def __init__(self, folder: Path, python: str, wheel: Path) -> None:
        self.folder = folder
        self.python = folder / "venv" / "bin" / "python"
        done = run(python, "-m", "venv", folder / "venv", cwd=folder)
        assert done.returncode == 0, done.stderr
        pip = ("-m", "pip", "install", "-q", "--disable-pip-version-check")
        done = run(self.python, *pip, wheel, cwd=folder, environment=CLEAN)
        assert done.returncode == 0, done.stderr
        write(folder, {"坏.md": BAD, "坏.docx": BAD_WORD, "好.docx": GOOD_WORD})

    def zhupi(self, *arguments: str) -> Done:
        program = self.python.with_name("zhupi")
        return run(program, *arguments, cwd=self.folder, environment=CLEAN)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module", params=VERSIONS)
def office(request, wheel: Path, tmp_path_factory) -> Office:
    python = interpreter(request.param)
    if python is None:
        pytest.skip(f"SKIPPED LOUDLY: no Python {request.param} here (ZHUPI_PYTHONS can name one)")
    return Office(tmp_path_factory.mktemp("office"), python, wheel)


def test_it_is_the_wheel_that_runs(office: Office):
    assert VERSION in office.zhupi("--version").stdout
    where = run(
        office.python, "-c", "import zhupi; print(zhupi.__file__)", cwd=office.folder,
        environment=CLEAN,
    )  # fmt: skip
    assert where.stdout.startswith(str(office.folder))


def test_it_checks_markdown_and_word_files(office: Office):
    for name, code in (("坏.md", 1), ("坏.docx", 1), ("好.docx", 0)):
        done = office.zhupi("check", name)
        assert done.returncode == code, done.stderr
        assert ("typo/word" in done.stdout) == bool(code)
        assert done.stderr == ""


def test_a_cache_is_good_for_an_installation_whose_files_are_new(office: Office):
    """So it is where a CI restores the cache and installs the program anew."""
    database = office.folder / "cache" / "results.sqlite3"

    def known() -> int:
        done = run(
            office.python.with_name("zhupi"), "check", "坏.md", cwd=office.folder,
            environment=CLEAN | {"ZHUPI_CACHE_DIR": str(database.parent)},
        )  # fmt: skip
        assert done.returncode == 1, done.stderr
        with closing(sqlite3.connect(database)) as opened:
            return int(opened.execute("select count(*) from kept").fetchone()[0])

    assert known() == 2  # the result, and what was told of it
    for file in (office.folder / "venv").rglob("*"):
        if file.is_file() and not file.is_symlink():
            os.utime(file, (1, 1))
    assert known() == 2
    assert len(list(database.parent.glob("rules-*.pickle"))) == 1


def test_it_writes_pages_workbooks_and_word_files(office: Office):
    done = office.zhupi("check", ".", "--format", "html=a.html", "--format", "xlsx=a.xlsx")
    assert done.returncode == 1, done.stderr
    assert "部暑" in (office.folder / "a.html").read_text()
    assert office.zhupi("annotate", "坏.docx", "-o", "批.docx").returncode == 0
    assert {"a.xlsx", "批.docx"} <= {each.name for each in office.folder.iterdir()}


def test_its_rules_hold(office: Office):
    done = office.zhupi("test")
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_has_a_language_server(office: Office):
    assert office.zhupi("lsp", "--help").returncode == 0
    request = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
    leave = '{"jsonrpc":"2.0","method":"exit"}'
    said = "".join(f"Content-Length: {len(each)}\r\n\r\n{each}" for each in (request, leave))
    done = run(
        office.python, "-m", "zhupi", "lsp", cwd=office.folder, environment=CLEAN, stdin=said
    )
    assert '"capabilities"' in done.stdout, done.stderr
