import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.model.span import Span
from zhupi.numbering import markers
from zhupi.numbering.markers import (
    STYLES,
    heading_marker,
    inline_markers,
    renumber,
    series_marker,
)


def heading(text: str):
    return heading_marker(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "style", "number", "mark"),
    [
        ("一、主要做法", "han", 1, "、"),
        ("　　十二、其他", "han", 12, "、"),
        ("一，主要做法", "han", 1, "，"),
        ("（三）坚持", "han-bracket", 3, ""),
        ("(三)坚持", "han-bracket", 3, ""),
        ("（三）、坚持", "han-bracket", 3, "、"),
        ("1.坚持", "arabic", 1, "."),
        ("12．坚持", "arabic", 12, "．"),
        ("（2）坚持", "arabic-bracket", 2, ""),
        ("（二）项目建设提速", "han-bracket", 2, ""),
        ("（三）目标考核", "han-bracket", 3, ""),
        ("一、三个坚持", "han", 1, "、"),
        ("3）坚持", "arabic-bracket", 3, ""),
        ("2.3 作风不实", "decimal", 3, " "),
        ("2.3.1 作风不实", "decimal-3", 1, " "),
        ("第三章 附则", "chapter", 3, " "),
        ("第一百二十三条 本法", "article", 123, " "),
    ],
)
def test_headings(text, style, number, mark):
    marker = heading(text)
    assert (marker.style, marker.number, marker.mark) == (style, number, mark)


@pytest.mark.parametrize(
    "text",
    ["3.15晚会", "2023年，", "一九五八，大跃进", "十年来，", "（四）、（五）项所列人员", "（一）项规定的",
     "第三产业", "1.5倍", "一年来，", "三、四级医院联动", "一、二、三产业融合", "十一、十二月份集中攻坚",
     "（二）款规定的情形", "2.3个百分点"],
)  # fmt: skip
def test_what_is_no_heading_number(text):
    assert heading(text) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("原因：一是懒。二是忙。三是乱。", [1, 2, 3]),
        ("《条例》一是明确职责，二是规范程序。", [1, 2]),
        ("原因：一是懒、二是忙、三是乱", [1, 2, 3]),
        ("唯一是好的。统一是目标。", []),
        ("发展第二、第三产业。", []),
        ("第一，甲。第二，乙。第一是丙", [1, 2, 1]),
        ("包括：①甲；②乙。③丙", [1, 2, 3]),
        ("以人口发展现代化③》。", []),
        ("见公式(1)和公式(2)。", []),
    ],
)
def test_series_inside_a_paragraph(text, numbers):
    assert [marker.number for marker in inline_markers(text, Span(0, len(text)))] == numbers


def test_spans_are_those_of_the_text():
    text = "问题：一是懒。"
    (marker,) = inline_markers(text, Span(0, len(text)))
    assert marker.span.of(text) == marker.text == "一是"


def test_a_marker_at_the_head():
    assert series_marker("　三是乱", Span(0, 4)).number == 3
    assert series_marker("三年是", Span(0, 3)) is None


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [("han", 12, "十二、"), ("han-bracket", 2, "（二）"), ("shi", 4, "四是"), ("circled", 3, "③")],
)
def test_writing_a_marker(style, number, text):
    assert STYLES[style].write(number) == text


@pytest.mark.parametrize(
    ("text", "number", "written"),
    [
        ("三、甲", 2, "二、"),
        ("（十二）甲", 9, "（九）"),
        ("2.3 甲", 2, "2.2"),
        ("第三是甲", 2, "第二是"),
        ("12.甲", 3, "3."),
    ],
)
def test_another_number_in_the_same_shape(text, number, written):
    span = Span(0, len(text))
    assert renumber(heading_marker(text, span) or series_marker(text, span), number) == written


WORDS = [
    "第",
    "一",
    "二",
    "十一",
    "首先",
    "其次",
    "再次",
    "最后",
    "其",
    "①",
    "②",
    "（",
    "(",
    "1",
    "12",
    "）",
    ")",
    "是",
    "要",
    "，",
    "、",
    "。",
    "：",
    "章",
    "项",
    "甲",
]


@given(st.lists(st.sampled_from([*WORDS, "\n", "　"]), max_size=14).map("".join))
def test_inline_numbers_are_those_of_the_whole_pattern(text: str):
    found = [markers._marker(each) for each in markers._INLINE.finditer(text)]
    there = [each for each in found if each]
    kept = inline_markers(text, Span(0, len(text)))
    assert [each for each in there if each in kept] == kept
    head = len(text) - len(text.lstrip(markers._BLANK))
    for each in there:
        begins = each.span.start == head or markers._may_begin(text, each.span.start, each)
        assert (each in kept) == begins


@given(st.lists(st.sampled_from(WORDS), max_size=6).map("".join))
def test_no_number_at_the_head_is_missed(text: str):
    span = Span(0, len(text))
    assert (heading_marker(text, span) is None) == (markers._HEADING.match(text) is None)
    assert (series_marker(text, span) is None) == (markers._SERIES_HEAD.match(text) is None)
