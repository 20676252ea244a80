"""What patterns cannot do without: never more than they match, and enough to be of use."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from zhupi.checks.required import required_by
from zhupi.patterns import compile_pattern


def strings(pattern: str) -> list[set[str]]:
    return [set(each) for each in required_by(pattern)]


@pytest.mark.parametrize(
    ("pattern", "required"),
    [
        ("部暑", [{"部暑"}]),
        ("甲[乙丙]", [{"甲乙", "甲丙"}]),
        ("甲乙?丙", [{"甲丙", "甲乙丙"}]),
        ("甲.*乙", [{"乙"}, {"甲"}]),
        ("(?:甲乙|丙丁)+", [{"丙丁", "甲乙"}]),
        ("甲{2}", [{"甲甲"}]),
        ("(?<!已)部暑(?!期)", [{"部暑"}]),
        ("(?<=甲)乙(?=丙丁)", [{"乙"}]),
        ("(?P<at>甲)(?:乙丙)*", [{"甲"}]),
        ("(?ms)^甲", [{"甲"}]),
        ("(?x) 甲 乙 | 丙  # 丁", [{"丙", "甲乙"}]),
        ("(?P<at>甲)|(?P<at>乙)", [{"乙", "甲"}]),
        ("甲[:：]乙", [{"甲:乙", "甲：乙"}]),
    ],
)
def test_what_is_required(pattern, required):
    assert sorted(map(sorted, strings(pattern))) == sorted(map(sorted, required))


@pytest.mark.parametrize(
    "pattern",
    [
        "甲*",
        "甲|.",
        "[^甲]",
        ".+",
        r"\w",
        "(?i)abc",
        "(?i:abc)",
        "(?:甲乙){e<=1}",  # fuzzy: 甲丙 matches
        "(?:甲乙){1<=e<=2}",
        r"\\(?:甲乙){i}",
        r"[\p{Han}--甲]",
        r"\p{Han}",
        "(?|甲(乙)|丙(丁))",
        "(?R)?甲|乙",
        "[[:alpha:]]",
    ],
)
def test_of_what_is_not_understood_nothing_is_required(pattern):
    assert strings(pattern) == []


def test_digits_are_all_that_the_package_knows():
    (digits,) = required_by(r"\d")
    assert {"0", "９", "٣"} <= digits and "十" not in digits


_PIECES = [
    "甲",
    "乙",
    "[丙丁]",
    "(?:甲|乙丙)",
    "(?=甲)",
    "(?!乙)",
    "(?<=丙)",
    ".",
    "[^丁]",
    r"\d",
    "^",
    "$",
]
_TIMES = ["", "", "?", "*", "+", "{2}", "{1,3}", "+?"]


@st.composite
def patterns(draw: st.DrawFn) -> str:
    def sequence() -> str:
        pieces = draw(
            st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_TIMES)), max_size=4)
        )
        return "".join(one if one[0] in "^$" or (one[:2] == "(?" and one[2] in "=!<") else one + times
                       for one, times in pieces)  # fmt: skip

    return "|".join(sequence() for _ in range(draw(st.integers(1, 3))))


@given(patterns(), st.text("甲乙丙丁3\n", max_size=8))
def test_no_text_that_matches_lacks_what_is_required(pattern, text):
    if regex.compile(pattern).search(text):
        for each in required_by(pattern):
            assert any(string in text for string in each)


def test_no_rule_matches_a_text_without_what_it_requires(ruleset):
    """Each pattern of a rule on the examples of all rules."""
    texts = {
        text for rule in ruleset.rules for each in rule.examples for text in (each.bad, each.good)
    }
    closed = 0
    for rule in ruleset.rules:
        if rule.kind != "regex":
            continue
        required = required_by(rule.check.pattern)
        for text in texts:
            if all(any(string in text for string in each) for each in required):
                continue
            closed += 1
            assert not compile_pattern(rule.check.pattern).search(text), (rule.name, text)
    assert closed > len(texts) * 20  # or nothing was tried
