"""A real pre-commit installs the hooks from this repository, stops a commit, and corrects files."""

import sys
from pathlib import Path

import pytest

from tests.e2e.offices import BAD, BAD_WORD, GOOD, GOOD_WORD, Done, commit, git, repository, run
from tests.e2e.snippets import ROOT, snippet
from zhupi import read

pytestmark = pytest.mark.e2e
HOME = "https://example.org/zhupi"  # what the snippets name


class Hook:
    """A repository of the working tree as it is, which pre-commit can clone."""

    def __init__(self, folder: Path) -> None:
        listed = run(
            "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT
        )
        names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
        files: dict[str, str | bytes] = {name: (ROOT / name).read_bytes() for name in names}
        self.path = repository(folder / "zhupi", files)
        git(self.path, "tag", "v0.1.0")
        # Its own folder, so that nothing stays behind in the user's.
        self.environment = {"PRE_COMMIT_HOME": str(folder / "home")}

    def pre_commit(self, *arguments: str, cwd: Path) -> Done:
        command = (sys.executable, "-m", "pre_commit", *arguments)
        return run(*command, cwd=cwd, environment=self.environment)

    def configure(self, office: Path, config: str) -> None:
        """Makes a snippet the configuration of a repository, and installs it there."""
        assert HOME in config
        written = config.replace(HOME, str(self.path))
        (office / ".pre-commit-config.yaml").write_text(written)
        git(office, "add", "-A")
        assert self.pre_commit("install", cwd=office).returncode == 0


@pytest.fixture(scope="module")
def hook(tmp_path_factory) -> Hook:
    return Hook(tmp_path_factory.mktemp("hook"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository with a good report, a bad one, and a list of words that looks like one."""
    files: dict[str, str | bytes] = {
        "好 报告.md": GOOD,
        "上报 材料/坏 报告.docx": BAD_WORD,
        "zhupi-words.txt": "# 部暑\n",
    }
    return repository(tmp_path, files)


def test_the_manifest_and_the_configurations_are_valid(hook: Hook, tmp_path: Path):
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    assert hook.pre_commit("validate-manifest", manifest, cwd=tmp_path).returncode == 0
    for name in ("readme pre-commit", "pre-commit fix"):
        (tmp_path / "config.yaml").write_text(snippet(name))
        done = hook.pre_commit("validate-config", "config.yaml", cwd=tmp_path)
        assert done.returncode == 0, done.stdout


def test_try_repo(hook: Hook, office: Path):
    done = hook.pre_commit("try-repo", str(hook.path), "zhupi", "--all-files", cwd=office)
    assert done.returncode == 1, done.stderr
    assert "上报 材料/坏 报告.docx:2:5" in done.stdout and "typo/word" in done.stdout
    assert "modified" not in done.stdout


def test_a_commit_is_stopped_until_the_report_is_mended(hook: Hook, office: Path):
    hook.configure(office, snippet("readme pre-commit"))
    bad = office / "上报 材料" / "坏 报告.docx"
    bad.rename(office / "坏 报告.docx")  # so that the commit holds it
    bad = office / "坏 报告.docx"
    git(office, "add", "-A")
    stopped = git(office, "commit", "-m", "报告", environment=hook.environment)
    assert stopped.returncode == 1 and "部暑" in stopped.stdout + stopped.stderr
    bad.write_bytes(GOOD_WORD)
    git(office, "add", "-A")
    assert git(office, "commit", "-m", "报告", environment=hook.environment).returncode == 0


def test_the_second_hook_corrects_files_and_lets_them_pass_then(hook: Hook, office: Path):
    (office / "草稿 一.md").write_text(BAD)
    (office / "archive").mkdir()
    (office / "archive" / "旧.md").write_text(BAD)
    hook.configure(office, snippet("pre-commit fix"))
    command = snippet("pre-commit run").splitlines()[1].partition("#")[0].split()
    assert command[0] == "pre-commit"
    first = hook.pre_commit(*command[1:], cwd=office)
    assert first.returncode == 1 and "files were modified by this hook" in first.stdout
    assert "部署" in (office / "草稿 一.md").read_text()
    word = (office / "上报 材料" / "坏 报告.docx").read_bytes()
    assert "部署工作" in read(word, "a.docx").text and word != BAD_WORD
    assert (office / "archive" / "旧.md").read_text() == BAD
    commit(office)
    again = hook.pre_commit(*command[1:], cwd=office)
    assert again.returncode == 0, again.stdout
    assert (office / "上报 材料" / "坏 报告.docx").read_bytes() == word
