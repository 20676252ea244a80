from zhupi.checks.pairing import pair_items
from zhupi.formats import read
from zhupi.outline.building import build_outline


def pairing(problems: str, causes: str):
    document = read(f"题目\n问题：{problems}\n原因：{causes}".encode(), "a.txt")
    left, right = build_outline(document).root.enumerations
    return pair_items(left.items, right.items, document.text)


def test_a_hole_in_the_numbers_names_the_item():
    found = pairing("一是甲。二是乙。三是丙。", "一是子。三是丑。")
    assert found == ((1,), True)


def test_shared_words_name_the_item_when_the_numbers_were_closed_up():
    found = pairing(
        "一是理论学习不深入。二是调查研究不扎实。三是制度落实不严格。",
        "一是理论学习抓得不紧。二是制度落实缺少督促。",
    )
    assert found == ((1,), True)


def test_without_shared_words_nothing_is_certain():
    assert not pairing("一是甲乙。二是丙丁。三是戊己。", "一是春夏。二是秋冬。").certain


def test_as_many_are_enough():
    assert pairing("一是甲。二是乙。", "一是子。二是丑。三是寅。").unpaired == ()
