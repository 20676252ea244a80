"""What the client has and what the server has stay the same, whatever is typed."""

import random
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import PositionCodec, TextDocument

from tests.lsp.clients import Editor
from tests.lsp.reference import ALPHABETS, ENCODINGS, lines_of, position, random_edit, units
from zhupi.lsp.documents import OpenDocument
from zhupi.lsp.units import Ruler
from zhupi.model.span import Span

TEXTS = st.text(st.sampled_from(ALPHABETS["all"]), max_size=40)
EDITS = 60


def drift(kind: type[TextDocument], alphabet: str, encoding: str, seed: int) -> int | None:
    """After how many edits a document is no longer what the editor has."""
    dice = random.Random(seed)
    text = "".join(dice.choices(alphabet, k=40))
    codec = PositionCodec(types.PositionEncodingKind(encoding))
    document = kind("file:///a.md", source=text, version=0, position_codec=codec)
    for number in range(EDITS):
        change, text = random_edit(text, alphabet, encoding, dice)
        document.apply_change(change)
        if document.source != text:
            return number
    return None


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_edits_are_made_where_the_editor_makes_them(alphabet: str, encoding: str):
    lose = partial(drift, OpenDocument, ALPHABETS[alphabet], encoding)
    lost = [seed for seed in range(60) if lose(seed) is not None]
    assert lost == []


def test_documents_of_pygls_would_drift():
    """The reason for OpenDocument: pygls ends lines at U+2028, VT, FF and NEL as well."""
    alphabet = ALPHABETS["Word and PDF"]
    assert any(drift(TextDocument, alphabet, "utf-16", seed) is not None for seed in range(5))


def test_a_place_inside_a_character_is_before_it():
    ruler = Ruler("a𠮷b", "utf-16")
    assert [ruler.offset(types.Position(0, column)) for column in range(6)] == [0, 1, 1, 2, 3, 3]


def test_a_place_past_the_end_is_the_end():
    ruler = Ruler("甲\r\n乙", "utf-16")
    places = [types.Position(0, 99), types.Position(1, 99), types.Position(9, 0)]
    assert [ruler.offset(each) for each in places] == [1, 4, 4]


@given(TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_every_offset_comes_back(text: str, encoding: str, data: st.DataObject):
    ruler = Ruler(text, encoding)
    offsets = [each for each in range(len(text) + 1) if text[each - 1 : each + 1] != "\r\n"]
    start, end = sorted(data.draw(st.lists(st.sampled_from(offsets), min_size=2, max_size=2)))
    extent = ruler.span(start, end)
    assert extent == types.Range(position(text, start, encoding), position(text, end, encoding))
    assert ruler.offsets(extent) == Span(start, end)


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_lines_are_measured_without_their_ends(text: str, encoding: str):
    ruler = Ruler(text, encoding)
    for number, line in enumerate(lines_of(text), 1):
        extent = ruler.line(number)
        assert extent.end == types.Position(
            number - 1, units(text[line.start : line.end], encoding)
        )
    assert ruler.line(10_000) == ruler.line(len(lines_of(text)))


@pytest.mark.asyncio
@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_a_real_server_follows_as_well(encoding: str, tmp_path: Path):
    """The last change puts a mistake at the end: it must be found where the editor has it."""
    editor = Editor(tmp_path)
    await editor.start(encodings=[encoding])
    dice = random.Random(7)
    alphabet = ALPHABETS["all"]
    text = "".join(dice.choices(alphabet, k=40))
    await editor.open("甲.txt", text, "plaintext")
    for _ in range(80):
        change, text = random_edit(text, alphabet, encoding, dice)
        editor.send("甲.txt", change)
    end = position(text, len(text), encoding)
    change = types.TextDocumentContentChangePartial(types.Range(end, end), "\n会议部暑工作。")
    text += "\n会议部暑工作。"
    found = await editor.change("甲.txt", change)
    start = text.rindex("部暑")
    wanted = types.Range(position(text, start, encoding), position(text, start + 2, encoding))
    assert wanted in [each.range for each in found if each.code == "typo/word"]
    await editor.stop()
