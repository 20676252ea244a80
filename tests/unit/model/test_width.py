from zhupi.model.width import display_width, is_wide
from zhupi.model.wrapping import fit, pad, wrap


def test_wide_characters_take_two_columns():
    assert display_width("部署ab，") == 8
    assert display_width("e\u0301\u200b") == 1
    assert display_width("𠮷") == 2


def test_quotation_marks_are_wide_in_a_chinese_text():
    assert is_wide("“") and is_wide("部") and not is_wide("a")


def test_wrapping_keeps_within_the_columns_and_starts_no_line_with_a_stop():
    lines = list(wrap("缺少部分，请在第二部分之后补上存在的问题。", 12))
    assert all(display_width(line) <= 14 for line in lines)  # a stop may hang over
    assert not any(line.startswith(("，", "。")) for line in lines)
    assert "".join(lines) == "缺少部分，请在第二部分之后补上存在的问题。"


def test_fitting_cuts_by_columns():
    assert fit("一二三四五", 10) == "一二三四五"
    assert fit("一二三四五六", 10) == "一二三四…"
    assert pad("部署", 6) + "|" == "部署  |"
