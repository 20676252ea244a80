"""The action and the example workflows: their shell runs here for real.

What only a service can do (checking out, uploading, keeping a cache) is noted and compared.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.e2e.ci.conftest import program
from tests.e2e.ci.files import (
    ACTION,
    HOSTILE,
)
from tests.e2e.github_runner import Ran, Runner
from tests.e2e.offices import BAD, BAD_WORD, commit, write
from tests.e2e.offices import git as git_in
from tests.e2e.snippets import ROOT, snippet

pytestmark = pytest.mark.e2e


class Action(NamedTuple):
    """The action on a machine where zhupi is installed."""

    zhupi: Path
    temp: Path

    def run(self, workspace: Path, **given: str) -> Ran:
        ready = {"install": {"zhupi": str(self.zhupi)}}
        named = {name.replace("_", "-"): value for name, value in given.items()}
        return Runner(workspace, self.temp, ready).run(ACTION, ROOT, named)


@pytest.fixture
def action(installed: Path, tmp_path: Path) -> Action:
    return Action(installed, tmp_path / "runner")


def rules_of(sarif: str) -> set[str]:
    """The rules that a SARIF file names."""
    runs = json.loads(Path(sarif).read_text())["runs"]
    return {result["ruleId"] for each in runs for result in each["results"]}


def test_the_action_leaves_the_jobs_python_alone():
    python = ACTION["runs"]["steps"][0]
    assert python["uses"].startswith("actions/setup-python@")
    assert python["with"]["update-environment"] is False


def test_what_the_action_installs(tmp_path: Path):
    """Its own checkout, or what it is told, as one argument."""
    (tmp_path / "runner" / "zhupi-venv" / "bin").mkdir(parents=True)
    said = tmp_path / "said"
    text = f'#!/bin/sh\nfor each; do echo "$each"; done >{said}\n'
    python = program(tmp_path / "python", "#!/bin/sh\n")
    program(tmp_path / "runner" / "zhupi-venv" / "bin" / "python", text)
    [step] = [each for each in ACTION["runs"]["steps"] if each.get("id") == "install"]
    for given, wanted in (("", str(ROOT)), ("zhupi==0.1.0", "zhupi==0.1.0"), (HOSTILE, HOSTILE)):
        runner = Runner(tmp_path, tmp_path / "runner", {})
        runner.known["steps.python.outputs.python-path"] = str(python)
        ran = runner.run({**ACTION, "runs": {"steps": [step]}}, ROOT, {"package": given})
        assert ran.code == 0, ran.log
        assert said.read_text().splitlines()[-2:] == ["--", wanted]
    assert not list(tmp_path.rglob("pwned"))


def test_the_action_passes_a_clean_repository(action: Action, clean: Path):
    ran = action.run(clean)
    assert ran.code == 0, ran.log
    assert ran.outputs["exit-code"] == "0"
    assert rules_of(ran.outputs["sarif-file"]) == set()
    assert ran.used["actions/upload-artifact"]["path"] == ran.outputs["html-file"]
    assert "::error" not in ran.log


def test_the_action_shows_findings_and_fails_last(action: Action, office: Path):
    ran = action.run(office, sarif="true")
    assert ran.code == 1 and ran.outputs["exit-code"] == "1", ran.log
    assert re.search(r"^::error file=reports/坏\.md,.*部暑", ran.log, re.MULTILINE)
    assert "typo/word" in rules_of(ran.outputs["sarif-file"])
    assert "html" in Path(ran.outputs["html-file"]).read_text()[:200].lower()
    assert "坏 报告.docx" in ran.summary and "typo/word" in ran.summary
    uploaded = ran.used["github/codeql-action/upload-sarif"]
    assert uploaded["sarif_file"] == ran.outputs["sarif-file"]
    assert ran.used["actions/upload-artifact"]["name"] == "zhupi-report"
    assert ran.used["actions/cache"]["path"] == str(action.temp / "zhupi-cache")
    assert git_in(office, "status", "--porcelain").stdout == ""


def test_the_action_does_no_more_than_it_is_asked(action: Action, office: Path):
    ran = action.run(office, cache="false", report_name="", fail_on="never")
    assert ran.code == 0 and ran.outputs["exit-code"] == "0", ran.log
    assert set(ran.used) == {"actions/setup-python"}
    assert not (action.temp / "zhupi-cache" / "results.sqlite3").exists()


def test_the_action_takes_paths_and_arguments_by_lines(action: Action, office: Path):
    [step] = yaml.safe_load(snippet("github"))
    given = {name.replace("-", "_"): value for name, value in step["with"].items()}
    ran = action.run(office, **given)
    assert ran.code == 1 and "年度 总结/坏 报告.docx" in ran.log and "reports/坏.md" in ran.log
    assert set(step["with"]) == set(ACTION["inputs"]), "the snippet shows every input"
    [short] = yaml.safe_load(snippet("readme github"))
    ran = action.run(office, **short["with"])
    assert ran.code == 1 and "坏 报告.docx" not in ran.log
    ran = action.run(office, paths="reports\n\n年度 总结\r\n"[:-2], args="--ignore\ntypo")
    assert ran.code == 0, ran.log


def test_a_broken_file_is_2_and_the_others_are_reported(action: Action, office: Path):
    (office / "坏了.docx").write_bytes(b"no archive")
    ran = action.run(office, sarif="true")
    assert ran.code == 2 and ran.outputs["exit-code"] == "2"
    assert "坏了.docx" in ran.log
    assert "typo/word" in rules_of(ran.outputs["sarif-file"])
    assert "actions/upload-artifact" in ran.used


def test_an_unknown_option_leaves_no_report_of_an_earlier_run(action: Action, office: Path):
    assert action.run(office).code == 1
    ran = action.run(office, args="--no-such-option", sarif="true")
    assert ran.code == 2 and ran.outputs == {"exit-code": "2", "sarif-file": "", "html-file": ""}
    assert "--no-such-option" in ran.log
    assert not {"actions/upload-artifact", "github/codeql-action/upload-sarif"} & set(ran.used)


@pytest.mark.parametrize("name", ["paths", "args", "fail_on", "changed_since", "cache"])
def test_no_input_is_read_as_shell_code(action: Action, office: Path, tmp_path: Path, name: str):
    ran = action.run(office, **{name: HOSTILE})
    assert ran.code == (1 if name == "cache" else 2), ran.log  # a cache that is not “true” is off
    assert not list(tmp_path.rglob("pwned"))


def test_an_option_as_path_is_a_path(action: Action, office: Path):
    assert action.run(office, paths="--fail-on=never").code == 2


def test_a_fault_of_the_program_is_no_success(action: Action, clean: Path):
    broken = program(clean.parent / "zhupi", "#!/bin/sh\nexit 70\n")
    assert action._replace(zhupi=broken).run(clean).code == 70
    assert action._replace(zhupi=clean / "missing").run(clean).code == 2


def given_by(workflow: Path) -> dict[str, Any]:
    """What a workflow gives to the actions that it uses."""
    read = yaml.safe_load(workflow.read_text())
    assert read["permissions"] == {"contents": "read"}
    steps = read["jobs"]["zhupi"]["steps"]
    return {step["uses"].partition("@")[0]: step.get("with", {}) for step in steps}


def test_the_workflow_that_checks_everything(action: Action, office: Path):
    given = given_by(ROOT / "ci" / "github-workflow.yml")
    ran = action.run(office, **given["OWNER/zhupi"])
    assert ran.code == 1 and "reports/坏.md" in ran.log and "坏 报告.docx" in ran.log


def pull_request(office: Path, files: Mapping[str, str | bytes], gone: str, checkout: Path) -> Path:
    """What GitHub checks out: the merge of a branch into main, with no more history than asked."""
    git_in(office, "checkout", "-qb", "branch")
    write(office, files)
    (office / gone).unlink()
    commit(office)
    git_in(office, "checkout", "-q", "main")
    write(office, {"main/坏 他人.md": BAD})  # somebody else's, since
    commit(office)
    git_in(office, "merge", "-q", "--no-edit", "branch")
    depth = given_by(ROOT / "ci" / "github-workflow-changed.yml")["actions/checkout"]["fetch-depth"]
    command = ("clone", "-q", "--depth", str(depth), office.as_uri(), str(checkout))
    assert git_in(checkout.parent, *command).returncode == 0
    return checkout


def changed_run(action: Action, checkout: Path) -> Ran:
    given = given_by(ROOT / "ci" / "github-workflow-changed.yml")["OWNER/zhupi"]
    return action.run(checkout, **{name.replace("-", "_"): value for name, value in given.items()})


def test_the_workflow_that_checks_what_changed(action: Action, office: Path, tmp_path: Path):
    files: dict[str, str | bytes] = {
        "年度 总结/新 坏的.DOCX": BAD_WORD,
        "-选项 'a\" $(touch pwned).md": BAD,
        "子/zhupi-words.txt": "# 部暑\n",
        "~$锁.docx": b"x",
        "说明.py": BAD,
    }
    checkout = pull_request(office, files, "reports/坏.md", tmp_path / "checkout")
    ran = changed_run(action, checkout)
    assert ran.code == 1, ran.log
    assert "自 HEAD^1 以来新增或改动 2 个文件" in ran.log
    assert "新 坏的.DOCX" in ran.summary and "touch pwned" in ran.summary
    assert "reports" not in ran.summary and "坏 他人" not in ran.summary
    assert not list(tmp_path.rglob("pwned"))


def test_a_pull_request_that_only_deletes_is_a_success(
    action: Action, office: Path, tmp_path: Path
):
    checkout = pull_request(office, {"代码.py": BAD}, "reports/坏.md", tmp_path / "checkout")
    ran = changed_run(action, checkout)
    assert ran.code == 0 and ran.outputs["exit-code"] == "0", ran.log
    assert "无需检查" in ran.log and "无需检查" in ran.summary


def test_changes_under_a_path_only(action: Action, office: Path, tmp_path: Path):
    files: dict[str, str | bytes] = {"年度 总结/新.md": BAD, "reports/新.md": BAD}
    checkout = pull_request(office, files, "reports/坏.md", tmp_path / "checkout")
    ran = action.run(checkout, changed_since="HEAD^1", paths="年度 总结")
    assert ran.code == 1 and "年度 总结/新.md" in ran.log and "reports/新.md" not in ran.log


def test_a_history_that_is_too_short_is_said(action: Action, office: Path):
    ran = action.run(office, changed_since="HEAD~9")
    assert ran.code == 2 and "HEAD~9" in ran.log and "fetch-depth" in ran.log
