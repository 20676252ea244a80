"""The workspace as a whole: all its documents, its words, files that come and go."""

from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.clients import Editor
from tests.lsp.test_session import FAULTY
from tests.reports import as_docx

pytestmark = pytest.mark.asyncio
WORD = as_docx(["报告", "会议部暑工作。"])


async def test_the_workspace_is_checked_with_what_cannot_be_read(editor: Editor):
    editor.write("甲.md", FAULTY)
    editor.write("子/乙.docx", as_docx(["报告", "会议部暑工作。"]))
    editor.write("坏.docx", b"nothing")
    figures = await editor.command("zhupi.checkWorkspace")
    assert (figures.files, figures.error, figures.unreadable) == (3, 2, 1)
    assert len(await editor.shown(editor.uri("子/乙.docx"))) == 1
    assert len(await editor.shown(editor.uri("坏.docx"))) == 1
    page = Path((await editor.command("zhupi.report")).path).read_text(encoding="utf-8")
    assert "乙.docx" in page and "坏.docx" in page


async def test_a_document_of_a_checked_workspace_keeps_its_findings_when_it_is_closed(
    editor: Editor,
):
    assert len(await editor.open("甲.md", "会议部暑工作。\n")) == 1
    await editor.command("zhupi.checkWorkspace")
    before = len(editor.published)
    identifier = types.TextDocumentIdentifier(editor.uri("甲.md"))
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
    await editor.until(lambda: len(editor.published) > before + 1)
    assert len(editor.published[-1].diagnostics) == 1


async def test_words_are_added_and_hold_at_once(editor: Editor):
    await editor.open("子/甲.md", FAULTY)
    answer = await editor.command("zhupi.addWord", editor.uri("子/甲.md"), "部暑")
    assert Path(answer.path) == editor.folder / "zhupi-words.txt"
    await editor.until(lambda: editor.published[-1].diagnostics == [])
    await editor.command("zhupi.addWord", editor.uri("子/甲.md"), "又词")
    assert Path(answer.path).read_text(encoding="utf-8") == "部暑\n又词\n"
    assert await editor.refused("zhupi.addWord", editor.uri("子/甲.md"), "两个 词")


async def test_the_whole_workspace_is_followed_when_that_is_wanted(editor: Editor):
    editor.settings = {"wholeWorkspace": True}
    word, text = editor.write("乙.docx", WORD), editor.write("甲.md", FAULTY)
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams(settings={})
    )
    assert len(await editor.shown(word)) == len(await editor.shown(text)) == 1
    editor.write("乙.docx", as_docx(["报告", "会议部署工作。"]))
    editor.disk_changed("乙.docx")
    await editor.until(lambda: editor.last(word) == [])
    assert editor.checked[-1] == word
    new = editor.write("新.md", FAULTY)
    editor.disk_changed("新.md", types.FileChangeType.Created)
    assert len(await editor.shown(new)) == 1
    (editor.folder / "新.md").unlink()
    editor.disk_changed("新.md", types.FileChangeType.Deleted)
    await editor.until(lambda: editor.last(new) == [])
    editor.settings = {}
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams(settings={})
    )
    await editor.until(lambda: editor.last(text) == [])


async def test_a_word_file_that_was_checked_is_checked_again(editor: Editor):
    uri = editor.write("乙.docx", WORD)
    await editor.command("zhupi.checkFile", uri)
    before = len(editor.checked)
    editor.write("乙.docx", as_docx(["报告", "会议部署工作。"]))
    editor.disk_changed("乙.docx")
    await editor.until(lambda: len(editor.checked) > before)
    assert (await editor.command("zhupi.checkFile", uri)).findings == []


async def test_closing_while_a_check_runs_shows_nothing_afterwards(editor: Editor):
    text = FAULTY * 400
    for number in range(3):
        uri = editor.write(f"{number}.md", text)
        item = types.TextDocumentItem(uri, "markdown", 1, text)
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        identifier = types.TextDocumentIdentifier(uri)
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
    await editor.open("末.md", FAULTY)
    assert {each.uri for each in editor.published if each.diagnostics} == {editor.uri("末.md")}


async def test_what_is_asked_while_a_check_runs_is_answered_for_the_newest_text(editor: Editor):
    await editor.open("甲.md", "# 报告\n\n" + "正文。\n\n" * 2000)
    start = types.Range(types.Position(2, 0), types.Position(2, 0))
    editor.send("甲.md", types.TextDocumentContentChangePartial(start, "会议部暑。"))
    made = await editor.actions("甲.md", types.Range(types.Position(2, 2), types.Position(2, 4)))
    assert any(each.is_preferred for each in made)


async def test_an_address_may_be_escaped_in_several_ways(editor: Editor):
    editor.write("子(1)/甲.md", FAULTY)
    figures = await editor.command("zhupi.checkWorkspace")
    assert figures.files == 1
    uri = editor.uri("子(1)/甲.md").replace("(", "%28").replace(")", "%29")
    item = types.TextDocumentItem(uri, "markdown", 1, FAULTY)
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    assert len(await editor.shown(uri, 1)) == 1
    shown = {each.uri: each.diagnostics for each in editor.published}
    assert [name for name, found in shown.items() if found] == [uri]


async def test_without_a_folder_documents_are_checked_all_the_same(tmp_path: Path):
    editor = Editor(tmp_path)
    await editor.start(folder=False)
    assert len(await editor.open("甲.md", FAULTY)) == 1
    assert (await editor.command("zhupi.checkWorkspace")).files == 0
    answer = await editor.command("zhupi.addWord", editor.uri("甲.md"), "部暑")
    assert Path(answer.path) == tmp_path / "zhupi-words.txt"
    await editor.until(lambda: editor.published[-1].diagnostics == [])
    await editor.stop()


async def test_all_sure_corrections_are_made_on_saving(editor: Editor):
    await editor.open("甲.md", FAULTY)
    extent = types.Range(types.Position(0, 0), types.Position(9, 0))
    for kind in ("source.fixAll", "source.fixAll.zhupi", "source"):
        (action,) = await editor.actions("甲.md", extent, kind)
        (edit,) = action.edit.changes[editor.uri("甲.md")]
        assert edit.range.start == types.Position(2, 7) and edit.new_text == "署"


async def test_rule_files_and_configurations_show_their_faults(editor: Editor):
    (fault,) = await editor.open("zhupi.toml", "ignore = []\nnonsense = 1\n", "toml")
    assert fault.range == types.Range(types.Position(1, 0), types.Position(1, 12))
    line = types.Range(types.Position(1, 0), types.Position(2, 0))
    mended = types.TextDocumentContentChangePartial(line, "")
    assert await editor.change("zhupi.toml", mended) == []
    params = types.CompletionParams(
        types.TextDocumentIdentifier(editor.uri("zhupi.toml")), types.Position(0, 10)
    )
    assert await editor.client.text_document_completion_async(params) is not None


async def test_hover_symbols_and_folds_are_answered(editor: Editor):
    await editor.open("甲.md", FAULTY)
    identifier = types.TextDocumentIdentifier(editor.uri("甲.md"))
    client = editor.client
    there = types.HoverParams(identifier, types.Position(2, 7))
    page = await client.text_document_hover_async(there)
    assert page and page.range == types.Range(types.Position(2, 6), types.Position(2, 8))
    nowhere = types.HoverParams(identifier, types.Position(0, 0))
    assert await client.text_document_hover_async(nowhere) is None
    params = types.DocumentSymbolParams(identifier)
    assert [each.name for each in await client.text_document_document_symbol_async(params)]
    folding = types.FoldingRangeParams(identifier)
    assert await client.text_document_folding_range_async(folding) is not None
