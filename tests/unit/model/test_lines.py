import re

from hypothesis import given
from hypothesis import strategies as st

from zhupi.model.lines import Position, index_lines, line_spans

ODD = st.text(st.sampled_from("甲𠮷😀e\u0301\u2028\u2029\x0b\x0c\x85\t\ufeff\r\n"))


def test_only_three_line_ends_count():
    text = "甲\u2028乙\x0b丙\x0c丁\x85戊\r\n己\r庚\n辛"
    assert [text[start:end] for start, end in line_spans(text)] == [
        "甲\u2028乙\x0b丙\x0c丁\x85戊",
        "己",
        "庚",
        "辛",
    ]


def test_columns_count_code_points():
    lines = index_lines("𠮷😀甲\n乙")
    assert lines.position(2) == Position(1, 3)
    assert lines.position(4) == Position(2, 1)


@given(ODD)
def test_position_and_offset_are_inverse(text: str):
    lines = index_lines(text)
    for offset in range(len(text) + 1):
        assert lines.offset(lines.position(offset)) == offset


@given(ODD)
def test_lines_agree_with_a_plain_split(text: str):
    assert [text[a:b] for a, b in line_spans(text)] == re.split(r"\r\n|\r|\n", text)
    assert len(index_lines(text).starts) == len(line_spans(text))
