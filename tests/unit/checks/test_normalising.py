"""The folded text, and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.checks.normalising import fold
from zhupi.model.span import Span

DISGUISED = {
    "薇❤": "微信",
    "V❤": "微信",
    "威芯：": "微信：",
    "飞♥信": "微信",
    "𝗩𝗫": "微信",
    "薇信": "微信",
    "微//信": "微信",
    "微\u200b信": "微信",
    "微⭐信": "微信",
    "W❤X": "微信",
    "➕V❤": "加微信",
    "扣扣": "qq",
    "ＱＱ": "qq",
    "🐧": "qq",
    "公种号": "公众号",
    "公眾號": "公众号",
    "⑧⑧⑥": "886",
    "⑴⑵": "12",
    "１２３": "123",
    "w x y 8 8 9 9": "wxy8899",
    "ＶХ": "微信",  # the second letter is Cyrillic
}


@pytest.mark.parametrize(("written", "meant"), DISGUISED.items())
def test_disguises(written: str, meant: str):
    assert fold(written).text == meant


@pytest.mark.parametrize(
    "words",
    [
        "党的威信",
        "认领微心愿",
        "国产微芯片",
        "安徽信访",
        "放飞心情",
        "起飞信号",
        "微心得",
        "环环相扣扣好扣子",
        "1.5亿元",
        "王 刚",
    ],
)
def test_ordinary_words_name_no_channel(words: str):
    folded = fold(words)
    assert not folded.disguised(Span(0, len(folded.text)))
    assert "微信" not in folded.text and "qq" not in folded.text


ALPHABET = "报告微薇信v❤➕VXx扣Q企鹅：8⑧８ \u200b\ufeff公眾種號·*_，。\n\n𝗩"


@given(st.text(alphabet=ALPHABET, max_size=40))
def test_every_character_knows_where_it_came_from(text: str):
    folded = fold(text)
    spans = [folded.original(place, place + 1) for place in range(len(folded.text))]
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert folded.text.count("\n") == text.count("\n")
    whole = folded.folded(Span(0, len(text)))
    assert (whole.start, whole.end) == (0, len(folded.text))


@given(st.text(alphabet=ALPHABET, max_size=20), st.text(alphabet="报告工作", max_size=8))
def test_plain_words_stand_where_they_stood(before: str, words: str):
    text = f"{before}\n贯彻{words}落实\n{before}"
    folded = fold(text)
    at = folded.text.index(f"贯彻{words}落实")
    span = folded.original(at, at + len(words) + 4)
    assert span.of(text) == f"贯彻{words}落实"
    assert folded.folded(span) == Span(at, at + len(words) + 4)


def test_a_disguise_counts_where_it_stands():
    folded = fold("报告\n加薇❤：abc\n落实")
    lines = [
        Span(0, 2),
        Span(3, folded.text.rindex("\n")),
        Span(len(folded.text) - 2, len(folded.text)),
    ]
    assert [folded.disguised(line) for line in lines] == [False, True, False]
