from zhupi.formats import read
from zhupi.model.outline import Outline
from zhupi.outline.building import build_outline


def outline(text: str, name: str = "a.txt") -> tuple[str, Outline]:
    document = read(text.encode(), name)
    return document.text, build_outline(document)


def tree(text: str, name: str = "a.txt") -> list[str]:
    _, made = outline(text, name)
    return [f"{'  ' * (s.level - 1)}{s.title}" for s in made.root.walk() if s.level]


def test_typed_numbers_nest():
    assert tree("题目\n一、甲\n（一）甲一\n1.一1\n2.二2\n（二）甲二\n二、乙") == [
        "甲",
        "  甲一",
        "    一1",
        "    二2",
        "  甲二",
        "乙",
    ]


def test_a_decimal_is_no_number_of_a_heading():
    assert tree("题目\n一、甲\n（一）甲一\n1.1\n2.2\n二、乙") == ["甲", "  甲一", "乙"]


def test_markdown_headings_and_typed_numbers_make_the_same_tree():
    typed = tree("题目\n一、甲\n（一）甲一\n文。\n（二）甲二\n二、乙\n文。")
    marked = tree(
        "# 题目\n\n## 一、甲\n\n### （一）甲一\n\n文。\n\n### （二）甲二\n\n## 二、乙\n\n文。",
        "a.md",
    )
    mixed = tree(
        "# 题目\n\n## 一、甲\n\n（一）甲一\n\n文。\n\n（二）甲二\n\n## 二、乙\n\n文。", "a.md"
    )
    flat = tree(
        "题目\n\n# 一、甲\n\n## （一）甲一\n\n文。\n\n## （二）甲二\n\n# 二、乙\n\n文。", "a.md"
    )
    assert typed == marked == mixed == flat


def test_headings_without_numbers():
    assert tree("# 题目\n\n## 主要做法\n\n文。\n\n## 存在问题\n\n### 学习\n", "a.md") == [
        "主要做法",
        "存在问题",
        "  学习",
    ]


def test_a_two_level_text_uses_arabic_numbers_under_chinese_ones():
    assert tree("题目\n一、甲\n1.子\n2.丑\n二、乙\n1.寅") == ["甲", "  子", "  丑", "乙", "  寅"]


def test_a_heading_that_runs_on_ends_at_its_first_full_stop():
    text, made = outline("题目\n一、甲\n（一）加强学习。每月集中学习一次，人人发言。")
    (section,) = made.root.sections[0].sections
    assert section.title == "加强学习"
    assert section.heading.of(text) == "（一）加强学习。"


def test_series_run_over_paragraphs_and_know_their_lead():
    text, made = outline(
        "题目\n一、问题\n主要有以下问题：\n一是懒。\n又懒又馋。\n二是忙。\n原因是：一是松，二是散。"
    )
    first, second = made.root.sections[0].enumerations
    assert [item.title for item in first.items] == ["懒", "忙"]
    assert first.items[0].span.of(text) == "一是懒。\n又懒又馋。"
    assert (first.lead, second.lead) == ("主要有以下问题：", "原因是：")
    assert [item.title for item in second.items] == ["松", "散"]


def test_a_series_after_a_full_stop_ends_the_one_before_in_the_same_paragraph():
    text, made = outline("题目\n问题：一是懒。二是忙。原因：一是松。二是散。")
    first, second = made.root.enumerations
    assert first.items[-1].span.of(text) == "二是忙。"
    assert second.lead == "原因："


def test_nested_series_of_another_style():
    _, made = outline("题目\n一是学习，包括：①读书；②看报。二是实践。")
    outer, inner = made.root.enumerations
    assert [item.number for item in outer.items] == [1, 2]
    assert [item.number for item in inner.items] == [1, 2]


def test_lone_adverbs_are_no_series():
    _, made = outline("题目\n首先感谢大家。\n最后，祝会议成功。")
    assert all(
        series.style != "sequence" or len(series.items) > 1 for series in made.root.enumerations
    )


def test_title_lines():
    text, made = outline("某某局党委书记\n2023年度述职报告\n\n各位领导：\n一、甲")
    assert [span.of(text) for span in made.title] == ["某某局党委书记", "2023年度述职报告"]


def test_the_closing_belongs_to_no_section():
    text, made = outline("题目\n一、甲\n做事。\n以上报告，请批评指正。\n张明\n2024年1月2日")
    assert made.root.sections[-1].span.of(text) == "一、甲\n做事。"


def test_path_names_headings_and_item():
    text, made = outline("题目\n一、问题\n（一）作风\n一是懒散。二是拖拉。")
    path = [span.of(text) for span in made.path(text.index("拖拉"))]
    assert path == ["一、问题", "（一）作风", "二是拖拉"]


def test_attachments_belong_to_no_section():
    _, made = outline(
        "题目\n一、甲\n做事。\n二、乙\n做事。\n以上报告，请审议。\n附件：1.名单\n2.数据\n一、附件里的标题"
    )
    assert [section.title for section in made.root.sections] == ["甲", "乙"]


def test_an_advertisement_before_the_only_highest_heading_is_no_title():
    text, made = outline("某某范文网，加微信\n\n# 述职报告\n\n## 一、甲\n\n文。", "a.md")
    assert [span.of(text) for span in made.title] == ["述职报告"]


def test_dates_and_document_numbers_are_no_title():
    text, made = outline("述职报告\n2024年12月26日\n一、甲")
    assert [span.of(text) for span in made.title] == ["述职报告"]


def test_a_list_item_that_begins_with_a_digit_keeps_its_number():
    assert tree("# 题目\n\n1. 2024年的工作\n2. 2025年的打算\n", "a.md") == [
        "2024年的工作",
        "2025年的打算",
    ]


UNNUMBERED = """述职报告
现将有关情况报告如下。
学年主要工作
立德树人，育人有温度
组建教师队伍，开足课程。
存在的主要问题
尖子生培养不够突出。
今后的打算
1.实施“拔尖”工程。
"""


def test_parts_without_numbers_are_told_by_their_names():
    assert tree(UNNUMBERED) == ["学年主要工作", "存在的主要问题", "今后的打算", "  实施“拔尖”工程"]
    bold = "# 述职报告\n\n**主要工作**\n\n组建队伍。\n\n**存在的不足**\n\n培养不够。\n"
    assert tree(bold, "a.md") == ["主要工作", "存在的不足"]


def test_where_parts_have_numbers_a_name_is_no_heading():
    assert tree("题目\n开头。\n一、党建\n存在的主要问题\n甲。\n今后的打算\n乙。") == ["党建"]


def test_of_two_names_one_below_the_other_the_second_is_text():
    assert tree("题目\n开头。\n主要工作\n党建工作\n抓学习。\n存在的问题\n不够。") == [
        "主要工作",
        "存在的问题",
    ]


def test_one_name_alone_is_text():
    assert tree("题目\n抓学习。\n存在的问题\n不够。") == []


def test_time_grows_with_the_text():
    """The work on one place must not look at all others; counted in calls, not in seconds."""
    import cProfile
    import pstats

    def calls(copies: int) -> int:
        text = "一是学习。二是实干。原因：一是懒。\n" * copies
        profile = cProfile.Profile()
        profile.runcall(outline, text)
        return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]

    assert calls(800) < 2.3 * calls(400)
