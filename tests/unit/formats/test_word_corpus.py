"""Each small file of tests/word gives the text that stands beside it, checked by eye.

A line there is the story, the kind of block, ``hidden`` where the whole block is, and the text with
⇥ for a tab, ⏎ for a line break, 〔…〕 around hidden characters.
"""

from pathlib import Path

import pytest
from tools.make_word_corpus import FILES

from tests.word_files import flat, zipped
from zhupi.formats import ReadOptions, read
from zhupi.model.document import Block, Document

FOLDER = Path(__file__).resolve().parents[2] / "word"
CASES = sorted(FOLDER.glob("*.txt"))


def shown(document: Document) -> list[str]:
    return [_line(document, block) for block in document.blocks]


def _line(document: Document, block: Block) -> str:
    text = document.text
    for hidden in reversed(document.hidden):
        if block.span.contains(hidden):
            words = f"〔{text[hidden.start : hidden.end]}〕"
            text = text[: hidden.start] + words + text[hidden.end :]
    end = len(text) - (len(document.text) - block.span.end)
    words = text[block.span.start : end].replace("\t", "⇥").replace("\u2028", "⏎")
    return f"{block.story} {block.kind}{' hidden' if block.hidden else ''}: {words}".rstrip()


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_text_is_what_a_reader_sees(case: Path):
    name = case.stem.removesuffix(".original")
    options = ReadOptions(original=case.stem.endswith(".original"))
    document = read((FOLDER / name).read_bytes(), name, options)
    assert shown(document) == case.read_text(encoding="utf-8").splitlines()


def test_every_file_has_its_text_and_is_made_by_the_script():
    made = {path.name for path in FOLDER.iterdir() if path.suffix != ".txt"}
    assert made == set(FILES) == {path.stem.removesuffix(".original") for path in CASES}
    for name, parts in FILES.items():
        made_now = flat(parts) if name.endswith(".doc") else zipped(parts)
        assert read(made_now, name).text == read((FOLDER / name).read_bytes(), name).text
