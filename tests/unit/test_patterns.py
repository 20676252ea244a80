"""Patterns that are compiled when they are first used."""

import re

import pytest

from zhupi.patterns import late


def test_a_late_pattern_is_a_pattern():
    pattern = late(r"(?P<n>\d)\w", re.ASCII)
    assert pattern.findall("1a2b") == ["1", "2"]
    assert pattern.sub("-", "1a 汉") == "- 汉"
    assert pattern.groupindex == {"n": 1}
    assert (pattern.match("1汉"), pattern.pattern) == (None, r"(?P<n>\d)\w")
    assert late(rb"\d").findall(b"a1") == [b"1"]


def test_it_is_not_compiled_before():
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("")
