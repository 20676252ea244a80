import pytest

from zhupi.errors import UnreadableFile
from zhupi.formats import locate, read
from zhupi.formats.markdown import settle, write
from zhupi.model.document import Cell
from zhupi.model.fix import Edit, Fix, Safety
from zhupi.model.span import Span


def prose(source: str) -> list[str]:
    document = read(source.encode(), "a.md")
    return [document.prose(block) for block in document.blocks]


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("正文**部**暑", ["正文部暑"]),
        ("加强部\n署工作", ["加强部署工作"]),
        ("> 加强部\n> 署工作", ["加强部署工作"]),
        ("word\nword 工作\nabc", ["word word 工作 abc"]),
        ("甲  \n乙", ["甲\u2028乙"]),
        ("用`部暑`做", ["用\ufffc做"]),
        ("```\n部暑\n```\n\n文", ["文"]),
        ("[部署](http://部暑.cn)", ["部署"]),
        ("![部暑](a.png)", ["\ufffc"]),
        ("<div>\n部暑\n</div>\n\n文", ["文"]),
        ("文<!-- 部暑 -->字", ["文字"]),
        ("1. 甲\n2. 乙\n4. 丙", ["1.甲", "2.乙", "4.丙"]),
        ("1. 甲\n1. 乙\n1. 丙", ["1.甲", "2.乙", "3.丙"]),
        ("- 甲\n- 乙", ["甲", "乙"]),
        ("| a | b |\n|--|--|\n| c | |", ["a", "b", "c", ""]),
        ("年度工作报告\n现报告如下：", ["年度工作报告", "现报告如下："]),
        ("一、主要做法\n（一）学习。\n一是甲。\n二是乙。", ["一、主要做法", "（一）学习。", "一是甲。", "二是乙。"]),
    ],
)  # fmt: skip
def test_what_is_prose(source: str, blocks: list[str]):
    assert prose(source) == blocks


def test_lines_wider_than_any_editor_wraps_are_paragraphs():
    assert prose("甲" * 80 + "\n" + "乙" * 30) == ["甲" * 80, "乙" * 30]


def test_front_matter_is_no_prose_but_a_property():
    document = read("---\ngenre: work-report\n---\n文".encode(), "a.md")
    assert document.properties == {"genre": "work-report"}
    assert document.text == "文"


def test_bad_front_matter_names_its_line():
    with pytest.raises(UnreadableFile) as caught:
        read("---\ngenre: [\n---\n文".encode(), "a.md")
    assert caught.value.where.startswith("a.md:")


def test_a_computed_number_is_synthetic_and_a_typed_one_is_not():
    assert read("1. 甲\n1. 乙".encode(), "a.md").synthetic == (Span(4, 6),)
    assert read("1. 甲\n2. 乙".encode(), "a.md").synthetic == ()


def test_cells_know_their_place():
    document = read("| a | b |\n|--|--|\n| c | d |".encode(), "a.md")
    assert [block.cell for block in document.blocks] == [
        Cell(0, 0, 0),
        Cell(0, 0, 1),
        Cell(0, 1, 0),
        Cell(0, 1, 1),
    ]


def test_a_word_over_a_soft_break_is_located_over_two_lines():
    document = read("加强部\r\n暑工作".encode(), "a.md")
    location = locate(document, Span(2, 4))
    assert (location.start, location.end) == ((1, 3), (2, 2))


@pytest.mark.parametrize(
    ("source", "span", "text", "written"),
    [
        ("加强部暑", Span(2, 4), "部署", "加强部署"),
        ("加强**部**暑吧", Span(2, 4), "部署", "加强**部**署吧"),
        ("加强部\n暑吧", Span(2, 4), "部署", "加强部\n署吧"),
        ("加强**部暑**", Span(1, 3), "甲乙丙", "加强**部暑**"),
        ("甲\r\n\r\n乙\r\n\r\n丙\r\n", Span(2, 3), "", "甲\r\n\r\n\r\n\r\n丙\r\n"),
        ("a&amp;b", Span(1, 2), "和", "a&amp;b"),
    ],
)
def test_edits_touch_nothing_else_and_never_cut_markup(source, span, text, written):
    document = read(source.encode(), "a.md")
    fix = settle(document, Fix((Edit(span, text),), Safety.SAFE))
    assert (fix.safety is Safety.SHOW) == (written == source)
    assert write(document, fix.edits).decode() == written
