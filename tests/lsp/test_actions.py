"""Code actions: what is offered, and that it does what it says."""

from pathlib import Path

import pytest
from lsprotocol import types

from tests.conftest import DOCUMENTS
from tests.lsp.looking import URI, actions, applied, edited, look
from zhupi.engine.fixing import fix_bytes
from zhupi.lsp.actions import Actions, differences
from zhupi.lsp.names import ADD_WORD, FIX_ALL, SUPPRESS
from zhupi.lsp.units import Ruler

SURE = "# 报告\n\n𠮷𠮷会议部暑工作。\n"
UNSURE = "# 报告\n\n我们我们要推进工作。\n"
FAULTY = DOCUMENTS / "faulty" / "report.md"


def titled(made: list[types.CodeAction], start: str) -> types.CodeAction:
    return next(each for each in made if each.title.startswith(start))


def commanded(made: list[types.CodeAction], command: str) -> list[object]:
    return next(
        list(each.command.arguments or ())
        for each in made
        if each.command and each.command.command == command
    )


def test_a_sure_correction_is_preferred():
    action = titled(actions(SURE), "改为“部署”")
    assert action.is_preferred and action.kind == types.CodeActionKind.QuickFix
    assert applied(SURE, action) == SURE.replace("部暑", "部署")
    assert action.diagnostics and action.diagnostics[0].code == "typo/word"


def test_an_unsure_correction_is_offered_only():
    action = titled(actions(UNSURE), "改为“我们”")
    assert not action.is_preferred and applied(UNSURE, action) == UNSURE.replace("我们", "", 1)
    assert not [each for each in actions(UNSURE) if each.kind == FIX_ALL]


def test_each_suggestion_is_offered_once():
    checked = look(SURE)
    finding = checked.findings[0]._replace(suggestions=("部署", "布署", "步署"))
    made = Actions(checked._replace(findings=(finding,)), URI, "zh").at(
        types.Range(types.Position(2, 6), types.Position(2, 6)), []
    )
    titles = [each.title for each in made if each.title.startswith("改为")]
    assert titles == ["改为“部署”", "改为“布署”", "改为“步署”"]


def test_residue_is_deleted():
    text = "# 通知\n\n正文##paidbegin##内容。\n"
    action = titled(actions(text), "删去")
    assert applied(text, action) == "# 通知\n\n正文内容。\n"


def test_only_what_is_touched_is_offered():
    there = types.Range(types.Position(2, 8), types.Position(2, 8))
    beside = types.Range(types.Position(2, 9), types.Position(2, 9))
    assert any(each.is_preferred for each in actions(SURE, extent=there))
    assert [each.kind for each in actions(SURE, extent=beside)] == [FIX_ALL]


@pytest.mark.parametrize(
    ("only", "quick"),
    [("quickfix", True), ("refactor", False), ("source.organizeImports", False), ("", True)],
)
def test_only_what_is_asked_for_is_offered(only: str, quick: bool):
    made = actions(SURE, *filter(None, [only]))
    assert any(each.kind == types.CodeActionKind.QuickFix for each in made) is quick


@pytest.mark.parametrize("name", ["report.md", "report.txt"])
def test_all_sure_corrections_are_those_of_the_command_line(name: str, ruleset):
    raw = (DOCUMENTS / "faulty" / name).read_bytes()
    text, fixed = raw.decode(), fix_bytes(raw, name, ruleset).decode()
    assert fixed != text
    (action,) = Actions(look(text, f"/w/{name}"), URI, "zh").all_corrections(fixed)
    assert action.kind == FIX_ALL and applied(text, action) == fixed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲\n乙\n丙\n", "甲\n丙\n"),
        ("甲", "甲\n乙"),
        ("甲\r\n乙", "𠮷甲\r\n乙丙"),
        ("", "甲"),
        ("甲\n", "甲\n"),
    ],
)
def test_differences_make_the_other_text(old: str, new: str):
    assert edited(old, list(differences(Ruler(old, "utf-16"), new))) == new


def test_ignoring_here_leaves_a_remark_that_works():
    """Of every finding of a whole report: after its remark it is gone, and nothing else comes."""
    text = FAULTY.read_text(encoding="utf-8")
    findings = look(text).findings
    for finding in findings:
        made = [each for each in actions(text) if each.title == f"这里忽略 {finding.rule}"]
        for action in made:
            if action.edit:
                left = look(applied(text, action)).findings
                assert len(left) < len(findings) and not [
                    f for f in left if "suppression" in f.rule
                ]


@pytest.mark.parametrize(
    "text",
    ["# 报告\n\n- 会议部暑。\n", "# 报告\n\n> 会议部暑。\n", "| 甲 |\n|---|\n| 会议部暑 |\n"],
)
def test_where_no_remark_fits_the_configuration_takes_it(text: str):
    assert commanded(actions(text), SUPPRESS) == [URI, "typo/word", "部暑"]


def test_a_remark_stands_above_a_heading():
    text = "# 报告\n\n## 一、部暑\n\n正文。\n"
    after = applied(text, titled(actions(text), "这里忽略"))
    assert "<!-- 朱批：忽略 typo/word 原因 -->\n\n## 一、部暑" in after
    assert "typo/word" not in [each.rule for each in look(after).findings]


def test_texts_have_no_remarks():
    made = actions(SURE.removeprefix("# "), path="/w/a.txt")
    assert commanded(made, SUPPRESS) == [URI, "typo/word", "部暑"]
    assert commanded(made, ADD_WORD) == [URI, "部暑"]


def test_titles_in_english():
    assert titled(actions(SURE, lang="en"), "write “部署”")
    assert "zhupi: ignore typo/word" in applied(SURE, titled(actions(SURE, lang="en"), "ignore"))


def test_a_document_that_cannot_be_read_offers_nothing(tmp_path: Path):
    assert actions("---\ngenre: 没有的\n---\n会议部暑。\n") == []
