"""Words of which one must stand wherever a pattern matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhupi.checks.boilerplate import Boilerplate
from zhupi.checks.needles import gate_of, needles_of
from zhupi.patterns import Regex, compile_pattern, matches


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:甲乙|丙)[^，]{0,6}(?:丁戊|己庚)", {"丁戊", "己庚"}),
        ("甲+乙丙", {"乙丙"}),
        (r"\d+篇(?:范文)?", {"篇", "篇范文"}),
        ("甲?", set()),
        ("(?i)ab", set()),
    ],
)
def test_the_rarest_words_that_a_match_cannot_do_without(pattern: str, words: set[str]):
    assert needles_of(Regex(pattern)) == words


def cues(ruleset):
    check = next(rule.check for rule in ruleset.rules if rule.name == "residue/ad-block")
    assert isinstance(check, Boilerplate)
    return check.cues


def test_most_cues_of_advertisements_have_such_words(ruleset):
    assert all(needles_of(cue.pattern) for cue in cues(ruleset) if cue.essential)


@settings(max_examples=40)
@given(data=st.data())
def test_no_match_is_hidden(ruleset, data):
    """Texts are made from the patterns themselves."""
    for cue in cues(ruleset):
        try:
            made = re.compile(cue.pattern)
        except re.error:
            continue  # a look-behind that only the package regex has
        words = needles_of(cue.pattern)
        text = data.draw(st.from_regex(made))
        for found in compile_pattern(cue.pattern).finditer(text):
            assert not words or any(word in found.group() for word in words)


@given(st.text(alphabet="材料库网报告会员：:a微信号\n", max_size=40))
def test_the_gate_is_open_where_a_pattern_matches(text: str):
    patterns = (
        Regex("(?:材料|报告)[库网]"),
        Regex("[：:][a-z]"),
        Regex(r"\w网"),
        Regex(r"[^\n]号"),
    )
    gate = gate_of((*patterns, None))
    open_at = {(text.rfind("\n", 0, place) + 1, number) for place, number in gate.places(text)}
    for number, pattern in enumerate(patterns):
        for found in matches(pattern, text, 0, len(text)):
            line = text.rfind("\n", 0, found.start()) + 1
            assert "\n" in found.group() or (line, number) in open_at
