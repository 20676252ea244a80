"""A session with the server, as editors have it."""

from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.clients import EMACS, NEOVIM, VS_CODE, Editor

pytestmark = pytest.mark.asyncio
FAULTY = "# 报告\n\n𠮷𠮷会议部暑工作。\n"


def at(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


def insert(line: int, column: int, text: str) -> types.TextDocumentContentChangePartial:
    return types.TextDocumentContentChangePartial(at(line, column, column), text)


def codes(diagnostics: list[types.Diagnostic]) -> list[str]:
    return [str(each.code) for each in diagnostics]


async def test_findings_are_shown_in_units_of_the_client(editor: Editor):
    (finding,) = await editor.open("甲.md", FAULTY)
    assert (finding.code, finding.source, finding.message) == (
        "typo/word", "zhupi", "“部暑”应为“部署”",
    )  # fmt: skip
    assert finding.range == at(2, 6, 8) and finding.severity is types.DiagnosticSeverity.Error


@pytest.mark.parametrize(
    ("profile", "encodings", "wanted"),
    [
        (VS_CODE, None, at(2, 6, 8)),
        (NEOVIM, ["utf-8", "utf-16"], at(2, 14, 20)),
        (EMACS, ["utf-32", "utf-8", "utf-16"], at(2, 4, 6)),
        (EMACS, None, at(2, 6, 8)),
    ],
)
async def test_the_encoding_is_agreed_on(profile, encodings, wanted, tmp_path: Path):
    editor = Editor(tmp_path)
    await editor.start(profile, encodings=encodings)
    (finding,) = await editor.open("甲.md", FAULTY)
    assert finding.range == wanted
    await editor.stop()


async def test_changes_are_followed(editor: Editor):
    await editor.open("甲.md", FAULTY)
    assert len(await editor.change("甲.md", insert(2, 4, "部暑，"))) == 2
    mended = types.TextDocumentContentChangePartial(at(2, 4, 11), "会议部署")
    assert await editor.change("甲.md", mended) == []
    whole = types.TextDocumentContentChangeWholeDocument("部暑")
    assert codes(await editor.change("甲.md", whole)) == ["typo/word"]
    assert await editor.change("甲.md", types.TextDocumentContentChangeWholeDocument("")) == []


async def test_related_places_and_tags(editor: Editor):
    found = await editor.open("甲.md", "# 通知\n\n（此处为付费内容##paidbegin##）正文。\n")
    tags = [each.tags for each in found if str(each.code).startswith("residue/")]
    assert tags and all(list(each) == [types.DiagnosticTag.Unnecessary] for each in tags)
    found = await editor.open("乙.md", "# 总结\n\n一是抓学习。三是抓落实。四是抓作风。\n")
    (gap,) = [each for each in found if each.code == "structure/series-number"]
    assert gap.related_information and gap.related_information[0].location.uri == editor.uri(
        "乙.md"
    )


async def test_typing_fast_ends_in_what_is_there(editor: Editor):
    await editor.open("甲.md", "# 报告\n\n")
    for index, letter in enumerate("年初会议部暑工作，"):
        editor.send("甲.md", insert(2, index, letter))
    assert codes(await editor.change("甲.md", insert(2, 9, "好。"))) == ["typo/word"]


async def test_a_document_that_is_closed_shows_nothing(editor: Editor):
    await editor.open("甲.md", FAULTY)
    identifier = types.TextDocumentIdentifier(editor.uri("甲.md"))
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
    await editor.until(lambda: editor.published[-1].diagnostics == [])
    assert editor.published[-1].uri == editor.uri("甲.md")


async def test_text_and_untitled_documents(editor: Editor):
    assert codes(await editor.open("乙.txt", "会议部暑工作。", "plaintext")) == ["typo/word"]
    item = types.TextDocumentItem("untitled:Untitled-1", "markdown", 1, FAULTY)
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    assert codes(await editor.shown("untitled:Untitled-1", 1)) == ["typo/word"]


async def test_a_client_that_pulls_is_not_pushed_to(tmp_path: Path):
    editor = Editor(tmp_path)
    started = await editor.start(pull=True)
    assert started.capabilities.diagnostic_provider
    uri = editor.write("甲.md", FAULTY)
    item = types.TextDocumentItem(uri, "markdown", 1, FAULTY)
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    identifier = types.TextDocumentIdentifier(uri)
    params = types.DocumentDiagnosticParams(identifier)
    pulled = await editor.client.text_document_diagnostic_async(params)
    assert codes(pulled.items) == ["typo/word"] and editor.published == []
    before = editor.refreshed
    editor.write("zhupi.toml", 'ignore = ["typo"]\n')
    editor.disk_changed("zhupi.toml")
    await editor.until(lambda: editor.refreshed > before)
    assert not (await editor.client.text_document_diagnostic_async(params)).items
    await editor.stop()


async def test_settings_of_the_client(editor: Editor):
    await editor.open("甲.md", FAULTY)
    editor.settings = {"ignore": ["typo"], "nonsense": 3, "select": "not a list"}
    changed = types.DidChangeConfigurationParams(settings={})
    editor.client.workspace_did_change_configuration(changed)
    await editor.until(lambda: editor.published[-1].diagnostics == [])
    editor.settings = {"lang": "en"}
    editor.client.workspace_did_change_configuration(changed)
    await editor.until(lambda: editor.published[-1].diagnostics)
    assert editor.published[-1].diagnostics[0].message == "“部暑” should be “部署”"


async def test_a_document_opened_before_the_settings_are_known_waits_for_them(tmp_path: Path):
    editor = Editor(tmp_path)
    editor.settings = {"ignore": ["typo"]}
    await editor.start(NEOVIM)
    assert await editor.open("甲.md", FAULTY) == []
    assert all(each.diagnostics == [] for each in editor.published)
    await editor.stop()


async def test_settings_that_are_sent_along(tmp_path: Path):
    editor = Editor(tmp_path)
    editor.settings = None
    await editor.start(NEOVIM, sent={"ignore": ["typo"]})
    assert await editor.open("甲.md", FAULTY) == []
    await editor.stop()


async def test_files_of_settings_are_read_again_when_they_change(editor: Editor):
    await editor.open("甲.md", FAULTY)
    for name, content in (("zhupi.toml", 'ignore = ["typo"]\n'), ("zhupi-words.txt", "部暑\n")):
        editor.write(name, content)
        editor.disk_changed(name)
        await editor.until(lambda: editor.published[-1].diagnostics == [])
        (editor.folder / name).unlink()
        editor.disk_changed(name, types.FileChangeType.Deleted)
        await editor.until(lambda: editor.published[-1].diagnostics)
        assert codes(editor.published[-1].diagnostics) == ["typo/word"]


async def test_a_fault_of_the_configuration_is_shown_and_goes_away(editor: Editor):
    editor.write("zhupi.toml", 'ignore = ["typo/wrod"]\n')
    (fault,) = await editor.open("甲.md", FAULTY)
    assert "zhupi.toml:1" in fault.message and "typo/word" in fault.message
    editor.write("zhupi.toml", "")
    editor.disk_changed("zhupi.toml")
    await editor.until(lambda: codes(editor.published[-1].diagnostics) == ["typo/word"])


async def test_the_language_is_that_of_the_client(tmp_path: Path):
    editor = Editor(tmp_path)
    await editor.start(locale="en-us")
    (finding,) = await editor.open("甲.md", FAULTY)
    assert finding.message == "“部暑” should be “部署”"
    await editor.stop()


async def test_the_status_is_ready_also_when_there_is_nothing_to_check(editor: Editor):
    await editor.until(lambda: [each.state for each in editor.statuses] == ["checking", "ready"])
    assert editor.statuses[-1].files == 0 and editor.statuses[-1].message == ""


async def test_a_broken_configuration_is_told_in_the_status(editor: Editor):
    editor.write("zhupi.toml", "ignore = [\n")
    await editor.open("甲.md", FAULTY)
    await editor.until(lambda: editor.statuses[-1].state == "failed")
    assert "zhupi.toml" in editor.statuses[-1].message


async def test_the_status_tells_the_figures(editor: Editor):
    await editor.open("甲.md", FAULTY)
    await editor.until(lambda: editor.statuses and editor.statuses[-1].error == 1)
    assert editor.statuses[-1].state == "ready" and editor.statuses[-1].files == 1


async def test_a_session_without_documents_is_ready(editor: Editor):
    await editor.until(lambda: editor.statuses and editor.statuses[-1].state == "ready")
    assert editor.statuses[-1].files == 0
