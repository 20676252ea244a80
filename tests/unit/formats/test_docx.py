from pathlib import Path

import pytest

from tests.reports import docx, level, numbered, numbering, paragraph
from zhupi.checks import Subject
from zhupi.checks.scopes import Scope, scope_spans
from zhupi.formats import locate, read
from zhupi.formats.docx.number_formats import write_number
from zhupi.model.span import Span
from zhupi.outline.building import build_outline


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return read(docx(body, numbering, styles), "a.docx").text.split("\n")


LIST = numbering(level(0, "japaneseCounting", "%1、") + level(1, "chineseCounting", "（%2）"))


def test_automatic_numbers_are_in_the_text_and_synthetic():
    body = "".join(
        paragraph(text, numbered(index))
        for text, index in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)]
    )
    document = read(docx(body, LIST), "a.docx")
    assert document.text == "一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊"
    assert [span.of(document.text) for span in document.synthetic] == [
        "一、", "（一）", "（二）", "二、", "（一）",
    ]  # fmt: skip


def test_number_zero_switches_numbering_off():
    style = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/>'
        f'<w:pPr>{numbered(0)}<w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    properties = '<w:pStyle w:val="h"/>'
    body = paragraph("甲", properties) + paragraph("乙", properties + numbered(0, 0))
    document = read(docx(body, LIST, style), "a.docx")
    assert document.text == "一、甲\n乙"
    assert [(block.kind, block.level) for block in document.blocks] == [("heading", 1)] * 2


def test_lists_that_share_a_definition_go_on_and_a_start_override_restarts_once():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = "".join(paragraph("x", numbered(0, num)) for num in (1, 2, 3, 3))
    assert lines(body, numbering(level(0, "decimal", "%1."), nums)) == ["1.x", "2.x", "1.x", "2.x"]


def test_a_number_with_a_line_end_in_it_is_on_one_line():
    body = paragraph("甲", numbered(0)) * 2
    document = read(docx(body, numbering(level(0, "decimal", "%1&#10;.&#13;"))), "a.docx")
    assert document.text == "1 . 甲\n2 . 甲"
    places = [locate(document, Span(at, at + 1)) for at in (4, 10)]
    assert [(each.start.line, each.start.column) for each in places] == [(1, 5), (2, 5)]


def test_of_two_default_styles_the_first_counts():
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="{}">{}</w:style>'
    heading = '<w:name w:val="heading 1"/>'
    for first, second in ((heading, ""), ("", heading)):
        styles = style.format("a", first) + style.format("b", second)
        (block,) = read(docx(paragraph("甲"), "", styles), "a.docx").blocks
        assert block.level == (1 if first else 0)


def test_lists_with_the_same_levels_are_told_by_the_styles_that_link_them():
    others = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{level(0, "upperRoman", "%1)")}</w:abstractNum>'
    )
    owners = {1: 1, 2: 2, 3: 7}
    nums = "".join(
        f'<w:num w:numId="{num}"><w:abstractNumId w:val="{owner}"/></w:num>'
        for num, owner in owners.items()
    )
    lists = numbering(level(0, "decimal", "%1)"), others + nums)
    style = (
        '<w:style w:type="numbering" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="{}"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    for _ in range(3):  # from the second on the lists are known, but not which one is meant
        for num, written in ((2, "I)甲"), (3, "1)甲")):
            assert lines(paragraph("甲", numbered(0)), lists, style.format(num)) == [written]


def test_a_legal_level_shows_digits_and_a_skipped_one_its_start():
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert lines(paragraph("x", numbered(1)), numbering(levels)) == ["1.1x"]


@pytest.mark.parametrize(
    ("number_format", "written"),
    [
        ("chineseCounting", ["一", "十", "十一", "二十", "一○一"]),
        ("chineseCountingThousand", ["一", "十", "十一", "二十", "一百〇一"]),
        ("japaneseCounting", ["一", "十", "十一", "二十", "百一"]),
        ("ideographDigital", ["一", "一〇", "一一", "二〇", "一〇一"]),
        ("chineseLegalSimplified", ["壹", "壹拾", "壹拾壹", "贰拾", "壹佰零壹"]),
        ("ideographTraditional", ["甲", "癸", "11", "20", "101"]),
        ("ideographZodiac", ["子", "酉", "戌", "20", "101"]),
        ("decimalEnclosedCircle", ["①", "⑩", "⑪", "⑳", "101"]),
        ("decimalFullWidth", ["１", "１０", "１１", "２０", "１０１"]),
        ("upperRoman", ["I", "X", "XI", "XX", "CI"]),
        ("lowerLetter", ["a", "j", "k", "t", "wwww"]),
        ("unheardOf", ["1", "10", "11", "20", "101"]),
    ],
)
def test_number_formats(number_format: str, written: list[str]):
    assert [write_number(n, number_format) for n in (1, 10, 11, 20, 101)] == written


def test_place_names_part_and_paragraph():
    document = read(docx(paragraph("甲") + paragraph("乙丙")), "a.docx")
    location = locate(document, Span(3, 4))
    assert (location.start, location.place) == (
        (2, 2),
        {"part": "word/document.xml", "story": "body", "paragraph": 1, "run": 1, "offset": 0},
    )


def test_places_say_cell_paragraph_id_run_and_page():
    raw = (Path(__file__).parents[2] / "word" / "paragraph-ids.docx").read_bytes()
    document = read(raw, "a.docx")
    body = {"part": "word/document.xml", "story": "body"}
    first = {**body, "paragraph": 0, "id": "0A1B2C3D"}
    assert locate(document, Span(1, 2)).place == {**first, "run": 0, "offset": 1, "page": 1}
    assert locate(document, Span(3, 4)).place == {**first, "run": 1, "offset": 1, "page": 2}
    cell = {**body, "paragraph": 1, "cells": [[0, 0, 0]], "run": 0, "offset": 0, "page": 2}
    assert locate(document, Span(5, 6)).place == cell


def test_what_hangs_on_a_paragraph_names_its_line():
    raw = (Path(__file__).parents[2] / "word" / "stories.docx").read_bytes()
    document = read(raw, "a.docx")
    places = {
        document.prose(block): locate(document, block.span).place for block in document.blocks
    }
    assert places["脚注"]["host"] == 1 and places["脚注"]["footnote"] == "2"
    assert places["批注二"]["comment"] == "0" and places["批注二"]["paragraph"] == 1
    assert places["题名"] == {
        "part": "docProps/core.xml", "story": "property", "paragraph": 0, "property": "title",
    }  # fmt: skip
    assert document.properties["author"] == "作者"


def test_rules_may_look_behind_the_text(ruleset):
    raw = (Path(__file__).parents[2] / "word" / "stories.docx").read_bytes()
    document = read(raw, "a.docx")
    subject = Subject(document, build_outline(document))

    def words(scope: Scope) -> str:
        return "、".join(span.of(document.text) for span in scope_spans(subject, scope))

    assert words("text") == "首节正文\n次节\n页眉一\n首页页眉\n页眉二\n— 1 —\n脚注\n尾注"
    assert words("header") == "页眉一、首页页眉、页眉二"
    assert words("hidden") == "首页页眉"
    assert words("comment") == "批注一、批注二"
    assert words("property") == "题名、作者、关键词"
    assert words("last") == "次节"


def test_headings_automatic_and_typed_make_the_same_outline():
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    lines = [("做法", 0), ("抓落实", 1), ("强队伍", 1), ("问题", 0)]
    labels = ["一、", "1.1 ", "1.2 ", "二、"]
    automatic = "".join(paragraph(text, numbered(index)) for text, index in lines)
    typed = "".join(paragraph(label + text) for label, (text, _) in zip(labels, lines, strict=True))
    levels = levels.replace("nothing", "tab")
    one = read(docx(automatic, numbering(levels)), "a.docx")
    other = read(docx(typed), "a.docx")
    assert one.text == other.text
    assert build_outline(one) == build_outline(other)
