"""Every value of a TOML file knows its line."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi import UserError
from zhupi.settings.toml_source import read_toml

TEXT = '''# head
extends = "a"   # not = this
ignore = [
  "one",  # a ] bracket, and "words"
  'two',
]
[severity]
"typo/word" = "info"
plain.dotted = 1
[[files]]
match = ["a = b", """
ignore = 1
"""]
options = { "x/y" = { least = 3 } }
[[files]]
match = []
[files.severity]
"z" = "off"
[words.replace]
"错" = "对"
'''


def lines_of(text: str) -> dict[tuple[str | int, ...], int]:
    _, place = read_toml(text.encode(), "zhupi.toml", Path())
    return dict(place.source.lines)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines(end: str):
    lines = lines_of(TEXT.replace("\n", end))
    wanted = {
        ("extends",): 2,
        ("ignore",): 3,
        ("ignore", 0): 4,
        ("ignore", 1): 5,
        ("severity",): 7,
        ("severity", "typo/word"): 8,
        ("severity", "plain", "dotted"): 9,
        ("files", 0): 10,
        ("files", 0, "match"): 11,
        ("files", 0, "match", 1): 11,
        ("files", 0, "options"): 14,
        ("files", 1): 15,
        ("files", 1, "match"): 16,
        ("files", 1, "severity"): 17,
        ("files", 1, "severity", "z"): 18,
        ("words", "replace", "错"): 20,
    }
    assert {path: lines.get(path) for path in wanted} == wanted
    assert ("ignore", 2) not in lines


KEYS = st.text("abcxyz-_", min_size=1, max_size=5)
VALUES = st.recursive(
    st.one_of(
        st.integers(0, 9).map(str), st.sampled_from(['"a # [b"', "'c ] d'", '"""e\nf = 1"""'])
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[\n" + ",\n".join(items) + "\n]"),
    max_leaves=5,
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_each_key_is_found_on_its_own_line(entries: dict[str, str]):
    text = "".join(f"{key} = {value}\n" for key, value in entries.items())
    tomllib.loads(text)
    lines = lines_of(text)
    number = 1
    for key, value in entries.items():
        assert lines[(key,)] == number
        number += 1 + value.count("\n")


@pytest.mark.parametrize(
    ("raw", "where"),
    [(b"a = 1\nb = [\n", "zhupi.toml"), (b"a = \xff", "zhupi.toml"), (b"a\n", ":1")],
)
def test_what_is_no_toml_is_said(raw: bytes, where: str):
    with pytest.raises(UserError) as caught:
        read_toml(raw, "zhupi.toml", Path())
    assert where in caught.value.where
