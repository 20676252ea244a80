import pytest

from zhupi.formats import read
from zhupi.lang import Text
from zhupi.outline.building import build_outline
from zhupi.outline.genre import Reading, Role
from zhupi.outline.reading import read_genre
from zhupi.outline.recognition import choose_genres
from zhupi.patterns import Regex
from zhupi.rulepacks import load_ruleset

GENRES = load_ruleset().genres
GENRE = GENRES["work-report"]


def reading(text: str) -> Reading:
    document = read(text.encode(), "a.txt")
    return read_genre(document, build_outline(document), GENRE)


def genres_of(title: str) -> list[str]:
    document = read(f"{title}\n正文是一句话。".encode(), "a.txt")
    return list(choose_genres(document, build_outline(document), GENRES))


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("2023年度述职报告", "work-report"),
        ("2023年度述职报告（1836字）", "work-report"),
        ("个人述职述廉报告", "work-report"),
        ("2023年度述责述廉报告", "integrity-report"),
        ("党委书记抓基层党建工作述职报告", "party-building-report"),
        ("2023年度工作总结", "work-summary"),
        ("上半年工作总结和下半年工作打算", "work-summary"),
        ("关于开展年度述职评议工作的通知", "notice"),
        ("关于印发工作总结的通知", "notice"),
        ("领导班子对照检查材料", "self-examination"),
        ("民主生活会个人发言提纲", "self-examination-personal"),
        ("个人对照检查材料", "self-examination-personal"),
        ("关于茶产业发展的调研报告", "research-report"),
        ("关于汛期工作情况的报告", "report"),
        ("关于巡察反馈问题整改情况的报告", "rectification-report"),
        ("安全隐患整改台账", "rectification-ledger"),
        ("关于拨付经费的请示", "request"),
        ("关于同意拨付经费的批复", "reply"),
        ("关于商请支持的函", "letter"),
        ("关于商请支持的复函", "reply-letter"),
        ("局长办公会议纪要", "minutes"),
        ("秸秆禁烧工作方案", "work-plan"),
        ("在动员会上的讲话", "speech"),
        ("政府工作报告", ""),
        ("食品安全倡议书", ""),
        ("邀请函", ""),
    ],
)
def test_the_end_of_the_title_tells_the_genre(title: str, genre: str):
    assert genres_of(title) == ([genre] if genre else [])


def roles(text: str) -> list[tuple[str, str]]:
    return [(claim.section.title, claim.role) for claim in reading(text).claims]


def test_one_section_may_carry_two_roles():
    assert roles("述职报告\n一、履职情况\n二、存在问题及原因\n三、下一步打算") == [
        ("履职情况", "done"),
        ("存在问题及原因", "problems"),
        ("存在问题及原因", "causes"),
        ("下一步打算", "plan"),
    ]


def test_headings_inside_a_part_do_not_play_other_parts():
    found = roles(
        "述职报告\n一、主要做法\n（一）坚持问题导向，狠抓整改措施\n二、存在的不足\n三、努力方向"
    )
    assert found == [("主要做法", "done"), ("存在的不足", "problems"), ("努力方向", "plan")]


def test_a_part_may_stand_inside_another():
    text = "述职报告\n一、履职情况\n二、存在问题及原因\n（一）主要问题\n一是懒。二是忙。\n（二）主要原因\n一是松。二是散。\n三、下一步打算"
    made = reading(text)
    assert [item.title for item in made.items("problem")] == ["懒", "忙"]
    assert [item.title for item in made.items("cause")] == ["松", "散"]


def test_items_stand_wherever_the_writer_put_them():
    text = "述职报告\n一、履职情况\n二、存在的问题\n（一）学习不深。\n（二）作风不实。\n产生问题的原因：一是松。二是散。\n三、改进措施\n1.学。\n2.改。"
    made = reading(text)
    assert [item.title for item in made.items("problem")] == ["学习不深", "作风不实"]
    assert [item.title for item in made.items("cause")] == ["松", "散"]
    assert [item.title for item in made.items("measure")] == ["学", "改"]


def titles(text: str, name: str) -> list[str]:
    body = f"述职报告\n一、履职情况\n完成任务。\n{text}"
    return [item.title for item in reading(body).items(name)]


def test_items_that_speak_of_shortcomings_are_no_parts():
    text = "二、主要不足\n1.学习不足。\n2.作风有待改进。\n三、下步打算\n1.补短板。"
    assert titles(text, "problem") == ["学习不足", "作风有待改进"]
    text = "二、存在问题及原因\n（一）学习不足。\n（二）担当不足。\n三、下步打算\n1.补短板。"
    assert titles(text, "problem") == ["学习不足", "担当不足"]


def test_a_section_of_causes_may_name_the_problems():
    for heading in ("存在问题的原因剖析", "产生问题的根源", "问题成因分析"):
        text = (
            f"二、存在的问题\n一是懒。二是忙。\n三、{heading}\n一是松。二是散。\n四、打算\n一是改。"
        )
        assert titles(text, "problem") == ["懒", "忙"]
        assert titles(text, "cause") == ["松", "散"]


def test_numbers_that_start_again_are_another_group():
    text = "二、存在的问题\n1.懒。\n2.忙。\n产生上述问题的原因：\n1.松。\n2.散。\n三、打算\n1.改。"
    assert titles(text, "problem") == ["懒", "忙"]
    assert titles(text, "cause") == ["松", "散"]


def test_bullets_are_items_where_there_are_no_numbers():
    text = "# 述职报告\n\n## 履职情况\n\n文。\n\n## 存在问题\n\n- **懒散。** 读书少。\n- 拖拉。\n\n## 打算\n\n- 改。\n"
    document = read(text.encode(), "a.md")
    made = read_genre(document, build_outline(document), GENRE)
    assert [item.title for item in made.items("problem")] == ["懒散", "拖拉"]


def test_sections_before_all_parts_are_the_work_done():
    found = roles("述职报告\n一、教育教学工作\n二、临床一线\n三、存在问题\n四、2025年工作设想")
    assert [role for _, role in found] == ["done", "done", "problems", "plan"]


def test_an_unread_section_does_not_hide_parts_in_its_items():
    found = roles("述职报告\n一、工作回顾\n二、迈上新台阶\n1.补上短板。\n2.解决问题。")
    assert found == [("工作回顾", "done")]


def test_a_spaced_or_broken_title_tells_the_genre():
    assert genres_of("述 职 报 告") == ["work-report"]
    broken = "青禾县柳林镇党委书记\n2024年度抓基层党建工作\n述　职　报　告"
    assert genres_of(broken) == ["party-building-report"]
    assert genres_of("内部资料　注意保存\n\n张三同志述职报告") == ["work-report"]


def test_an_unread_section_is_not_taken_for_work_done_where_the_problems_should_be():
    found = roles("述职报告\n一、教育教学\n二、我的几点感触\n三、下一步打算")
    assert found == [("教育教学", "done"), ("下一步打算", "plan")]


def test_a_part_without_an_english_title_is_called_by_its_own():
    assert Role("causes", "原因", Regex("原因")).named == Text("原因", "原因")
    assert Role("causes", "原因", Regex("原因"), "causes").named == Text("原因", "causes")
