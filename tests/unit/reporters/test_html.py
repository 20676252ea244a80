import re
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from tests.reports import as_docx
from tests.unit.reporters.reporting import result_for, written
from tests.word_files import paragraph, table, with_story, word, zipped
from zhupi.model.document import Block, Cell
from zhupi.model.finding import Finding, Related, Severity
from zhupi.model.lines import Position
from zhupi.model.result import (
    Correction,
    Excerpt,
    Extent,
    Located,
    Page,
    RelatedPlace,
    Replacement,
    Result,
)
from zhupi.model.span import Span
from zhupi.reporters import REPORTERS, Style

LINES = [
    "2023年度述职报告（1972字）",
    "二、存在问题",
    "一是𠮷😀压力传导不够。通过会议部暑推进。",
    "二是作风不实。",
]
WARNING, ERROR, INFO = Severity.WARNING, Severity.ERROR, Severity.INFO


def parsed(results, **style):
    return lxml_html.fromstring(written("html", results, **style))


def classes(element) -> list[str]:
    return (element.get("class") or "").split()


def with_class(tree, name: str) -> list:
    return [each for each in tree.iter() if isinstance(each.tag, str) and name in classes(each)]


def text_of(element) -> str:
    for br in element.iter("br"):
        br.tail = "\u2028" + (br.tail or "")
    return element.text_content()


def blocks_of(tree, report: str = "r1") -> dict[int, str]:
    named = ((each, re.fullmatch(rf"{report}b(\d+)", each.get("id") or "")) for each in tree.iter())
    return {int(name[1]): text_of(each) for each, name in named if name}


def located(text: str, start: int, end: int, severity=ERROR, rule="typo/word", **more) -> Located:
    finding = Finding(rule, severity, Span(start, end), more.pop("message", "不对"))
    finding = finding._replace(**more.pop("finding", {}))
    extent = Extent(Position(text.count("\n", 0, start) + 1, 1), Position(1, 1), (1, 1))
    fields = {"related": (), "correction": None, **more}
    excerpt = Excerpt(text, start, end, False, False)
    return Located(finding, extent, text[start:end], (), excerpt, None, **fields)


def result_of_spans(text: str, *spans: tuple, path: str = "a.txt", **more) -> Result:
    """A result of a text with findings of these spans (and severities)."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", Span(start, start + len(line))))
        start += len(line) + 1
    found = tuple(located(text, *span) for span in spans)
    fields = {"page": Page(text, tuple(blocks)), **more}
    return Result(path, "text", found, **fields)


def marked(tree, number: int) -> str:
    """The words of all marks of a finding."""
    return "".join(text_of(each) for each in tree.iter("mark") if each.get("data-f") == str(number))


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("\n".join(LINES), "a.txt"),
        ("# " + "\n\n".join(LINES), "a.md"),
        (as_docx(LINES), "a.docx"),
        (as_docx(LINES, automatic=True), "b.docx"),
    ],
)
def test_every_finding_has_a_mark_and_an_entry(raw, name, ruleset):
    result = result_for(raw, name, ruleset)
    tree = parsed([result])
    assert result.located
    for number, each in enumerate(result.located, 1):
        (entry,) = tree.xpath(f"//*[@id='r1f{number}']")
        (mark,) = tree.xpath(f"//mark[@id='r1m{number}']")
        assert each.finding.message in entry.text_content()
        assert each.finding.severity.name.lower() in classes(mark) and classes(entry)
        assert marked(tree, number) == each.quote.replace("\n", "")
        assert tree.xpath(f"//a[@href='#r1m{number}']")
    shown = blocks_of(tree)
    assert "\n".join(shown[index] for index in sorted(shown)) == result.page.text


def test_spans_that_nest_and_cross_and_meet():
    text = "零一二三四五六七八九"
    spans = [(1, 6), (2, 4, WARNING), (3, 8, INFO), (6, 8), (2, 4), (0, 10, INFO)]
    tree = parsed([result_of_spans(text, *spans)])
    assert blocks_of(tree) == {0: text}
    for number, (start, end, *_) in enumerate(spans, 1):
        assert marked_once(tree, number) == text[start:end]
        assert len(tree.xpath(f"//*[@id='r1m{number}']")) == 1


def marked_once(tree, number: int) -> str:
    return "".join(tree.xpath(f"//mark[@data-f='{number}']//text()"))


def test_a_finding_over_several_blocks_is_marked_in_each():
    tree = parsed([result_of_spans("一二\n三四\n\n五六", (1, 8))])
    marks = tree.xpath("//mark[@data-f='1']")
    assert [text_of(each) for each in marks] == ["二", "三四", "五"]
    assert [each.get("id") for each in marks] == ["r1m1", None, None]


@pytest.mark.parametrize("start", [0, 1, 2, 3, 5, 6])
def test_what_is_missing_has_a_caret(start):
    text = "一二\n三四\n"
    tree = parsed([result_of_spans(text, (start, start), (3, 5, WARNING))])
    (mark,) = tree.xpath("//mark[@id='r1m1']")
    assert "caret" in classes(mark) and text_of(mark) == ""
    assert blocks_of(tree) == {0: "一二", 1: "三四", 2: ""}


def test_a_line_end_has_a_caret():
    tree = parsed([result_of_spans("一\n二", (1, 2))])
    assert "caret" in classes(tree.xpath("//mark[@id='r1m1']")[0])


NASTY = "a<script>alert(1)</script>&\"'\u2028\x00\x08\r\x7f\x9b\ud800\ufffe\u202e\ufffc</style><!--"


def test_nothing_of_a_file_becomes_markup():
    related = RelatedPlace(Extent(Position(1, 1), Position(1, 2), (1, 2)), NASTY, NASTY)
    correction = Correction(2, (Replacement(related.extent, NASTY),))
    each = located(
        NASTY,
        0,
        3,
        rule=NASTY,
        message=NASTY,
        finding={"suggestions": (NASTY,)},
        related=(related,),
        correction=correction,
    )._replace(where=(NASTY,), quote=NASTY)
    result = result_of_spans(NASTY, path=NASTY)._replace(
        located=(each,), genres=(NASTY,), notes=(NASTY,)
    )
    broken = result._replace(failure="读不了", page=None)
    bare = result._replace(page=None)
    for results in ([result], [bare], [result, broken, bare]):
        page = written("html", results)
        page.encode()
        tree = lxml_html.fromstring(page)
        assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
        assert not tree.xpath("//comment()")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\ud800-\udfff]", page)
    shown = blocks_of(parsed([result]))[0]
    assert len(shown) == len(NASTY) and shown.startswith("a<script>alert(1)</script>&\"'\u2028␀␈␍")


def test_the_page_loads_nothing():
    page = written("html", [result_of_spans("一", (0, 1)), result_of_spans("一", path="b")])
    tree = lxml_html.fromstring(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy and not tree.xpath("//*[@style]|//@onclick")
    assert not [
        each for each in tree.xpath("//@src|//@href") if not each.startswith(("#", "data:"))
    ]
    assert "url(" not in page and "@import" not in page


def test_tables_are_tables(ruleset):
    rows = [("序号", "问题"), ("1", "会议部暑")]
    raw = zipped(word(table(*(tuple(map(paragraph, row)) for row in rows))))
    result = result_for(raw, "台账.docx", ruleset)
    tree = parsed([result])
    (grid,) = tree.xpath("//div[@class='grid']/table")
    rows = [[text_of(cell).strip() for cell in row.iter("td")] for row in grid.iter("tr")]
    assert rows == [["序号", "问题"], ["1", "会议部暑"]]
    assert [text_of(each) for each in grid.iter("mark")][-1] == "部暑"


def test_cells_that_are_merged_leave_room():
    cells = [(0, 0), (0, 2), (0, 2), (1, 5_000_000)]
    text = "甲\n乙\n丙\n丁"
    blocks = tuple(
        Block("cell", Span(2 * index, 2 * index + 1), cell=Cell(0, *place))
        for index, place in enumerate(cells)
    )
    tree = parsed([Result("a.docx", "docx", (), page=Page(text, blocks))])
    first, second = tree.xpath("//div[@class='grid']//tr")
    assert [text_of(cell).split() for cell in first] == [["甲"], [], ["乙", "丙"]]
    assert second[0].get("colspan") == "1000"


@pytest.mark.parametrize(
    ("story", "name"), [("footnote", "脚注"), ("header", "页眉"), ("comment", "批注")]
)
def test_what_stands_beside_the_body_has_its_name(story, name, ruleset):
    result = result_for(with_story(story, "会议部暑", ["正文。"]), "a.docx", ruleset)
    (group,) = parsed([result]).xpath(f"//section[contains(@class,'{story}')]")
    assert group[0].text == name and "会议部暑" in group.text_content()


def test_hidden_text_is_marked():
    result = result_of_spans("看不见")
    hidden = tuple(block._replace(hidden=True) for block in result.page.blocks)
    tree = parsed([result._replace(page=Page("看不见", hidden))])
    assert tree.get_element_by_id("r1b0").get("data-note") == "隐藏文字"


def test_the_shape_of_the_text(ruleset):
    lines = [
        "关于开会的通知",
        "各科室：",
        "一、时间",
        "明天上午九点开会。",
        "办公室",
        "2024年5月6日",
    ]
    tree = parsed([result_for("\n".join(lines), "a.txt", ruleset)])
    first = [tree.get_element_by_id(f"r1b{index}") for index in range(6)]
    assert [each.tag for each in first] == ["h3", "p", "h4", "p", "p", "p"]
    assert classes(first[1]) == ["addressee"]
    assert classes(first[4]) == classes(first[5]) == ["signature"]
    assert [each.get("data-line") for each in first] == list("123456")


def test_markdown_shows_the_lines_of_the_file(ruleset):
    tree = parsed([result_for("# 报告\n\n会议召开。\n\n会议部暑工作。\n", "a.md", ruleset)])
    assert tree.xpath("//@data-line") == ["1", "3", "5"]
    assert "第5行" in tree.get_element_by_id("r1f1").text_content()


def test_an_entry_says_what_the_rule_is_about(ruleset):
    result = result_for(as_docx(LINES), "a.docx", ruleset)
    rules = {rule.name: rule for rule in ruleset.rules}
    number = [each.finding.rule for each in result.located].index("typo/word") + 1
    entry = parsed([result], rules=rules).get_element_by_id(f"r1f{number}")
    (details,) = entry.iter("details")
    assert rules["typo/word"].why.zh in details.text_content()
    assert "部署" in entry.xpath(".//ins/text()") and "第3段" in entry.text_content()
    assert not list(parsed([result]).get_element_by_id(f"r1f{number}").iter("details"))


def test_related_places_are_links():
    text = "一\n二\n三"
    extent = Extent(Position(3, 1), Position(3, 2), (1, 2))
    here = located(
        text,
        0,
        1,
        finding={"related": (Related(Span(4, 5), "那里"),)},
        related=(RelatedPlace(extent, "那里"),),
    )
    there = located(text, 2, 3, related=(RelatedPlace(extent, "相同", "b.txt"),))
    gone = located(text, 2, 3, related=(RelatedPlace(extent, "相同", "c.txt"),))
    first = result_of_spans(text)._replace(located=(here, there, gone))
    second = result_of_spans(text, path="b.txt")
    assert second.page
    lines = [Extent(Position(line, 1), Position(line, 2), (1, 2)) for line in (1, 2, 3)]
    second = second._replace(page=second.page._replace(extents=tuple(lines)))
    tree = parsed([first, second])
    links = tree.xpath("//div[@class='related']//a")
    assert [each.get("href") for each in links] == ["#r1b2", "#r2b2"]
    assert all(tree.xpath(f"//*[@id='{each.get('href')[1:]}']") for each in links)


def several() -> list[Result]:
    text = "一二三"
    lacks = [
        located(text, 0, 0, WARNING, "genres/x/missing-section", message="缺少“原因”部分"),
        located(text, 0, 1, WARNING, "genres/x/missing-addressee", message="缺少主送机关：标题下"),
        located(text, 0, 1, ERROR, "typo/word"),
        located(text, 1, 2, ERROR, "typo/word"),
    ]
    page = Page(text, (Block("paragraph", Span(0, 3)),))
    return [
        Result("科室/甲.docx", "docx", tuple(lacks), ("述职报告",), 2345, page=page),
        Result("乙.txt", "text", (), ("通知",), 800, page=page),
        Result(
            "丙.docx", "docx", (located("", 0, 0, message="不是 Word 文件"),), failure="读不了"
        ),
    ]  # fmt: skip


def test_several_reports_have_an_index():
    tree = parsed(several())
    rows = tree.xpath("//table[@class='reports']/tbody/tr")
    cells = {each.get("data-label"): text_of(each) for each in rows[0].iter("td")}
    assert (cells["文种"], cells["字数"], cells["错误"], cells["警告"]) == (
        "述职报告",
        "2,345",
        "2",
        "2",
    )
    assert (cells["缺少部分"], cells["格式要素"], cells["错别字"]) == ("原因", "缺少主送机关", "2")
    assert cells["缺少原因"] == ""
    heads = tree.xpath("//table[@class='reports']/thead//th")
    assert len(heads) == len(rows[0]) == len(rows[1])
    assert "不是 Word 文件" in rows[2].text_content() and "unreadable" in classes(rows[2])
    assert tree.xpath("//tbody//th/a/@href") == ["#r1", "#r2", "#r3"]
    assert [each.get("id") for each in tree.iter("article")] == ["r1", "r2", "r3"]


def test_the_index_has_figures_and_a_chart():
    tree = parsed(several())
    names = [each.text for each in tree.xpath("//dl[@class='figures']//dt")]
    figures = [each.text for each in tree.xpath("//dl[@class='figures']//dd")]
    told = dict(zip(names, figures, strict=True))
    assert told["报告"] == "3" and told["错误"] == "2" and told["读不了"] == "1"
    rows = tree.xpath("//table[@class='chart']/tbody/tr")
    assert "typo/word" in rows[0].text_content()
    assert [each.text for each in rows[0].iter("b")] == ["2", "1"]
    assert [each.get("width") for each in rows[0].iter("rect")] == ["100.0%", "50.0%"]


def test_ids_are_unique_and_links_lead_somewhere():
    tree = parsed(several())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {each[1:] for each in tree.xpath("//a/@href")} <= set(ids)


def test_in_english():
    tree = parsed(several(), lang="en")
    assert tree.get("lang") == "en" and parsed(several()).get("lang") == "zh-CN"
    shown = tree.xpath("//body")[0].text_content()
    for word_ in ("Overview", "All reports", "missing causes", "paragraph 1", "Unreadable"):
        assert word_ in shown
    own = tree.xpath("//header[@class='bar']|//dialog|//thead|//div[@class='controls']")
    assert not re.search("[\u4e00-\u9fff]", "".join(each.text_content() for each in own))


def test_nothing_checked_and_nothing_found():
    assert "没有检查任何文件" in written("html", [])
    tree = parsed([result_of_spans("一")])
    assert not tree.xpath("//section[@id='index']") and "没有发现问题" in tree.text_content()


def test_without_the_text_the_words_around_are_shown():
    tree = parsed([result_of_spans("甲乙丙", (1, 2))._replace(page=None)])
    assert [text_of(each) for each in with_class(tree, "excerpt")] == ["甲乙丙"]
    assert [text_of(each) for each in tree.iter("mark")] == ["乙"]


def test_a_piece_a_report():
    results = [result_of_spans("一二三", (0, 1), path=f"{number}") for number in range(20)]
    pieces = list(REPORTERS["html"].report(results, Style()))
    assert len(pieces) == 23 and pieces[-1].endswith("</html>\n")


def test_long_texts_cost_no_more_than_their_length():
    """Twice the text, twice the page: no part of it is repeated."""
    sizes = []
    for lines in (500, 1000, 2000):
        text = "\n".join(["甲乙丙丁"] * lines)
        spans = [(5 * line, 5 * line + 2) for line in range(lines)]
        sizes.append(len(written("html", [result_of_spans(text, *spans)])))
    (first, second) = (b - a for a, b in pairwise(sizes))
    assert second == pytest.approx(2 * first, rel=0.1)
