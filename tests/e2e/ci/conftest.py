"""A machine on which zhupi is installed as the action does it, and repositories of reports."""

import stat
import sys
from pathlib import Path

import pytest

from tests.e2e.ci.files import ACTION
from tests.e2e.github_runner import Runner
from tests.e2e.offices import BAD, BAD_WORD, GOOD, GOOD_WORD, repository
from tests.e2e.snippets import ROOT


def program(path: Path, text: str) -> Path:
    """A script that can be run."""
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture(scope="session")
def installed(tmp_path_factory) -> Path:
    """The zhupi that the action's own step of installation installs from the working tree."""
    temp = tmp_path_factory.mktemp("machine")
    python = program(
        temp / "python",
        f"#!{sys.executable}\n"
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\n"
        "from tests.e2e.offices import virtual_environment\n"
        "assert sys.argv[1:3] == ['-m', 'venv'], sys.argv\n"
        "virtual_environment(Path(sys.argv[3]))\n",
    )
    [step] = [each for each in ACTION["runs"]["steps"] if each.get("id") == "install"]
    only = {**ACTION, "runs": {"steps": [step]}}
    ready = {"python": {"python-path": str(python)}}
    with pytest.MonkeyPatch.context() as patch:
        # All that it needs is there already; nothing is to be fetched.
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_NO_BUILD_ISOLATION", "0")  # pip's way of saying yes
        runner = Runner(temp, temp, ready)
        runner.known["steps.python.outputs.python-path"] = str(python)
        ran = runner.run(only, ROOT, {})
    assert ran.code == 0, ran.log
    return Path(runner.known["steps.install.outputs.zhupi"])


@pytest.fixture(autouse=True)
def _machine(request, monkeypatch, tmp_path: Path) -> None:
    """The program is on the PATH, its cache in the test's own folder."""
    if "installed" in request.fixturenames:
        folder = request.getfixturevalue("installed").parent
        monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.setenv("ZHUPI_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("ZHUPI_LANG", raising=False)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository with two bad reports, one of them in a folder with a space in its name."""
    files: dict[str, str | bytes] = {
        "reports/好.md": GOOD,
        "reports/坏.md": BAD,
        "年度 总结/坏 报告.docx": BAD_WORD,
        "zhupi-words.txt": "# 部暑\n",
    }
    return repository(tmp_path / "office", files)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A repository where nothing is wrong."""
    return repository(tmp_path / "clean", {"reports/好.md": GOOD, "年度 总结/好.docx": GOOD_WORD})
