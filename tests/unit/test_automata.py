"""Words are found in a long text part by part, and as in the whole of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi import automata
from zhupi.automata import finder_of, parts_of

WORDS = ("甲", "甲乙", "乙甲乙", "𠮷")
ACROSS = ("甲\n乙", "\n")
TEXTS = st.text(st.sampled_from("甲乙丙𠮷\n"), max_size=60)


@pytest.fixture(autouse=True, scope="module")
def short_parts():
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(automata, "_PART", 5)
        yield


@given(TEXTS, st.integers(0, 20), st.integers(0, 60))
def test_parts_are_all_of_it_and_end_at_line_ends(text: str, start: int, end: int):
    start, end = min(start, len(text)), min(end, len(text))
    parts = list(parts_of(text, start, max(start, end)))
    assert "".join(text[first:last] for first, last in parts) == text[start:end]
    assert all(text[last - 1] == "\n" for _, last in parts[:-1] if last < end)


@given(TEXTS, st.integers(0, 20))
@pytest.mark.parametrize("words", [WORDS, WORDS + ACROSS])
def test_hits_are_those_in_the_whole_text(words: tuple[str, ...], text: str, start: int):
    start = min(start, len(text))
    finder = finder_of(words)
    assert finder.whole == ("\n" in words)
    whole = finder.automaton.find_overlapping(text[start:])
    found = [
        (first - start, last - start, number) for first, last, number in finder.each(text, start)
    ]
    assert found == whole
