"""What ``--fix``, ``--diff`` and ``zhupi annotate`` do from the command line."""

from pathlib import Path

import pytest

from tests.reports import as_docx
from tests.unit.cli.running import zhupi


def test_fixing_in_place(folder: Path):
    (folder / "甲.docx").write_bytes(as_docx(["会议部暑工作。"]))
    raw = (folder / "坏.md").read_bytes()
    code, _, errors = zhupi("check", ".", "--fix", cwd=folder)
    assert code == 0 and "坏.md：改了 1 处" in errors and "甲.docx：改了 1 处" in errors
    assert (folder / "坏.md").read_bytes() == raw.replace("暑".encode(), "署".encode())
    assert zhupi("text", "甲.docx", "--original", cwd=folder)[1] == "会议部暑工作。\n"
    assert zhupi("text", "甲.docx", cwd=folder)[1] == "会议部署工作。\n"


def test_fixing_without_tracks(folder: Path):
    (folder / "甲.docx").write_bytes(as_docx(["会议部暑工作。"]))
    assert zhupi("check", "甲.docx", "--fix", "--no-track", cwd=folder)[0] == 0
    assert zhupi("text", "甲.docx", "--original", cwd=folder)[1] == "会议部署工作。\n"


def test_a_difference_is_shown_and_nothing_written(folder: Path):
    before = (folder / "坏.md").read_bytes()
    code, output, _ = zhupi("check", ".", "--diff", cwd=folder)
    assert code == 1 and "-召开会议部暑工作。\n+召开会议部署工作。\n" in output
    assert (folder / "坏.md").read_bytes() == before
    assert zhupi("check", "好.txt", "--diff", cwd=folder)[:2] == (0, "")


def test_standard_input_cannot_be_fixed(folder: Path):
    code, _, errors = zhupi("check", "-", "--stdin-filename", "a.md", "--fix", stdin=b"x")
    assert code == 2 and "--diff" in errors


def test_annotating(folder: Path):
    (folder / "甲.docx").write_bytes(as_docx(["会议部暑工作。"]))
    raw = (folder / "甲.docx").read_bytes()
    code, _, errors = zhupi("annotate", "甲.docx", cwd=folder)
    assert code == 0 and "1 处批注，1 处修订" in errors
    assert (folder / "甲-朱批.docx").exists() and (folder / "甲.docx").read_bytes() == raw


def test_other_files_become_a_page(folder: Path):
    code, _, errors = zhupi("annotate", "坏.md", cwd=folder)
    assert code == 0 and "坏-朱批.html：1 处问题" in errors
    page = (folder / "坏-朱批.html").read_text()
    assert "<mark" in page and "为什么" not in page and "召开会议" in page
    assert zhupi("annotate", "坏.md", cwd=folder)[0] == 2  # it is there already


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["甲.docx", "-o", "甲.docx"], "不能覆盖原文件"),
        (["坏.md", "--original", "-o", "没有/乙.html"], "写不了"),
        (["甲.docx", "--date", "昨天"], "看不懂这个日期"),
        (["甲.docx", "-o", "没有/乙.docx"], "写不了"),
        (["没有.docx"], "找不到"),
    ],
)
def test_what_cannot_be_annotated_is_said(arguments: list[str], said: str, folder: Path):
    (folder / "甲.docx").write_bytes(as_docx(["会议部暑工作。"]))
    code, _, errors = zhupi("annotate", *arguments, cwd=folder)
    assert code == 2 and said in errors


def test_what_was_before_the_revisions_cannot_be_written(folder: Path):
    (folder / "甲.docx").write_bytes(as_docx(["会议部暑工作。"]))
    for line in (("check", "甲.docx", "--fix"), ("check", ".", "--diff"), ("annotate", "甲.docx")):
        code, _, errors = zhupi(*line, "--original", cwd=folder)
        assert code == 2 and "--original" in errors
