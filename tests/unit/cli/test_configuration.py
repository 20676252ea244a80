"""Configuration, baseline, exclusion and the commands about them, as their users see them."""

import json
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.unit.cli.running import zhupi
from zhupi.cli.init import TEMPLATE
from zhupi.settings import Asked, Planner


def test_the_threshold_of_each_file_is_its_own(folder: Path):
    (folder / "zhupi.toml").write_text('[[files]]\nmatch = ["坏.md"]\nfail-on = "never"\n')
    assert zhupi("check", ".", cwd=folder)[0] == 0
    assert zhupi("check", ".", "--fail-on", "error", cwd=folder)[0] == 1


def test_a_fault_of_the_configuration_stops_the_run(folder: Path):
    (folder / "zhupi.toml").write_text('select = ["typo/wrod"]\n')
    code, output, errors = zhupi("check", ".", cwd=folder)
    assert code == 2 and output == "" and "zhupi.toml:1" in errors and "typo/word" in errors
    assert zhupi("check", ".", "--isolated", cwd=folder)[0] == 1


def test_what_is_excluded(folder: Path):
    (folder / "zhupi.toml").write_text('exclude = ["坏*"]\n')
    assert "检查了 1 个文件" in zhupi("check", ".", cwd=folder)[1]
    assert zhupi("check", "坏.md", cwd=folder)[0] == 1  # what is named is meant
    code, output, errors = zhupi("check", "坏.md", "--force-exclude", cwd=folder)
    assert code == 0 and "检查了 0 个文件" in output and "排除" in errors
    (folder / "zhupi.toml").write_text('exclude = ["*"]\n')
    code, _, errors = zhupi("check", ".", cwd=folder)
    assert code == 2 and "exclude" in errors
    assert zhupi("check", ".", "--force-exclude", cwd=folder)[0] == 0
    named = ("check", "-", "--stdin-filename", "坏.md")
    assert zhupi(*named, cwd=folder, stdin="部暑".encode())[0] == 1
    assert zhupi(*named, "--force-exclude", cwd=folder, stdin="部暑".encode())[0] == 0


def test_an_entry_that_nothing_needs_is_told_when_all_was_checked(folder: Path):
    (folder / "zhupi.toml").write_text(
        '[[suppress]]\nrule = "typo"\nquote = "会议部暑"\nreason = "引文"\n'
        '[[suppress]]\nrule = "typo"\nquote = "没有"\nreason = "旧"\n'
    )
    code, _, errors = zhupi("check", ".", cwd=folder)
    assert code == 0 and "zhupi.toml:5" in errors and "zhupi.toml:1" not in errors
    assert zhupi("check", "坏.md", cwd=folder)[2] == ""
    assert zhupi("check", ".", "--select", "typo", cwd=folder)[2] == ""


def test_baseline_check_prune(folder: Path):
    code, _, errors = zhupi("baseline", ".", cwd=folder)
    assert code == 0 and "1 处问题" in errors
    (folder / "zhupi.toml").write_text('baseline = "zhupi-baseline.json"\n')
    assert zhupi("check", ".", cwd=folder)[0] == 0
    assert zhupi("check", ".", "--no-baseline", cwd=folder)[0] == 1
    (folder / "坏.md").write_text("# 报告\n\n会议部署工作，观念淡簿。\n")
    code, output, errors = zhupi("check", ".", cwd=folder)
    assert code == 1 and "淡簿" in output and "1 处已经改好" in errors and "--prune" in errors
    assert zhupi("baseline", "--prune", ".", cwd=folder)[0] == 0
    data = json.loads((folder / "zhupi-baseline.json").read_text())
    assert data["files"] == {}
    assert zhupi("check", ".", cwd=folder)[2] == ""


def test_pruning_forgets_nothing_of_rules_that_did_not_run(folder: Path):
    (folder / "坏.md").write_text("# 报告\n\n召开会议部暑工作，约50人左右参加。\n")
    zhupi("baseline", ".", cwd=folder)
    before = (folder / "zhupi-baseline.json").read_text()
    assert zhupi("baseline", "--prune", "--select", "typo", ".", cwd=folder)[0] == 0
    assert (folder / "zhupi-baseline.json").read_text() == before
    code, _, errors = zhupi("baseline", "--prune", "--genre", "report", ".", cwd=folder)
    assert code == 2 and "--genre" in errors
    assert (
        zhupi("check", ".", "--baseline", "zhupi-baseline.json", "--genre", "report", cwd=folder)[2]
        == ""
    )


def test_the_baseline_is_that_of_what_is_checked(folder: Path):
    reports = folder / "reports"
    reports.mkdir()
    (reports / "zhupi.toml").write_text('baseline = "b.json"\n')
    (reports / "x.md").write_text("会议部暑工作。\n")
    assert zhupi("baseline", "reports", cwd=folder)[0] == 0 and (reports / "b.json").exists()
    assert zhupi("check", "reports", cwd=folder)[0] == 0
    (reports / "b.json").write_text("nonsense")
    assert zhupi("check", "reports", cwd=folder)[0] == 2
    assert zhupi("baseline", "reports", cwd=folder)[0] == 0
    assert zhupi("check", "reports", cwd=folder)[0] == 0


def test_a_baseline_overwrites_no_document(folder: Path):
    before = (folder / "坏.md").read_bytes()
    assert zhupi("baseline", ".", "-o", "坏.md", cwd=folder)[0] == 2
    assert (folder / "坏.md").read_bytes() == before


def test_what_is_known_is_not_corrected(folder: Path):
    zhupi("baseline", ".", cwd=folder)
    (folder / "zhupi.toml").write_text('baseline = "zhupi-baseline.json"\n')
    (folder / "坏.md").write_text("# 报告\n\n召开会议部暑工作，观念淡簿。\n")
    assert zhupi("check", ".", "--fix", cwd=folder)[0] == 0
    assert (folder / "坏.md").read_text() == "# 报告\n\n召开会议部暑工作，观念淡薄。\n"
    assert zhupi("check", ".", "--fix", "--no-baseline", cwd=folder)[0] == 0
    assert "部署" in (folder / "坏.md").read_text()


def test_an_entry_that_another_folder_needs_is_not_called_unused(folder: Path):
    (folder / "zhupi.toml").write_text(
        '[[suppress]]\nrule = "typo"\nquote = "部暑"\nreason = "x"\n'
    )
    sub = folder / "sub"
    sub.mkdir()
    (sub / "zhupi.toml").write_text('extends = "../zhupi.toml"\n')
    (sub / "y.md").write_text("很好。\n")
    assert zhupi("check", ".", cwd=folder)[2] == "" and zhupi("check", "sub", cwd=folder)[2] == ""
    (folder / "坏.md").unlink()
    assert zhupi("check", ".", cwd=folder)[2].count("zhupi.toml:1") == 1


def test_a_line_of_gitignore_that_is_no_pattern_is_passed_over(folder: Path):
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("!\na[z-a]b\n好.txt\n")
    assert "检查了 1 个文件" in zhupi("check", ".", cwd=folder)[1]


def test_a_baseline_that_is_missing_is_said(folder: Path):
    code, _, errors = zhupi("check", ".", "--baseline", "没有.json", cwd=folder)
    assert code == 2 and "没有.json" in errors and "zhupi baseline" in errors


def test_a_baseline_needs_files_that_can_be_read(folder: Path):
    (folder / "坏文档.docx").write_bytes(b"PK\x03\x04")
    code, _, errors = zhupi("baseline", ".", cwd=folder)
    assert code == 2 and "坏文档.docx" in errors
    assert "坏.md" in (folder / "zhupi-baseline.json").read_text()


def test_init_writes_a_configuration_once(folder: Path):
    assert zhupi("init", cwd=folder)[0] == 0
    assert zhupi("check", "好.txt", cwd=folder)[0] == 0
    code, _, errors = zhupi("init", cwd=folder)
    assert code == 2 and "--force" in errors
    assert zhupi("init", "--force", cwd=folder)[0] == 0
    assert zhupi("init", "--stdout", "--lang", "en", cwd=folder)[1] == TEMPLATE.en


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_the_template_counts_once_its_mark_is_gone(lang: str, tmp_path: Path):
    lines = TEMPLATE.say(lang).splitlines()
    entries = [line.removeprefix("# ") for line in lines if _is_entry(line)]
    text = "\n".join(
        each for each in entries if not each.startswith(("extends", "select", "baseline"))
    )
    assert len(tomllib.loads(text)) > 10
    (tmp_path / "our-rules").mkdir()
    (tmp_path / "our-rules" / "pack.yaml").write_text("pack: house\ntitle: 本单位\n")
    (tmp_path / "our-rules" / "a.yaml").write_text(
        "check: literal\nwords: [甲]\nmessage: 乙\nseverity: info\nwhy: 丙\n"
    )
    (tmp_path / "words.txt").write_text("")
    (tmp_path / "zhupi.toml").write_text(text)
    planner = Planner(Asked())
    for name in ("a.md", "草稿/a.md", "drafts/a.md", "述职/a.docx", "reports/a.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        assert planner.ruleset(planner.plan(tmp_path / name)).rules


def _is_entry(line: str) -> bool:
    body = line.removeprefix("# ")
    return body != line and (body.startswith("[") or " = " in body.partition("#")[0])


def test_config_shows_what_holds_and_where_it_is_said(folder: Path):
    (folder / "zhupi.toml").write_text(
        'ignore = ["wording"]\n[[files]]\nmatch = ["*.md"]\nfail-on = "error"\n'
    )
    code, output, _ = zhupi("config", "坏.md", cwd=folder)
    assert code == 0 and "wording  ← zhupi.toml:1" in output and "error  ← zhupi.toml:4" in output
    data = json.loads(zhupi("config", "还没有.txt", "--format", "json", cwd=folder)[1])
    assert data["files"] == ["zhupi.toml"]
    assert {"key": "fail-on", "value": "warning", "where": ""} in data["settings"]
    assert "typo/word" in data["rules"]


def test_rules_and_explain_know_the_packs_of_the_configuration(folder: Path):
    pack = folder / "house"
    pack.mkdir()
    (pack / "pack.yaml").write_text("pack: house\ntitle: 本单位\n")
    (pack / "no-boss.yaml").write_text(
        "check: literal\nwords: [老板]\nmessage: 不写老板\nseverity: error\nwhy: 不合体统\n"
    )
    (folder / "zhupi.toml").write_text('rules = ["house"]\n')
    assert "no-boss" in zhupi("rules", cwd=folder)[1]
    assert "不合体统" in zhupi("explain", "house/no-boss", cwd=folder)[1]


def test_completion_scripts(folder: Path):
    for shell in ("bash", "zsh"):
        code, output, _ = zhupi("completion", shell, cwd=folder)
        assert code == 0 and "--force-exclude" in output and "baseline" in output


def test_bash_completes(folder: Path):
    (folder / "zhupi.bash").write_text(zhupi("completion", "bash", cwd=folder)[1])
    script = """
        source zhupi.bash
        COMP_WORDS=(zhupi check --force) COMP_CWORD=2
        $(complete -p zhupi | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        echo "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["--force-exclude"], done.stderr
