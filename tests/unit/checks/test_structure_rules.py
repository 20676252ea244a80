"""What the structure and genre rules say of short reports; each case was once wrong."""

import pytest

from zhupi import lint, locate, read
from zhupi.engine.linting import read_genres
from zhupi.outline.building import build_outline

WORK = "述职报告\n一、主要工作\n完成任务。\n"
END = "三、下一步打算\n一是学。二是改。三是干。\n以上报告，请予评议。"


def found(text: str, ruleset, name: str = "a.txt") -> list[str]:
    document = read(text.encode(), name)
    return [
        f"{locate(document, f.span).start.line} {f.rule.rpartition('/')[2]}"
        for f in lint(document, ruleset)
    ]


@pytest.mark.parametrize(
    "text",
    [
        WORK + "二、存在的问题\n（一）学习不深。\n（二）项目调度不精准。\n（三）纪律不严。\n" + END,
        WORK
        + "二、存在的问题\n一是懒。二是忙。\n三、存在问题的原因剖析\n一是松。二是散。\n四、打算\n一是学。二是改。\n请评议。",
        WORK
        + "二、存在的问题及原因\n1.懒。原因是松。\n2.忙。究其根源，是散。\n3.乱。这与我安于现状有关。\n"
        + END,
        WORK
        + "二、存在的问题\n一是懒。二是忙。\n三、原因分析\n产生上述问题，主要是我思想上不重视。\n四、打算\n一是学。二是改。\n请评议。",
        WORK
        + "二、存在的问题及原因\n（一）懒。主要是督促不及时。\n（二）忙。主要是配合不紧。\n"
        + END,
        WORK + "二、存在的问题\n一是懒。二是忙。\n" + END + "\n附件：1.名单\n      2.数据",
        "某项工作的安排\n各单位：\n一、甲\n1.子。\n2.丑。\n二、乙\n3.寅。\n4.卯。\n三、丙\n5.辰。",
        "工作情况\n一、主要工作\n推进产业。\n三、四级医院联动推进。\n二、打算\n继续努力。",
    ],
)
def test_nothing_is_found(text: str, ruleset):
    assert found(text, ruleset) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            WORK + "二、存在的问题及原因\n（一）学习不深。主要原因是松。\n（二）作风不实。\n" + END,
            "6 problem-without-cause",
        ),
        (
            "述职报告\n一、主要工作\n完成任务。\n二、下一步打算\n一是学。二是改。\n请评议。",
            "3 missing-section",
        ),
        (
            WORK + "二、存在的问题\n一是懒。二是忙。\n三、迈上新台阶\n一是学。二是改。\n请评议。",
            "6 unread-section",
        ),
        (
            "讲话\n同志们：\n下面，我讲四点意见。\n一、认清形势\n好。\n二、抓好落实\n好。",
            "3 promised-count",
        ),
        ("情况\n与先进相比还有四个差距：一是懒，二是忙，三是乱。", "2 promised-count"),
        (
            "情况\n一、甲\n1.子。\n2.丑。\n二、乙\n3.寅。\n5.卯。\n三、丙\n5.辰。",
            "7 heading-number",
        ),
    ],
)
def test_this_and_nothing_else_is_found(text: str, wanted: str, ruleset):
    assert found(text, ruleset) == [wanted]


def test_decimal_numbers_of_markdown_headings(ruleset):
    text = "# 报告\n\n## 2.1 学习不深\n\n文。\n\n## 2.3 作风不实\n\n文。\n"
    assert found(text, ruleset, "a.md") == ["7 heading-number"]


def test_a_list_whose_items_begin_with_a_year(ruleset):
    text = "# 报告\n\n1. 2024年开局。\n2. 2025年发力。\n4. 2026年收官。\n"
    assert found(text, ruleset, "a.md") == ["5 heading-number"]


@pytest.mark.parametrize(
    "heading",
    ["帮扶困难群众", "科学谋划，推动发展", "聚焦主业，抓好重点工作", "落实防控措施", "狠抓重点任务", "聚焦薄弱环节，狠抓整改",
     "补齐不足", "落实整改措施", "强化保障措施", "完善发展规划", "推进改革工作计划落实", "坚持目标导向，明确主攻方向"],
)  # fmt: skip
def test_headings_of_work_done_play_no_other_part(heading: str, ruleset):
    """What was done is told with the words of problems and plans, too."""
    text = f"述职报告\n一、提高站位\n好。\n二、{heading}\n好。\n三、存在的问题\n一是懒。二是忙。\n四、打算\n一是学。二是改。\n请评议。"
    document = read(text.encode(), "a.txt")
    outline = build_outline(document)
    (reading,) = read_genres(document, outline, ruleset).values()
    assert [claim.role for claim in reading.claims] == ["done", "done", "problems", "plan"]
    assert lint(document, ruleset) == ()
