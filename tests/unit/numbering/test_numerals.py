import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.numbering.numerals import to_chinese, to_number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("一百一十", 110),
     ("二〇二三", 2023), ("两", 2), ("12", 12), ("１２", 12), ("甲", None), ("", None)],
)  # fmt: skip
def test_reading(numeral: str, number: int | None):
    assert to_number(numeral) == number


@given(st.integers(1, 9999))
def test_writing_is_read_back(number: int):
    assert to_number(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十")],
)
def test_writing(number: int, numeral: str):
    assert to_chinese(number) == numeral
