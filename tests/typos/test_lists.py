"""The lists: compiled misprints, idioms, the user's words."""

import pytest

from zhupi import Ruleset, UserError, lint, read, select_rules
from zhupi.checks.base import BadOption
from zhupi.checks.misprints import Misprints
from zhupi.patterns import DataFile, binary_file
from zhupi.rulepacks.words import Words, read_words, with_words
from zhupi.typos.compiled import Entry, compile_entries, load_compiled

ENTRIES = [
    Entry("改革开方", 3, "放", False),
    Entry("布署", 0, "部", True),
    Entry("其间", 0, "期", True),
]


def test_compiled_entries_come_back():
    compiled = load_compiled(binary_file(compile_entries(ENTRIES, ["改革开放以来"])))
    text = "a改革开方，𠮷布署，春运其间"
    assert list(compiled.find(text)) == [(1, ENTRIES[0]), (7, ENTRIES[1]), (12, ENTRIES[2])]
    assert [entry.corrected for _, entry in compiled.find(text)] == ["改革开放", "部署", "期间"]
    assert len(compiled) == 3


@pytest.mark.parametrize("cut", [0, 5, 20, 40, -1])
def test_broken_dictionaries_are_refused(cut):
    with pytest.raises(ValueError):
        load_compiled(binary_file(compile_entries(ENTRIES)[:cut]))


def test_the_generated_dictionary_asks_the_model(ruleset: Ruleset):
    rules = select_rules(ruleset, ["typo/misprint"], [])
    right = "驻赣人民解放军，多部暑期档影片，给社会主意识形态工作提出要求。"
    assert lint(read(right.encode(), "a.txt"), rules) == ()
    wrong = "坚持群中路线不动摇。"
    (finding,) = lint(read(wrong.encode(), "a.txt"), rules)
    assert (finding.span.of(wrong), finding.suggestions) == ("群中路线", ("群众路线",))
    assert finding.confidence > 0.9


def test_what_the_table_tells_of_is_left_to_it(ruleset: Ruleset):
    """Also where a misprint is only part of the listed word; not where the word is excused."""
    table = DataFile("wrong\tright\tunless\n党风连政建设\t党风廉政建设\t党风连政建设局\n")
    compiled = binary_file(compile_entries([Entry("连政", 0, "廉", False)]))
    (rule,) = (each for each in ruleset.rules if each.name == "typo/misprint")

    def found(text: str, listed: DataFile) -> list[int]:
        only = (rule.with_check(Misprints(compiled, listed)),)
        alone = ruleset._replace(rules=only, gate=None)
        return [each.span.start for each in lint(read(text.encode(), "a.txt"), alone)]

    text = "落实党风连政建设责任，党风连政建设局研究工作。"
    assert found(text, DataFile("")) == [4, 13]
    assert found(text, table) == [13]


def test_a_broken_table_is_refused():
    compiled = binary_file(compile_entries(ENTRIES))
    for table in ("wrong\n甲\n", "wrong\tright\n甲\t甲\n"):
        with pytest.raises(BadOption) as told:
            Misprints(compiled, DataFile(table)).validate()
        assert told.value.key == "listed"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("大家再接再励，乘胜前进。", ["再接再励"]),
        ("不可欲盖弥张。", ["欲盖弥张"]),
        ("坚持化繁就简，弱鸟先飞。", []),
        ("擦亮“一视铜仁”品牌。", []),
        ("开展“声入人心”活动。", []),
    ],
)
def test_idioms(text, found, ruleset: Ruleset):
    rules = select_rules(ruleset, ["typo/idiom"], [])
    assert [each.span.of(text) for each in lint(read(text.encode(), "a.txt"), rules)] == found


def test_words_of_a_file():
    raw = "# 词表\n三提三效\n椰字号  # 品牌\n\n综治中心 → 社会治理中心\nA=>B\n".encode()
    words = read_words(raw, "词表.txt")
    assert words == Words(
        frozenset({"三提三效", "椰字号"}), (("综治中心", "社会治理中心"), ("A", "B"))
    )


@pytest.mark.parametrize(
    "line",
    [
        "甲 → 乙 → 丙", "→ 乙", "甲 →", "甲 → 甲", "甲 → 乙\n甲 → 丙",
        "惯", "好词 → 坏词", "甲乙 → 丙丁\n甲乙",
    ],
)  # fmt: skip
def test_bad_words_name_the_line(line):
    with pytest.raises(UserError) as error:
        read_words(f"好词\n{line}\n".encode(), "词表.txt")
    assert error.value.where in ("词表.txt:2", "词表.txt:3")


def test_words_in_gb18030():
    assert read_words("综合治理中心\n三提三效工作法\n".encode("gb18030"), "词表.txt").allowed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("认真学习贯彻彻会议精神。", ["彻彻"]),
        ("加强党的的建设。", ["的的"]),
        ("人人有责、人人尽责，层层落实，主管管道的部门。", []),
        ("拉拉公司。拉拉公司。拉拉公司。", []),
        ("彻彻彻彻", []),
        ("", []),
    ],
)
def test_what_was_typed_twice(text, found, ruleset: Ruleset):
    rules = select_rules(ruleset, ["typo/doubled"], [])
    document = read((text + "，落实\n").encode(), "a.txt")
    assert [each.span.of(document.text) for each in lint(document, rules)] == found


def test_words_that_are_easily_misread():
    words = read_words("C#语言 → C语言\n三提三效\t# 备注\n# 说明\n".encode(), "词表.txt")
    assert words == Words(frozenset({"三提三效"}), (("C#语言", "C语言"),))
    assert read_words(b"\n \n", "词表.txt") == read_words(b"", "词表.txt") == Words()


@pytest.mark.parametrize(
    ("lines", "text", "found"),
    [
        ("中心 → 服务中心", "服务中心很好，中心很好。", ["中心"]),
        ("综治中心 → 治理中心", "综治中心（以下简称“综治中心”）建好了。", ["综治中心"] * 2),
        ("綜治中心 → 治理中心", "這裏的綜治中心對國家發展會說話。", ["綜治中心"]),
        ("惯彻", "學習慣徹會議精神，對國家發展關係重大。", []),
    ],
)
def test_the_words_of_an_office(lines, text, found, ruleset: Ruleset):
    rules = with_words(ruleset, read_words((lines + "\n# 词表\n").encode(), "词表.txt"), "词表.txt")
    findings = lint(
        read(text.encode(), "a.txt"),
        select_rules(rules, ["typo"], [])._replace(
            rules=tuple(rule for rule in rules.rules if rule.name.startswith(("typo/", "words/")))
        ),
    )
    assert [finding.span.of(text) for finding in findings] == found
