"""The scripts for any other CI, and what git shows of Word files."""

import json
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.e2e.ci.files import (
    REPORTS,
)
from tests.e2e.offices import BAD, GOOD_WORD, Done, commit, run, write
from tests.e2e.offices import git as git_in
from tests.e2e.snippets import CI_PAGE, ROOT, snippet

pytestmark = pytest.mark.e2e


@pytest.fixture
def with_scripts(office: Path) -> Path:
    """A repository that holds a copy of the scripts, as the page's snippets have it."""
    shutil.copytree(ROOT / "ci", office / "ci")
    commit(office)
    return office


def shell(text: str, cwd: Path, **environment: str) -> Done:
    return run("sh", "-eu", "-c", text, cwd=cwd, environment=environment)


def test_the_script_writes_every_report(installed: Path, with_scripts: Path):
    done = shell(snippet("shell"), with_scripts)
    assert done.returncode == 1, done.stderr
    out = with_scripts / "zhupi-report"
    assert {path.name for path in out.iterdir()} == REPORTS | {".gitignore"}
    assert all((out / name).stat().st_size for name in REPORTS)
    for name in ("zhupi.sarif", "rdjson.json", "gl-code-quality-report.json"):
        json.loads((out / name).read_text())
    for name in ("junit.xml", "checkstyle.xml"):
        ElementTree.parse(out / name)
    assert zipfile.is_zipfile(out / "zhupi.xlsx")
    assert all(json.loads(line) for line in (out / "zhupi.jsonl").read_text().splitlines())
    assert "有问题要改" in done.stdout and "zhupi.html" in done.stdout
    assert git_in(with_scripts, "status", "--porcelain").stdout == ""
    english = shell(snippet("shell"), with_scripts, ZHUPI_LANG="en")
    assert "there are findings" in english.stdout


def test_the_script_on_a_clean_and_on_a_broken_folder(installed: Path, clean: Path):
    check = ROOT / "ci" / "check.sh"
    done = run(check, cwd=clean)
    assert done.returncode == 0 and "通过" in done.stdout
    (clean / "坏了.docx").write_bytes(b"no archive")
    done = run(check, cwd=clean)
    assert done.returncode == 2 and "坏了.docx" in done.stderr and "没能查完" in done.stdout


def test_the_script_says_what_is_wrong_with_its_call(clean: Path):
    done = run(ROOT / "ci" / "check.sh", "-x", cwd=clean)
    assert done.returncode == 2 and "-o FOLDER" in done.stderr
    done = run(ROOT / "ci" / "check.sh", cwd=clean, environment={"ZHUPI": "no-such-program"})
    assert done.returncode == 2 and "no-such-program" in done.stderr
    assert run(ROOT / "ci" / "changed.sh", cwd=clean).returncode == 2


def test_only_what_changed(installed: Path, with_scripts: Path):
    git_in(with_scripts, "update-ref", "refs/remotes/origin/main", "HEAD")
    unchanged = shell(snippet("shell changed"), with_scripts)
    assert unchanged.returncode == 0 and "无需检查" in unchanged.stdout
    assert shell(snippet("changed by hand"), with_scripts).stdout == ""
    write(with_scripts, {"reports/新 的.md": BAD})
    (with_scripts / "reports" / "坏.md").unlink()
    commit(with_scripts)
    changed = shell(snippet("shell changed"), with_scripts)
    assert changed.returncode == 1 and "reports/新 的.md:3:5" in changed.stdout
    assert "坏.md" not in changed.stdout
    by_hand = shell(snippet("changed by hand"), with_scripts)
    assert by_hand.returncode == 123 and "reports/新 的.md:3:5" in by_hand.stdout


def test_old_reports_are_known(installed: Path, with_scripts: Path):
    done = shell(snippet("baseline"), with_scripts)
    assert done.returncode == 0, done.stdout + done.stderr
    write(with_scripts, {"zhupi.toml": 'baseline = "zhupi-baseline.json"\n', "新.md": BAD})
    again = run(installed, "check", ".", cwd=with_scripts)
    assert again.returncode == 1 and "新.md:3:5" in again.stdout and "坏.md" not in again.stdout


def test_the_page_names_commands_that_there_are(installed: Path, tmp_path: Path):
    for command in sorted(set(re.findall(r"`zhupi (\w+)", CI_PAGE))):
        assert run(installed, command, "--help", cwd=tmp_path).returncode == 0, command


def test_git_shows_the_text_of_word_files(installed: Path, office: Path):
    (office / ".gitattributes").write_text(snippet("gitattributes"))
    assert shell(snippet("textconv"), office).returncode == 0
    commit(office)
    (office / "年度 总结" / "坏 报告.docx").write_bytes(GOOD_WORD)
    diff = git_in(office, "diff").stdout
    assert "-召开会议部暑工作。" in diff and "+召开会议部署工作。" in diff
    assert "召开会议部[-暑-]{+署+}工作。" in shell(snippet("word diff"), office).stdout
    commit(office)
    shown = git_in(office, "show", environment={"LC_ALL": "C"}).stdout
    assert "+召开会议部署工作。" in shown
    assert "+召开会议部署工作。" in git_in(office, "log", "-p", "-1").stdout  # from its cache
    assert git_in(office, "status", "--porcelain").stdout == ""
