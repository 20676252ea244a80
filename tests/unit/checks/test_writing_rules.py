"""What the rules of punctuation, numbers, wording and consistency say; each case was once wrong."""

import pytest

from tests.reports import as_docx
from zhupi import Safety, fix_bytes, lint, read, select_rules
from zhupi.checks.brackets import read_marks
from zhupi.checks.cited_title import is_slip
from zhupi.checks.date import exists, read_dates
from zhupi.checks.fixed_phrase import deviations, fault_of
from zhupi.model.span import Span
from zhupi.patterns import DataFile

PACKS = ["punctuation", "number", "wording", "consistency"]


@pytest.fixture(scope="module")
def writing(ruleset):
    return select_rules(ruleset, PACKS, [])


def found(text: str, writing) -> list[tuple[str, str]]:
    document = read(text.encode(), "a.txt")
    return [(f.rule, f.span.of(document.text)) for f in lint(document, writing)]


@pytest.mark.parametrize(
    "text",
    [
        # A quotation over paragraphs opens each and closes the last.
        "会议强调：“要抓好落实。\n“要强化督查。\n“要严肃问责。”",
        "会议强调：“要抓好落实。\n要强化督查。\n要严肃问责。”",
        "他说：“我们把它叫作‘三提三效’，写进《关于印发〈办法〉的通知》。”",
        "1）制度建设；2）队伍建设。a）甲；b）乙。",
        "It's the company’s report, isn't it? (see p. 3)",
        "公证、诉讼等手段互动的‘4+3+X’化解体系，the workers’ union也来了。",
        "执行GB/T 9704-2012，T+1到账，网址https://a.gov.cn/s?id=1,2，邮箱a@b.cn。",
        "会议于14:30召开，比分为3:1，电话0871-63112345，比例1:1.5。",
        "学习了《条例》《准则》等，群众的期盼……等待我们去回应。",
        "第一、第二产业协调发展；第一、二、三产业融合发展。",
        "2020—2023年，近20年来，用了23年，90年代初，“十四五”规划。",
        "全体代表中，男代表120人，女代表80人，少数民族代表30人。",
        "共有党员120人，其中女党员50人，35岁以下党员40人。",
        "一季度增长5.2%，二季度增长6.1%，占全年的48.3%。",
        "总投资2300万元，其中中央资金1200万元，省级资金700万元等。",
        "走中国特色社会主义道路，坚持和发展中国特色社会主义，建设新时代中国特色社会主义。",
        "报名截止日期为10月15日，报名于10月15日截止。",
        "三、四名决赛在晚上举行，分获二、三名。",
        "2023年11月至次年3月，2023年5月10日至5月。",
    ],
)
def test_nothing_is_found(text: str, writing):
    assert found(text, writing) == []


@pytest.mark.parametrize(
    ("text", "rule", "quote"),
    [
        ("落实“三会一课制度，学习《条例》。", "punctuation/unpaired-mark", "“"),
        ("落实“三会一课“制度，学习条例。", "punctuation/reversed-quote", "“"),
        ("县融媒体中心（以下简称中心)承办。", "punctuation/mixed-bracket", ")"),
        ("会议定于2023年5月4日（星期五）召开。", "number/weekday", "星期五"),
        ("于2023年6月31日完成。", "number/impossible-date", "2023年6月31日"),
        ("共排查隐患96处，其中重大3处、较大21处、一般62处。", "number/parts", "96处"),
        ("共受理300件，已办结250件，办结率93.3%。", "number/percent", "93.3%"),
        ("投资5-10%，完成过半。", "number/percent-range", "5-10%"),
        ("在以习近平同志为核心党中央领导下。", "wording/fixed-phrase", "以习近平同志为核心党中央"),
        ("弘扬社会主义核心介值观教育。", "wording/fixed-phrase", "社会主义核心介值观"),
        (
            "贯彻创新、协调、绿色、开放、和谐的新发展理念。",
            "wording/set-members",
            "和谐",
        ),
        (
            "依据《中国共产党廉洁自律条例》处理。",
            "wording/cited-title",
            "中国共产党廉洁自律条例",
        ),
        ("截止目前已完成12项。", "wording/deadline", "截止"),
        ("参会人员约50人左右。", "wording/double-estimate", "左右"),
        ("2023年5月1日启动，2023.6.1完成。", "consistency/date-style", "2023.6.1"),
    ],
)
def test_a_fault_is_found_where_it_is(text: str, rule: str, quote: str, writing):
    assert (rule, quote) in found(text, writing)


def test_the_partner_of_a_mark_is_named(writing):
    document = read("实现”十五五“良好开局。".encode(), "a.txt")
    (finding,) = lint(document, writing)
    assert [related.span.of(document.text) for related in finding.related] == ["“"]


def test_both_brackets_are_widened_at_once(writing):
    raw = "中心(以下简称“中心”)承办,落实(试行)办法。".encode()
    fixed = fix_bytes(raw, "a.txt", writing, Safety.SAFE).decode()
    assert fixed == "中心（以下简称“中心”）承办，落实（试行）办法。"


def test_automatic_numbers_of_word_are_let_be(writing):
    raw = as_docx(["一、主要做法", "一是抓学习，强素质。"], automatic=True)
    assert [f.rule for f in lint(read(raw, "a.docx"), writing)] == []


def test_an_advertisement_covers_what_is_wrong_in_it(ruleset):
    ad = "【青竹材料铺】每日更新范文,会员群同步发布,需要的小伙伴请加微信：qz_2023,代写各类文稿！"
    text = f"述职报告\n一、主要工作\n完成任务，成效明显。\n{ad}"
    rules = [f.rule for f in lint(read(text.encode(), "a.txt"), ruleset)]
    assert "residue/ad-block" in rules and "punctuation/half-width-mark" not in rules


def test_marks_pair_inside_a_line_only():
    lines = read_marks("“甲（乙”丙）\n“丁”")
    assert [len(line.pairs) for line in lines] == [1, 1]
    assert [mark.char for mark in lines[0].left] == ["（", "）"]


def test_pairs_that_cross_are_not_turned(writing):
    """Each mark of the outer pair lacks its partner; it is not the wrong way round."""
    rules = [("punctuation/unpaired-mark", "“"), ("punctuation/unpaired-mark", "”")]
    assert found("落实（“三会一课）制度”和要求。", writing) == rules


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("2024年2月29日", True),
        ("2023年2月29日", False),
        ("2月29日", True),
        ("4月31日", False),
        ("2023年13月", False),
        ("2023-02-30", False),
        ("2023年", True),
    ],
)
def test_dates_exist_or_not(text: str, real: bool):
    (day,) = read_dates(text, Span(0, len(text)))
    assert exists(day) is real


@pytest.mark.parametrize(
    ("written", "phrase", "slip"),
    [
        ("供给侧结构改革", "供给侧结构性改革", (5, 5)),
        ("战略型新兴产业", "战略性新兴产业", (2, 3)),
        # Another word is another thing, what is added is meant, and 和 is left out at will.
        ("全面推动乡村振兴", "全面推进乡村振兴", None),
        ("黄河全流域生态保护", "黄河流域生态保护", None),
        ("主权领土完整", "主权和领土完整", None),
        ("“十五五”规划纲要", "“十四五”规划纲要", None),
    ],
)
def test_a_slip_is_told_from_a_variation(written: str, phrase: str, slip: tuple | None):
    assert fault_of(written, phrase) == (slip and (slip, "slip"))


def test_another_word_in_a_row_of_parts_is_a_variation():
    found = fault_of("产业兴旺、生态宜居、管理有效", "产业兴旺、生态宜居、治理有效")
    assert found == ((10, 11), "variation")


def test_what_is_right_elsewhere_is_no_deviation():
    table = DataFile("中国特色社会主义法治体系\n中国特色社会主义法制建设")
    assert deviations("中国特色社会主义法制建设", table) == set()
    assert deviations("中国特色社会主义法制体系", table) == {"中国特色社会主义法制体系"}


@pytest.mark.parametrize(
    ("written", "title", "slip"),
    [
        ("中国共产党党员纪律处分条例", "中国共产党纪律处分条例", True),
        ("中国共产党廉洁自律条例", "中国共产党廉洁自律准则", True),
        ("中华人民共和国安全生长法", "中华人民共和国安全生产法", True),
        ("北京市物业管理条例", "物业管理条例", False),
        ("中华人民共和国行政许可法", "中华人民共和国行政强制法", False),
    ],
)
def test_titles(written: str, title: str, slip: bool):
    assert is_slip(written, title) is slip


@pytest.mark.parametrize(
    "text",
    [
        "共检查单位120家，其中发现问题35家，已整改30家，未整改5家。",
        "全县共有村（社区）156个，其中村120个、社区36个，已完成换届150个、未完成6个。",
        "共收到反馈问题12 345个，完成整改12 000个，整改完成率97.2%。",
        "共排查2 356个，整改2 300个，整改率97.6%。",
        "第三、四轮巡察发现问题12个。其一、其二两项均已完成。",
        "2022年，为迎接党的二十大胜利召开，全县开展了整治。",
        "按照中国人民银行公告〔2023〕第5号执行。",
        "二〇二六年一月五日印发，定于1月9日（星期五）召开。",
    ],
)
def test_what_reviewers_found_is_right(text: str, writing):
    titled = f"某局2025年工作总结\n{text}"
    assert found(titled, writing) == []
