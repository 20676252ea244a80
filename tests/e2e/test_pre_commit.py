"""A real pre-commit installs the hook from this repository and stops a commit."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reports import as_docx

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    return run("git", *who, *arguments, cwd=folder)


@pytest.fixture(scope="module")
def hook(tmp_path_factory) -> Path:
    """A repository of the working tree as it is, which pre-commit can clone."""
    copy = tmp_path_factory.mktemp("hook")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in listed.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    git(copy, "init", "-q")
    git(copy, "add", "-A")
    git(copy, "commit", "-qm", "all")
    return copy


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository of reports."""
    git(tmp_path, "init", "-q")
    (tmp_path / "好 报告.md").write_text("# 报告\n\n认真贯彻落实会议精神。\n")
    (tmp_path / "坏报告.docx").write_bytes(as_docx(["报告", "召开会议部暑工作。"]))
    git(tmp_path, "add", "-A")
    return tmp_path


def test_try_repo(hook: Path, office: Path):
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(hook), "zhupi", "--all-files"]
    done = run(*command, cwd=office)
    assert done.returncode == 1, done.stderr
    assert "坏报告.docx:2:5" in done.stdout and "typo/word" in done.stdout


def test_a_commit_is_stopped_until_the_report_is_mended(hook: Path, office: Path):
    revision = git(hook, "rev-parse", "HEAD").stdout.strip()
    (office / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hook}\n    rev: {revision}\n    hooks: [{{id: zhupi}}]\n"
    )
    git(office, "add", "-A")
    assert run(sys.executable, "-m", "pre_commit", "install", cwd=office).returncode == 0
    stopped = git(office, "commit", "-m", "报告")
    assert stopped.returncode == 1 and "部暑" in stopped.stdout + stopped.stderr
    (office / "坏报告.docx").write_bytes(as_docx(["报告", "召开会议部署工作。"]))
    git(office, "add", "-A")
    assert git(office, "commit", "-m", "报告").returncode == 0
