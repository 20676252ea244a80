"""The detector's memory changes how fast a text is looked at again, and nothing else."""

import random

import pytest

from tests.conftest import DOCUMENTS
from zhupi.typos.detector import suspicions
from zhupi.typos.model import load_model
from zhupi.typos.proposals import Memory

ALPHABET = "工作部暑会议的地得进一步推动落实，。\n\u2028"


def told(text: str, memory: Memory | None = None) -> list[tuple]:
    found = suspicions(text, load_model(), "thorough", memory)
    return [(each.span, each.suggestions, round(each.score, 3)) for each in found]


@pytest.mark.parametrize("seed", range(4))
def test_typing_finds_the_same_with_a_memory(seed: int):
    dice = random.Random(seed)
    memory = Memory()
    text = (DOCUMENTS / "faulty" / "report.txt").read_text(encoding="utf-8")
    for _ in range(30):
        place = dice.randrange(len(text))
        words = "".join(dice.choices(ALPHABET, k=dice.randrange(4)))
        text = text[:place] + words + text[place + dice.randrange(3) :]
        assert told(text, memory) == told(text)


def test_much_that_is_new_is_remembered_as_well():
    memory = Memory()
    for path in sorted((DOCUMENTS / "clean").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for _ in range(2):
            assert told(text, memory) == told(text)
    assert told("", memory) == []


def test_it_forgets_when_it_is_full(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("zhupi.typos.proposals._MOST", 3)
    memory = Memory()
    for text in ("会议部暑\n工做\n", "会议布暑\n工做\n", "会议部暑\n工做\n甲\n乙\n丙\n"):
        assert told(text, memory) == told(text)
