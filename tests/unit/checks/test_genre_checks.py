"""Kinds of checks that look at the frame, at tables, lengths and headings."""

import pytest

from tests.word_files import paragraph, table, word, zipped
from zhupi import lint, locate, read
from zhupi.checks.stated_length import count_words
from zhupi.rulepacks import select_rules


def found(ruleset, text: str | bytes, *rules: str, name: str = "a.txt") -> list[str]:
    document = read(text.encode() if isinstance(text, str) else text, name)
    chosen = select_rules(ruleset, rules, [])
    return [
        f"{locate(document, f.span).start.line}:{locate(document, f.span).start.column} "
        f"{f.rule.rpartition('/')[2]}"
        for f in lint(document, chosen)
    ]


LEDGER = ["序号", "存在问题", "整改措施", "责任单位", "责任人", "整改时限"]


def ledger(*rows: list[str]) -> bytes:
    made = [tuple(paragraph(cell) for cell in row) for row in (LEDGER, *rows)]
    return zipped(word(paragraph("巡察反馈问题整改台账") + table(*made)))


def test_every_column_of_a_kind_must_be_filled(ruleset):
    raw = ledger(
        ["1", "甲", "乙", "丙", "", "3月底"], ["2", "丁", "", "戊", "己", "3月底"], [""] * 6
    )
    assert found(ruleset, raw, "genres/rectification-ledger", name="a.docx") == [
        "12:1 empty-cell", "16:1 empty-cell",
    ]  # fmt: skip


def test_a_merged_cell_is_not_empty(ruleset):
    raw = ledger(["1", "甲", "乙", "丙", "丁", "3月底"])
    merged = zipped(
        word(
            paragraph("整改台账")
            + table(
                tuple(paragraph(cell) for cell in LEDGER),
                ("<w:tcPr/>" + paragraph("1"), paragraph("甲"), paragraph("乙"),
                 '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("丙"), paragraph("丁"), paragraph("3月")),
                ("<w:tcPr/>" + paragraph("2"), paragraph("戊"), paragraph("己"),
                 "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph(""), paragraph("庚"), paragraph("4月")),
            )
        )
    )  # fmt: skip
    assert found(ruleset, raw, "genres/rectification-ledger", name="a.docx") == []
    assert found(ruleset, merged, "genres/rectification-ledger", name="a.docx") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("认真贯彻。", 5),
        ("2023年12月", 4),
        ("完成GDP 300亿元", 6),
        ("“三会一课”", 6),
        ("A b，c", 4),
        ("", 0),
    ],
)
def test_characters_are_counted_as_word_does(text: str, count: int):
    assert count_words(text) == count


REQUEST = "关于修路的请示\n{}\n我镇拟修路5公里。\n妥否，请批示。\n柳林镇人民政府\n2024年3月4日"


@pytest.mark.parametrize(
    ("addressee", "rules"),
    [
        ("县人民政府：", []),
        ("县人民政府:", ["2:6 addressee-mark"]),
        ("县人民政府、县财政局：", ["2:1 several-addressees"]),
        ("李县长：", ["2:1 addressed-to-person"]),
    ],
)
def test_who_a_request_is_addressed_to(ruleset, addressee: str, rules: list[str]):
    assert found(ruleset, REQUEST.format(addressee), "genres/request") == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("一、甲\n内容内容内容内容内容内容内容内容内容内容。\n二、乙\n三、丙\n内容内容内容内容内容内容内容内容内容内容。", ["3:1 empty-section"]),
        ("1.甲\n2.乙\n3.丙", []),
        ("一、甲\n（一）子\n（二）丑\n二、乙\n内容。", []),
        ("一、甲\n内容。\n2.乙\n内容。\n三、丙\n内容。", ["3:1 mixed-numbers"]),
        ("一、甲\n1.子。\n2.丑。\n二、乙\n1.寅。\n2.卯。", []),
        ("原因有：一是懒。其次是忙。", []),
        ("原因有：一是懒，工作不实。", ["1:5 lone-item"]),
    ],
)  # fmt: skip
def test_headings_and_series(ruleset, text: str, rules: list[str]):
    names = [
        f"structure/{each}"
        for each in ("empty-section", "mixed-numbers", "lone-item", "heading-number")
    ]
    assert found(ruleset, text, *names) == rules


def test_a_number_may_stand_before_a_date(ruleset):
    text = "一、措施\n1.2025年9月底前修订清单。\n2.10月底前出台规划。\n3.完成率1.5倍。"
    assert found(ruleset, text, "structure") == []


def test_causes_of_the_next_paragraph_are_no_fourth_problem(ruleset):
    text = "有三个方面的问题：一是懒。二是忙。三是乱。\n原因是：一是松。二是散。四是软。"
    assert found(ruleset, text, "structure") == ["2:13 series-number"]
