"""Commands, and the answers that clients build on."""

import io
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path

import docx
import pytest
import pytest_asyncio
from lsprotocol import types

from tests.lsp.clients import Editor
from tests.lsp.test_session import FAULTY
from tests.reports import as_docx

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_editor(tmp_path_factory) -> AsyncIterator[Editor]:
    """One server for the tests that leave nothing behind but files in folders of their own."""
    editor = Editor(tmp_path_factory.mktemp("报送 材料"))
    await editor.start()
    yield editor
    await editor.stop()


async def spots(editor: Editor, raw: bytes, name: str = "甲.docx") -> dict[str, list[tuple]]:
    """Where the findings of a Word file are, by what they quote."""
    answer = await editor.command("zhupi.checkFile", editor.write(f"spots/{name}", raw))
    assert answer.failure == ""
    found: dict[str, list[tuple]] = {}
    for each in answer.findings:
        places = [(s.story, s.paragraph, s.start, s.end) for s in each.spots]
        found.setdefault(each.quote, []).extend(places)
    return found


async def test_a_word_file_is_checked(shared_editor: Editor):
    editor = shared_editor
    uri = editor.write("一/甲.docx", as_docx(["报告", "𠮷会议部暑工作。"]))
    answer = await editor.command("zhupi.checkFile", uri)
    assert (answer.uri, answer.failure, answer.summary.error) == (uri, "", 1)
    (finding,) = answer.findings
    assert (finding.number, finding.rule, finding.severity) == (0, "typo/word", "error")
    assert (finding.quote, finding.suggestion, finding.line) == ("部暑", "部署", 2)
    assert [(s.story, s.paragraph, s.start, s.end) for s in finding.spots] == [("body", 1, 3, 5)]
    (shown,) = await editor.shown(uri)
    assert shown.range == types.Range(types.Position(1, 4), types.Position(1, 6))


async def test_spots_leave_automatic_numbers_out(shared_editor: Editor):
    raw = as_docx(["报告", "一、部暑工作", "正文会议部暑。"], automatic=True)
    assert await spots(shared_editor, raw) == {"部暑": [("body", 1, 0, 2), ("body", 2, 4, 6)]}


async def test_spots_count_cells_and_runs_as_they_come(shared_editor: Editor):
    document = docx.Document()
    document.add_paragraph("报告")
    cut = document.add_paragraph("会议")
    for piece in ("部", "暑", "工作。"):
        cut.add_run(piece).bold = piece == "暑"
    table = document.add_table(2, 2)
    table.cell(0, 1).text = "会议部暑"
    table.cell(1, 0).paragraphs[0].add_run("甲")
    table.cell(1, 0).add_paragraph("又部暑")
    document.add_paragraph("\t末段部暑。")
    document.sections[0].header.paragraphs[0].text = "页眉部暑"
    raw = io.BytesIO()
    document.save(raw)
    found = (await spots(shared_editor, raw.getvalue()))["部暑"]
    paragraphs = list(document.element.body.iter(docx.oxml.ns.qn("w:p")))
    places = [
        (n, "".join(p.itertext()).index("部暑"))
        for n, p in enumerate(paragraphs)
        if "部暑" in "".join(p.itertext())
    ]
    wanted = [("body", n, start, start + 2) for n, start in places[:-1]]
    wanted.append(("body", places[-1][0], 3, 5))  # the tab counts one
    assert [each for each in found if each[0] == "body"] == wanted
    assert ("header", 0, 2, 4) in found


async def test_a_file_that_cannot_be_read_says_why(shared_editor: Editor):
    editor = shared_editor
    for name, raw in (("坏.docx", b"PK\x03\x04no"), ("旧.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600)):
        answer = await editor.command("zhupi.checkFile", editor.write(f"坏的/{name}", raw))
        assert (answer.failure and answer.findings == []) or not answer.findings
        (shown,) = await editor.shown(editor.uri(f"坏的/{name}"))
        assert shown.message
    gone = await editor.command("zhupi.checkFile", editor.uri("坏的/没有.docx"))
    assert gone.failure


async def test_a_folder_that_is_named_like_a_document(shared_editor: Editor):
    (shared_editor.folder / "夹.docx").mkdir()
    assert (await shared_editor.command("zhupi.checkFile", shared_editor.uri("夹.docx"))).failure


async def test_annotating_writes_beside_and_overwrites_only_when_told(shared_editor: Editor):
    editor = shared_editor
    uri = editor.write("批注/甲.docx", as_docx(["报告", "会议部暑工作。"]))
    answer = await editor.command("zhupi.annotate", uri)
    path = Path(answer.path)
    assert path == editor.folder / "批注/甲-朱批.docx" and path.read_bytes()[:2] == b"PK"
    assert answer.changes == 1 and isinstance(answer.comments, int)
    path.write_bytes(b"mine")
    assert "已经存在" in await editor.refused("zhupi.annotate", uri)
    assert path.read_bytes() == b"mine"
    await editor.command("zhupi.annotate", uri, True)
    assert path.read_bytes() != b"mine"


async def test_annotating_what_is_no_word_file(shared_editor: Editor):
    uri = shared_editor.write("批注/甲.md", FAULTY)
    assert "Word" in await shared_editor.refused("zhupi.annotate", uri)


async def test_a_report_of_a_file_is_a_page(shared_editor: Editor):
    uri = shared_editor.write("页/甲.md", FAULTY)
    path = Path((await shared_editor.command("zhupi.report", uri)).path)
    page = path.read_text(encoding="utf-8")
    assert path.suffix == ".html" and "部暑" in page and "<script src" not in page


async def test_an_outline_is_that_of_the_command_line(shared_editor: Editor):
    uri = shared_editor.write("纲/甲.md", FAULTY)
    assert "报告" in (await shared_editor.command("zhupi.outline", uri)).text


async def test_a_rule_is_explained(shared_editor: Editor):
    page = (await shared_editor.command("zhupi.explain", "typo/word")).markdown
    assert page.startswith("### typo/word")
    assert "typo/word" in await shared_editor.refused("zhupi.explain", "typo/wrod")


async def test_wrong_arguments_are_refused(shared_editor: Editor):
    assert "参数" in await shared_editor.refused("zhupi.explain")
    assert "参数" in await shared_editor.refused("zhupi.checkFile", "a", "b")


async def test_documents_without_a_file(shared_editor: Editor):
    for name in ("zhupi.report", "zhupi.annotate"):
        assert "保存" in await shared_editor.refused(name, "untitled:Untitled-1")
    assert "保存" in await shared_editor.refused("zhupi.addWord", "untitled:Untitled-1", "甲乙")


@pytest.mark.parametrize("quote", ['说"部暑"\\n', "甲\n乙\t\x7f\x01", "𠮷\u2028'''", "部暑"])
async def test_what_is_suppressed_is_valid_toml(quote: str, shared_editor: Editor):
    editor = shared_editor
    uri = editor.write("压/[甲] *.md", FAULTY)
    editor.write("压/zhupi.toml", 'ignore = ["residue"]  # 我们的')
    answer = await editor.command("zhupi.suppress", uri, "typo/word", quote)
    data = tomllib.loads(Path(answer.path).read_text(encoding="utf-8"))
    (entry,) = data["suppress"]
    assert (entry["rule"], entry["quote"]) == ("typo/word", quote) and entry["reason"]
    assert data["ignore"] == ["residue"]
    found = (await editor.command("zhupi.checkFile", uri)).findings
    assert [each.rule for each in found] == ([] if quote == "部暑" else ["typo/word"])


async def test_suppressing_keeps_to_the_configuration_that_holds(shared_editor: Editor):
    editor = shared_editor
    uri = editor.write("项目/甲.md", FAULTY)
    editor.write("项目/pyproject.toml", '[tool.zhupi]\nignore = ["residue"]\n')
    answer = await editor.command("zhupi.suppress", uri, "typo/word", "部暑")
    assert Path(answer.path).name == "pyproject.toml"
    assert (await editor.command("zhupi.checkFile", uri)).findings == []


async def test_a_broken_configuration_is_not_written_to(shared_editor: Editor):
    editor = shared_editor
    uri = editor.write("破/甲.md", FAULTY)
    editor.write("破/zhupi.toml", "ignore = [\n")
    assert "zhupi.toml" in await editor.refused("zhupi.suppress", uri, "typo/word", "部暑")
    assert (editor.folder / "破/zhupi.toml").read_text() == "ignore = [\n"
