from zhupi.formats import read
from zhupi.outline import build_outline
from zhupi.outline.genre import Reading, is_of_genre, read_genre
from zhupi.rulepacks import load_ruleset

GENRE = next(rule.genre for rule in load_ruleset().rules if rule.genre)


def reading(text: str) -> Reading:
    document = read(text.encode(), "a.txt")
    return read_genre(document, build_outline(document), GENRE)


def of_genre(title: str) -> bool:
    document = read(f"{title}\n正文。".encode(), "a.txt")
    return is_of_genre(document, build_outline(document), GENRE)


def test_the_title_tells_the_genre():
    assert of_genre("2023年度述职报告")
    assert of_genre("党委书记抓党建述职述廉报告")
    assert not of_genre("2023年度工作总结")
    assert not of_genre("关于开展年度述职评议工作的通知")


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
