"""The command line as users meet it: whole processes, exit codes, sentences."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DOCUMENTS
from tests.reports import as_docx
from tests.unit.cli.running import zhupi
from tests.word_files import paragraph, word, zipped
from zhupi.model.width import display_width


def test_exit_codes(folder: Path):
    assert zhupi("check", "好.txt", cwd=folder)[0] == 0
    assert zhupi("check", "坏.md", cwd=folder)[0] == 1
    assert zhupi("check", ".", cwd=folder)[0] == 1
    assert zhupi("check", cwd=folder)[0] == 1
    assert zhupi("check", ".", "--fail-on", "never", cwd=folder)[0] == 0
    assert zhupi("check", ".", "--ignore", "typo", cwd=folder)[0] == 0
    assert zhupi("check", ".", "--select", "structure,residue", cwd=folder)[0] == 0


@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_fail_on(tmp_path: Path, level: str):
    (tmp_path / "a.txt").write_text("1、甲\n2、乙\n")  # a warning
    expected = {"error": 0, "warning": 1, "info": 1}[level]
    for output in ("text", "json"):
        code = zhupi("check", "a.txt", "--fail-on", level, "--format", output, cwd=tmp_path)[0]
        assert code == expected


def bad_inputs(tmp_path: Path) -> dict[str, list[str]]:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "空文件夹").mkdir()
    (tmp_path / "图.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    (tmp_path / "假.docx").write_bytes(b"not a zip")
    (tmp_path / "老.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "好.txt").write_text("很好。")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.yaml").write_text("pack: mine\ntitle: 我的\n")
    (tmp_path / "pack" / "rule.yaml").write_text("check: literal\nwrods: [甲]\n")
    pipes = tmp_path / "管道"  # of which nothing ever comes
    pipes.mkdir()
    os.mkfifo(pipes / "文.md")
    os.mkfifo(pipes / "rule.yaml")
    (pipes / "pack.yaml").write_text("pack: mine\ntitle: 我的\n")
    (tmp_path / "文种.md").write_text("---\ngenre: work-reprot\n---\n")
    (tmp_path / "pack2").mkdir()
    (tmp_path / "pack2" / "pack.yaml").write_text("pack: mine\ntitle: 我的\n")
    (tmp_path / "pack2" / "rule.yaml").write_text("check: outline\nfault: missing\n")
    return {
        "missing": ["check", "没有.txt"],
        "empty": ["check", "空.txt"],
        "nothing to check": ["check", "空文件夹"],
        "binary": ["check", "图.md"],
        "no zip": ["check", "假.docx"],
        "unknown kind": ["check", "老.doc"],
        "misspelt rule": ["check", "好.txt", "--select", "typo/wrod"],
        "misspelt key": ["check", "好.txt", "--rules", "pack"],
        "misspelt key, tested": ["test", "pack"],
        "a pipe": ["check", "管道/文.md"],
        "a pipe in a folder": ["check", "管道", "--isolated"],
        "a pipe for a rule file": ["check", "好.txt", "--rules", "管道"],
        "no pack": ["check", "好.txt", "--rules", "空文件夹"],
        "unknown genre": ["check", "好.txt", "--genre", "wrok-report"],
        "stdin without a name": ["check", "-"],
        "unknown option": ["check", "--frmat", "json"],
        "bad choice": ["check", "--format", "xml"],
        "no command": [],
        "unknown command": ["chek"],
        "explain nothing": ["explain", "typo/wrod"],
        "test nothing": ["test", "tpyo"],
        "a folder as a file": ["text", "pack"],
        "misspelt genre in the file": ["check", "文种.md"],
        "a rule out of place": ["check", "好.txt", "--rules", "pack2"],
        "no rule file": ["test", "pack/pack.yaml"],
        "outline of a folder": ["outline", "空文件夹"],
        "output nowhere": ["check", "好.txt", "-o", "没有/结果.json"],
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bad_input_gets_a_sentence_and_exit_code_2(tmp_path: Path, lang: str):
    for name, arguments in bad_inputs(tmp_path).items():
        extra = ["--lang", lang] if arguments and arguments[0] != "chek" else []
        code, _, errors = zhupi(*arguments, *extra, cwd=tmp_path)
        assert code == 2, name
        assert "Traceback" not in errors, name
        assert ("怎样改：" if lang == "zh" or not extra else "fix:") in errors, (name, errors)


def test_one_bad_file_does_not_stop_the_others(folder: Path):
    (folder / "假.docx").write_bytes(b"not a zip")
    code, output, errors = zhupi("check", ".", cwd=folder)
    assert code == 2
    assert "部暑" in output and "假.docx" in errors


def test_a_missing_file_does_not_stop_the_others(folder: Path):
    code, output, errors = zhupi("check", "坏.md", "没有.md", cwd=folder)
    assert code == 2 and "部暑" in output and "没有.md" in errors


def test_an_old_file_of_results_does_not_survive_a_failure(folder: Path):
    (folder / "结果.json").write_text("old")
    assert zhupi("check", "没有.md", "--format", "json", "-o", "结果.json", cwd=folder)[0] == 2
    data = json.loads((folder / "结果.json").read_text())
    assert data["summary"]["unreadable"] == 1
    assert [each["rule"] for each in data["findings"]] == ["file/unreadable"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_all_is_written_before_the_process_ends(folder: Path, jobs: str):
    bad = (folder / "坏.md").read_text()
    for number in range(60):
        (folder / f"{number}.md").write_text(bad)
    paths = ("check", ".", "--jobs", jobs, "--no-cache", "--format", "json")
    code, output, errors = zhupi(*paths, cwd=folder)
    assert code == 1 and not errors
    assert len(json.loads(output)["findings"]) > 60


def test_output_goes_through_links_and_into_pipes(folder: Path):
    (folder / "link.json").symlink_to(folder / "target.json")
    zhupi("check", "坏.md", "--format", "json", "-o", "link.json", cwd=folder)
    assert (folder / "link.json").is_symlink() and (folder / "target.json").is_file()
    assert zhupi("check", "坏.md", "-o", "/dev/null", cwd=folder)[0] == 1
    assert Path("/dev/null").is_char_device()


def test_the_language_may_stand_before_the_command(folder: Path):
    assert "should be" in zhupi("--lang", "en", "check", "坏.md", cwd=folder)[1]


def test_a_misspelt_key_is_said_with_file_line_and_mend(tmp_path: Path):
    bad_inputs(tmp_path)
    _, _, errors = zhupi("check", "好.txt", "--rules", "pack", cwd=tmp_path)
    assert "pack/rule.yaml:2" in errors and "wrods" in errors and "words" in errors


def test_stdin(folder: Path):
    code, output, _ = zhupi("check", "-", "--stdin-filename", "稿 子.md", stdin="会议部暑".encode())
    assert code == 1 and "稿 子.md:1:3" in output
    assert zhupi("check", "--stdin-filename", "a.docx", stdin=as_docx(["会议部暑"]))[0] == 1


def test_output_to_a_file_is_the_same_and_leaves_nothing_else(folder: Path):
    code, output, _ = zhupi("check", "坏.md", "--format", "json", "-o", "结果.json", cwd=folder)
    assert (code, output) == (1, "")
    assert json.loads((folder / "结果.json").read_text())["summary"]["error"] == 1
    assert sorted(path.name for path in folder.iterdir()) == ["坏.md", "好.txt", "结果.json"]


def test_other_encodings_are_said(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes("召开会议部暑重点工作。".encode("gb18030"))
    code, output, errors = zhupi("check", "a.txt", cwd=tmp_path)
    assert code == 1 and "GB18030" in errors and "1:5" in output


def test_text_prints_the_view(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(as_docx(["题目", "一、甲", "（一）乙"], automatic=True))
    assert zhupi("text", "a.docx", cwd=tmp_path)[1] == "题目\n一、甲\n（一）乙\n"


def test_outline_shows_roles_and_why():
    path = DOCUMENTS / "clean" / "agriculture-officer.txt"
    code, output, _ = zhupi("outline", path)
    assert code == 0
    assert "文种：述职报告（work-report），因为标题有“述职报告”" in output
    roles = output[output.index("二、存在的问题及原因") :].split("\n")[1:3]
    assert roles[0].strip().startswith("← 存在的问题（problems），因为有“问题”，见 rules/genres/")
    assert roles[1].strip().startswith("← 原因分析（causes），因为有“原因”")
    assert "条目 problem：3项" in output and "[11] 1 理论学习不够系统" in output
    assert "日期：[22] 2024年12月26日" in output
    english = zhupi("outline", path, "--lang", "en")[1]
    assert "← problems（problems）: it has “问题”" in english


def test_rules_and_explain():
    listed = zhupi("rules")[1]
    assert "typo" in listed and "word" in listed
    assert all(display_width(line) <= 80 for line in listed.split("\n"))
    data = json.loads(zhupi("rules", "--format", "json")[1])
    assert {"name", "check", "severity", "message", "why", "source", "strength"} <= set(data[0])
    page = zhupi("explain", "typo/word")[1]
    assert "依据：" in page and "错误示例" in page and "改为" in page


def test_explain_does_not_list_all_rules_for_a_name_that_is_none():
    code, _, errors = zhupi("explain", "nope")
    assert code == 2 and "zhupi rules" in errors and "typo/word" not in errors


def test_a_folder_of_rules_that_there_is_not(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    said = [zhupi("rules", "--rules", name, cwd=tmp_path)[2] for name in ("empty", "nothing")]
    assert "没有规则包" in said[0] and "没有这个文件夹" in said[1]


def test_explain_on_a_line(tmp_path: Path):
    ad = "【青竹公文】每日更新范文，永久会员99元，需要的小伙伴加薇❤：qz_2023"
    (tmp_path / "a.txt").write_text(f"述职报告\n完成任务。\n{ad}\n")
    code, page, _ = zhupi("explain", "residue/ad-block", "--on", "a.txt:3", cwd=tmp_path)
    assert code == 0
    assert "2 分  收费：永久、会员、99元" in page and "3 分  改头换面的联系渠道" in page
    assert "判为广告" in page
    page = zhupi("explain", "residue/ad-block", "--on", "a.txt:2", cwd=tmp_path)[1]
    assert "没有查出" in page and "可疑须 3 分" in page
    page = zhupi("explain", "typo/word", "--on", "a.txt:2", "--lang", "en", cwd=tmp_path)[1]
    assert "finds nothing here" in page
    for place in ("a.txt", "a.txt:9", "没有.txt:1", "a.txt:x"):
        code, _, errors = zhupi("explain", "typo/word", "--on", place, cwd=tmp_path)
        assert code == 2 and "怎样改" in errors


def test_test_command():
    code, output, _ = zhupi("test", "typo/word")
    assert code == 0 and "1 条规则" in output


def test_the_tests_fail_rules_that_are_wrong(tmp_path: Path):
    (tmp_path / "pack.yaml").write_text("pack: mine\ntitle: 我的\n")
    head = "check: literal\nwords: [甲]\nmessage: x\nseverity: error\nwhy: x\n"
    cases = {
        "untested": "",
        "missing": "examples: [{bad: 乙, at: 1:1}, {good: 丙}]\n",
        "noisy": "examples: [{bad: 甲, at: 1:1}, {good: 甲}]\n",
        "misplaced": "examples: [{bad: 乙甲, at: 1:1}, {good: 丙}]\n",
        "wrong-fix": "fix: safe\nexamples: [{bad: 乙甲, at: 1:2, fixed: 甲}, {good: 丙}]\n",
        "unsettled": "fix: safe\nreplace-with: 甲甲\nexamples: [{bad: 甲, at: 1:1}, {good: 丙}]\n",
    }
    for outcome, examples in cases.items():
        (tmp_path / "rule.yaml").write_text(head + examples)
        code, _, errors = zhupi("test", tmp_path / "rule.yaml")
        assert code == 1, outcome
        assert f" {outcome} mine/rule" in errors
        assert "怎样改：" in errors


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_is_readable_at_eighty_columns(lang: str):
    for command in ([], ["check"], ["text"], ["outline"], ["rules"], ["explain"], ["test"]):
        code, output, _ = zhupi(*command, "--help", *(["--lang", lang] if command else []))
        assert code == 0
        assert all(display_width(line) <= 80 for line in output.split("\n")), output
        assert output.count("用法") <= 1


def test_no_command_pays_for_what_it_does_not_need(tmp_path: Path):
    (tmp_path / "a.md").write_text("甲。")
    code = (
        "import sys; from zhupi.cli import main; main(['check', 'a.md', '--select', 'structure']); "
        "print([m for m in ('lxml', 'pygls', 'numpy', 'rich', 'pathspec') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"


WORD = Path(__file__).resolve().parents[2] / "word"


def test_text_shows_where_each_piece_stands():
    _, output, _ = zhupi("text", WORD / "paragraph-ids.docx", "--format", "json")
    data = json.loads(output)
    first, cell = data["blocks"]
    assert [piece["text"] for piece in first["pieces"]] == ["甲乙", "丙丁"]
    second = first["pieces"][1]
    assert (second["start"], second["end"]) == ({"line": 1, "column": 3}, {"line": 1, "column": 5})
    assert second["place"]["run"] == 1 and second["place"]["id"] == "0A1B2C3D"
    assert cell["kind"] == "cell" and cell["place"]["cells"] == [[0, 0, 0]]


def test_text_shows_pieces_of_markdown(folder: Path):
    (folder / "c.md").write_text("甲**乙**")
    _, output, _ = zhupi("text", "c.md", "--format", "json", cwd=folder)
    pieces = json.loads(output)["blocks"][0]["pieces"]
    assert [(each["text"], each["start"]["column"]) for each in pieces] == [("甲", 1), ("乙", 4)]


@pytest.mark.parametrize("command", ["check", "text", "outline"])
def test_reading_options_work_in_every_command(command: str, folder: Path):
    file = WORD / "revisions.docx"
    assert zhupi(command, file, "--original")[0] in (0, 1)
    code, _, errors = zhupi(command, file, "--limit", "paragraphs=1")
    assert code == 2 and "--limit paragraphs" in errors
    code, _, errors = zhupi(command, file, "--limit", "paragrahps=1")
    assert code == 2 and "paragraphs" in errors
    code, _, errors = zhupi(command, file, "--password-file", folder / "没有")
    assert code == 2 and "没有" in errors


def test_original_reads_the_text_before_the_revisions():
    assert "保留增。" in zhupi("text", WORD / "revisions.docx")[1]
    assert "保留删。" in zhupi("text", WORD / "revisions.docx", "--original")[1]


def test_a_finding_beside_the_body_says_where(tmp_path: Path):
    parts = word(
        paragraph("正文。") + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>',
        related={"header1": paragraph("部暑工作")},
    )
    (tmp_path / "a.docx").write_bytes(zipped(parts))
    code, output, _ = zhupi("check", tmp_path / "a.docx")
    assert code == 1 and "页眉" in output and ":2:1 " in output


def test_a_legacy_file_in_a_folder_is_not_passed_over(folder: Path):
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"))
    code, _, errors = zhupi("check", ".", cwd=folder)
    assert code == 2 and "旧.doc" in errors and "另存为 .docx" in errors


def test_the_words_of_the_project(folder: Path):
    (folder / "甲.txt").write_text("综治中心统一布署，党性淡簿。\n")
    (folder / "zhupi-words.txt").write_text("布署\n综治中心 → 社会治理中心\n")
    deeper = folder / "下级"
    deeper.mkdir()
    for where, path in ((folder, "甲.txt"), (deeper, "../甲.txt")):
        _, output, _ = zhupi("check", path, "--format", "json", "--select", "typo,words", cwd=where)
        rows = [(each["rule"], each["quote"]) for each in json.loads(output)["findings"]]
        assert rows == [("words/own-word", "综治中心"), ("typo/word", "淡簿")]


def test_words_that_cannot_be_read(folder: Path):
    (folder / "词.txt").write_text("甲 → 乙 → 丙\n")
    code, _, errors = zhupi("check", ".", "--words", "词.txt", cwd=folder)
    assert code == 2 and "词.txt:1" in errors and "怎样改" in errors
    code, _, errors = zhupi("check", ".", "--words", "没有.txt", cwd=folder)
    assert code == 2 and "没有.txt" in errors


def test_how_hard_the_detector_looks(folder: Path):
    (folder / "甲.txt").write_text("全体干部要学习惯彻会议精神，强化源头管空。\n")

    def quotes(*options: str) -> list[str]:
        line = ("check", "甲.txt", "--select", "typo", "--format", "json", *options)
        _, output, _ = zhupi(*line, cwd=folder)
        return [finding["quote"] for finding in json.loads(output)["findings"]]

    assert quotes() == ["惯彻"]
    assert quotes("--detector", "thorough") == ["惯彻", "管空"]
    assert quotes("--no-detector") == quotes("--detector", "off") == []


def test_a_file_of_words_is_no_document(folder: Path):
    (folder / "zhupi-words.txt").write_text("布署\n")
    _, output, _ = zhupi("check", ".", "--format", "json", cwd=folder)
    assert json.loads(output)["summary"]["files"] == 2


def test_the_template_of_words_allows_nothing(folder: Path):
    template = Path(__file__).parents[3] / "examples" / "zhupi-words.txt"
    (folder / "甲.txt").write_text("会议布署工作。\n")
    code, output, _ = zhupi("check", "甲.txt", "--words", template, cwd=folder)
    assert code == 1 and "布署" in output
