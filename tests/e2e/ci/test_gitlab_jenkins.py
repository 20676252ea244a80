"""The GitLab template and the Jenkinsfile: their shell runs here for real."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.e2e.ci.conftest import program
from tests.e2e.ci.files import (
    HOSTILE,
    JENKINSFILE,
    TEMPLATE,
    TEMPLATE_FILE,
    jenkins_steps,
)
from tests.e2e.offices import Done, run
from tests.e2e.snippets import ROOT, snippet

pytestmark = pytest.mark.e2e


def gitlab_job(*overriding: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    """The variables and the script of the job, as GitLab merges an including file into it."""
    variables = dict(TEMPLATE["variables"])
    for each in overriding:
        assert each.keys() == {"variables"}
        assert each["variables"].keys() <= variables.keys(), "a variable that the template lacks"
        variables |= each["variables"]
    return variables, "\n".join(TEMPLATE["script"])


def in_gitlab(office: Path, shell: str, variables: Mapping[str, str]) -> Done:
    environment = {
        name: value.replace("$CI_PROJECT_DIR", str(office)) for name, value in variables.items()
    }
    return run(shell, "-c", gitlab_job()[1], cwd=office, environment=environment)


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_the_gitlab_job(installed: Path, office: Path, shell: str):
    done = in_gitlab(office, shell, gitlab_job()[0])
    assert done.returncode == 1, done.stderr
    reports = TEMPLATE["artifacts"]["reports"]
    issues = json.loads((office / reports["codequality"]).read_text())
    assert {issue["location"]["path"] for issue in issues} == {
        "reports/坏.md",
        "年度 总结/坏 报告.docx",
    }
    assert ElementTree.parse(office / reports["junit"]).find(".//failure") is not None
    assert (office / "zhupi-report" / "zhupi.html").is_file()
    assert "部暑" in done.stdout
    [kept] = TEMPLATE["artifacts"]["paths"]
    assert all(path.startswith(kept) for path in reports.values())
    assert TEMPLATE["artifacts"]["when"] == "always"


def test_the_gitlab_job_as_the_page_includes_it(installed: Path, office: Path, clean: Path):
    page = yaml.safe_load(snippet("gitlab"))
    assert (ROOT / page["include"][0]["file"]) == TEMPLATE_FILE
    assert (
        page["include"]
        == yaml.safe_load(
            "".join(
                line[1:] + "\n"
                for line in TEMPLATE_FILE.read_text().splitlines()
                if line[:5] == "#    "
            )
        )["include"]
    )
    variables, _ = gitlab_job(page["zhupi"])
    assert in_gitlab(office, "sh", variables).returncode == 1
    assert in_gitlab(clean, "sh", variables).returncode == 0


@pytest.mark.parametrize("name", ["ZHUPI_PATHS", "ZHUPI_ARGS"])
def test_no_variable_of_gitlab_is_read_as_shell_code(installed: Path, office: Path, name: str):
    done = in_gitlab(office, "sh", gitlab_job()[0] | {name: HOSTILE})
    assert done.returncode == 2, done.stdout
    assert not list(office.rglob("pwned"))


def test_what_the_gitlab_job_installs(tmp_path: Path):
    program(tmp_path / "python", '#!/bin/sh\nfor each; do echo "$each"; done\n')
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "ZHUPI_PACKAGE": HOSTILE}
    done = run("sh", "-c", *TEMPLATE["before_script"], cwd=tmp_path, environment=environment)
    assert done.stdout.splitlines() == ["-m", "pip", "install", "--quiet", "--", HOSTILE]


def test_the_jenkinsfile(installed: Path, office: Path):
    install, check = jenkins_steps()
    command = "python3 -m venv .zhupi-venv", '-m pip install --quiet -- "$ZHUPI_PACKAGE"'
    assert all(each in install for each in command)
    (office / ".zhupi-venv").symlink_to(installed.parents[1])
    program(office / "step", check)
    done = run(office / "step", cwd=office)
    assert done.returncode == 1 and "部暑" in done.stdout, done.stderr
    published = re.findall(
        r"'(zhupi-report/[^']+)'", JENKINSFILE.read_text().partition("post {")[2]
    )
    assert len(published) == 3 and all((office / name).is_file() for name in published)
    junit, checkstyle, _ = (office / name for name in published)
    assert ElementTree.parse(junit).find(".//failure") is not None
    assert {each.get("name") for each in ElementTree.parse(checkstyle).iter("file")} >= {
        "reports/坏.md"
    }
