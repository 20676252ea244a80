"""Checks look for a cheap sign first; no fault may be missed for the lack of it."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zhupi.checks import brackets, date, normalising, sums
from zhupi.checks.base import Subject
from zhupi.checks.mixed_script import MixedScript
from zhupi.checks.repetition import Repetition
from zhupi.checks.script import places_of
from zhupi.checks.stated_length import count_words
from zhupi.formats import read
from zhupi.model.span import Span
from zhupi.outline.building import build_outline
from zhupi.outline.sentences import sentences
from zhupi.patterns import DataFile


def subject_of(text: str) -> Subject:
    document = read(text.encode(), "text.txt")
    return Subject(document, build_outline(document))


def texts(words: str, size: int = 30) -> st.SearchStrategy[str]:
    """Texts of some words, which are apart by blanks."""
    return st.lists(st.sampled_from(words.split(" ")), max_size=size).map("".join)


@given(
    texts("薇 v 微 信 ♥ 扣 抠 q 裙 1 企鹅 号 ： : 公 种 + 加 w x ei wechat g zh onghao 芯 心", 12)
)
def test_no_channel_is_missed(line: str):
    tables = (*normalising._DISGUISES, *normalising._SHORT_FORMS)
    if any(pattern.search(line) for pattern, _ in tables):
        assert normalising._NAMES_CHANNEL.search(line)


@given(texts("（ ） ( ) 一 1 a 十一 ： ， \n “ ” ‘ ’ 《 》 字 （一） “《甲》” 1） b’c", 14))
def test_brackets_in_order_have_no_fault(text: str):
    if brackets._is_in_order(text):
        lines = brackets.read_marks(text)
        assert not [match for look in brackets._FAULTS.values() for match in look(text, lines)]


@given(texts("2024 1987 20 5 13 年 月 日 号 - / . 至 第 章 32", 12))
def test_dates_are_those_of_the_whole_pattern(text: str):
    found = [Span(*each.span()) for each in date._DATE.finditer(text)]
    assert [day.span for day in date.read_dates(text, Span(0, len(text)))] == found


NUMBER = r"\d{1,3}(?:[ ,，\u00a0\u2009\u202f]\d{3})+|\d+(?:\.\d+)?"
QUANTITY = re.compile(rf"(?<![\d.〔\[第])(?P<number>{NUMBER})(?P<unit>{sums._UNIT})(?![月日])")
AMOUNTS = "共有 共 总数 累计 审议 其中 完成 的 项 个 万元 12 3 456 , . 第 月 ， 率 为 % 达到 未完成"


@given(texts(AMOUNTS, 16))
def test_quantities(text: str):
    found = [each.groupdict() | {"at": each.span()} for each in sums._QUANTITY.finditer(text)]
    assert found == [each.groupdict() | {"at": each.span()} for each in QUANTITY.finditer(text)]


@given(texts(AMOUNTS, 16))
def test_no_whole_and_no_share_is_missed(text: str):
    quantities = sums.read_quantities(text, Span(0, len(text)))
    if any(sums._WHOLE.search(each.label) for each in quantities):
        assert sums._WHOLE_PLACE.search(text)
    for share in sums._PERCENT.finditer(text):
        if any(sums._RATE.fullmatch(text, each.span.end, share.start()) for each in quantities):
            assert sums._RATE_PLACE.search(text)


@given(texts("甲乙丙 丁戊己 。 ！ ” 」 \n 　 \u2028 … ， abc", 16))
def test_no_repeated_sentence_is_missed(text: str):
    if not text.strip("\ufeff\u200b \t\r\n\u3000\u00a0"):
        return
    subject = subject_of(text)
    seen: set[str] = set()
    repeated = 0
    for block in subject.document.body():
        for span in sentences(subject.text, block.span):
            words = span.of(subject.text).strip()
            repeated += words in seen and len(re.findall(r"[\u3400-\u9fff]", words)) >= 3
            seen.add(words)
    assert len(list(Repetition("sentence", 3).find(subject))) == repeated


def test_every_blank_is_at_the_margin_of_a_sentence():
    from zhupi.checks.repetition import _MARGIN

    assert {chr(code) for code in range(0x11000) if chr(code).isspace()} <= set(_MARGIN)


@given(texts("們 這 個 们 这 个 人 \n ，", 40), st.integers(1, 5))
def test_mixed_scripts(text: str, least: int):
    traditional, simplified = "們這個", "们这个"
    if not text.strip():
        return
    subject = subject_of(text)
    counts = [
        (sum(c in traditional for c in line), sum(c in simplified for c in line))
        for line in map(subject.document.prose, subject.document.blocks)
    ]
    turned = sum(one for one, _ in counts) > sum(other for _, other in counts)
    foreign = [(other, one) if turned else (one, other) for one, other in counts]
    expected = [one >= least and one > 2 * other for one, other in foreign]
    check = MixedScript(DataFile(traditional), DataFile(simplified), least)
    assert len(list(check.find(subject))) == sum(expected)


def test_places_of_characters():
    assert places_of(DataFile("]^-"), "a-b]^") == (1, 3, 4)
    assert places_of(DataFile("# 空"), "# 空") == ()


WORD = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f“”‘’…—·\U00020000-\U0003ffff]"
    r"|[^\s\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f“”‘’…—·\U00020000-\U0003ffff]+"
)


@given(st.text(alphabet="汉，a1 \t\n\u3000\u2028\u00a0\x1c\ufeff“·-𠀀é", max_size=30))
def test_words_are_counted_as_word_counts_them(text: str):
    assert count_words(text) == len(WORD.findall(text))


@given(texts("一 、 甲乙 。\n （一） 丙 1. ## \n", 20))
def test_prose_is_what_is_printed(text: str):
    document = read(f"# 题\n\n{text}\n\n<!-- 朱批：忽略 typo/word -->\n".encode(), "text.md")
    printed = {
        offset for block in document.blocks if block.printed for offset in range(*block.span)
    }
    spans = list(document.prose_spans())
    assert printed <= {offset for span in spans for offset in range(*span)}
    assert all(one.end < other.start for one, other in pairwise(spans))
    assert list(document.prose_spans()) == spans
