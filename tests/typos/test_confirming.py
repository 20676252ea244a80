"""Misprints that are weighed together are weighed as each is alone."""

import random
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import DOCUMENTS
from zhupi import Ruleset, lint, read, select_rules
from zhupi.checks import misprints
from zhupi.patterns import binary_file
from zhupi.typos.alphabet import BOUNDARY, FIRST_HAN
from zhupi.typos.candidates import CONTEXT, PADDING, padded
from zhupi.typos.compiled import Compiled, Entry, Standing, load_compiled
from zhupi.typos.confirming import scores_of
from zhupi.typos.detector import weigh
from zhupi.typos.model import load_model

RULES = DOCUMENTS.parents[1] / "rules" / "typo"
AROUND = 20
PIECES = ["推动改革", "“", "”", "。\n", "王", "县", "𠮷", "a1", "，坚持以", "贯彻落实了", "\ud800"]
ENTRIES = [
    Entry("改革开方", 3, "放", False),
    Entry("布署", 0, "部", True),
    Entry("其间", 0, "期", True),
    Entry("工做", 1, "作", True),
    Entry("落时", 1, "实", True),
]


@cache
def dictionary() -> Compiled:
    return load_compiled(binary_file((RULES / "misprints.bin").read_bytes()))


@cache
def standing() -> tuple[Standing, ...]:
    """Misprints of the dictionary in reports, a few in each as it is, and many put in."""
    dice, found = random.Random(5), []
    for path in dice.sample(sorted(DOCUMENTS.rglob("*.txt")), 30):
        text = path.read_text(encoding="utf-8")
        for each in (text, *(confused(text, dice) for _ in range(2))):
            found += [placed(each, start, entry) for start, entry in dictionary().find(each)]
    return tuple(dict.fromkeys(found))


def confused(text: str, dice: random.Random) -> str:
    model, characters = load_model(), list(text)
    for place in dice.sample(range(len(text)), len(text) // 6):
        row = model.channel.characters.codes[model.alphabet.code(text[place])]
        characters[place] = dice.choice(model.alphabet.decode(row[row >= FIRST_HAN]) or text[place])
    return "".join(characters)


def placed(text: str, start: int, entry: Entry) -> Standing:
    first = max(0, start - AROUND)
    return Standing(text[first : start + len(entry.wrong) + AROUND], start - first, entry)


def alone(each: Standing, least: float) -> float:
    return scores_of([each], load_model(), least)[0]


def plainly(each: Standing) -> float:
    """The score among those of all that is proposed for a window."""
    model, best = load_model(), -np.inf
    place = PADDING + each.start + each.entry.place
    for found, scores in weigh(padded(model.alphabet.encode(each.window)), model):
        for row, score in enumerate(scores):
            offset = place - found.start[row]
            if 0 <= offset < found.width:
                meant = found.meant[row, CONTEXT + offset]
                right = meant == model.alphabet.code(each.entry.right)
                best = max(best, float(score)) if right else best
    return best


@pytest.mark.parametrize("least", [0.0, 1.0, -np.inf])
def test_together_as_alone(least):
    every = list(standing())
    assert len(every) > 200
    dice = random.Random(2)
    some = every if least == 0 else dice.sample(every, 100)
    dice.shuffle(some)
    together = scores_of(some, load_model(), least)
    assert together == [alone(each, least) for each in some]
    assert sum(score >= 0 for score in together) > len(some) // 10


def test_the_score_is_that_among_all_proposals():
    some = random.Random(3).sample(standing(), 100)
    for each, score in zip(some, scores_of(some, load_model(), 0.0), strict=True):
        expected = plainly(each)
        assert score == pytest.approx(expected, abs=1e-4) or (score < 0 and expected < 0)


windows = st.builds(
    lambda before, entry, after: Standing(
        "".join(before) + entry.wrong + "".join(after), len("".join(before)), entry
    ),
    st.lists(st.sampled_from(PIECES), max_size=4),
    st.sampled_from(ENTRIES),
    st.lists(st.sampled_from(PIECES), max_size=4),
)


@given(st.lists(windows, min_size=1, max_size=12), st.sampled_from([0.0, 1.0]))
@settings(max_examples=40, deadline=None)
def test_neighbours_have_no_say(some, least):
    expected = [alone(each, least) for each in some]
    assert scores_of(some, load_model(), least) == expected


def test_line_ends_part_windows():
    assert load_model().alphabet.code("\n") == BOUNDARY


def test_findings_do_not_depend_on_what_was_weighed_with_them(ruleset: Ruleset, monkeypatch):
    rules = select_rules(ruleset, ["typo/misprint"], [])
    text = (DOCUMENTS / "faulty" / "report.txt").read_text(encoding="utf-8")
    document = read(confused(text * 3, random.Random(4)).encode(), "a.txt")
    found = []
    for together, remembered in ((500, 4096), (1, 4096), (3, 5), (500, 4096)):
        monkeypatch.setattr(misprints, "_TOGETHER", together)
        monkeypatch.setattr(misprints, "_REMEMBERED", remembered)
        misprints.forget()
        found += [lint(document, rules), lint(document, rules)]
    assert len(found[0]) > 5
    assert all(each == found[0] for each in found)


def test_what_was_judged_is_not_judged_again(ruleset: Ruleset, monkeypatch):
    rules = select_rules(ruleset, ["typo/misprint"], [])
    text = "坚持群中路线不动摇。\n" * 2
    misprints.forget()
    assert len(lint(read(text.encode(), "a.txt"), rules)) == 2
    monkeypatch.setattr(misprints, "_judge", None)
    assert len(lint(read(text.encode(), "a.txt"), rules)) == 2
