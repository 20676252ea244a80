"""The markers at the head of headings and items, and the order of their levels.

The order 一、→（一）→1.→（1） is that of GB/T 9704-2012, 7.3.3; the marks after the numbers are
those of GB/T 15834-2011, 4.6 and B.2.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from zhupi.model.outline import Marker
from zhupi.model.span import Span
from zhupi.numbering.numerals import CHINESE_DIGITS, CIRCLED, to_chinese, to_number
from zhupi.patterns import late

_HAN = rf"[{CHINESE_DIGITS}]{{1,7}}"
# Up to 九十九; 一九五八 is a year and no number of a heading.
_COUNTED = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# 一、二期工程, 三、四级医院, 十一、十二月份: two numbers of one noun, and no heading.
_NO_RANGE = rf"(?!、{_COUNTED}[、级期季月类批层楼线院产班审档号])"
# （二）项所列, （四）、（五）项: a reference to an item of a statute; （二）项目建设 is a heading.
_NO_REFERENCE = r"(?![项款目](?:[，。、；]|规定|所列|的|中)|[、至和与][（(])"
_DECIMAL = r"\d{1,2}[.．]"


class Style(NamedTuple):
    """A shape of marker.

    ``depth`` orders the levels of headings (0 for the series that are no headings); ``pattern``
    has the groups ``n`` and ``mark``; ``mark`` is the right mark after the number; ``template``
    writes the marker of a number.
    """

    name: str
    depth: int
    pattern: str
    mark: str
    template: str

    def write(self, number: int) -> str:
        """The marker that bears this number."""
        circled = CIRCLED[number - 1] if 0 < number <= len(CIRCLED) else str(number)
        return self.template.format(han=to_chinese(number), arabic=number, circled=circled)


_HEADINGS = (
    Style("part", 1, rf"第(?P<n>{_HAN})(?:编|篇|部分)(?P<mark>[\s:：、]?)", "", "第{han}部分"),
    Style("chapter", 2, rf"第(?P<n>{_HAN})章(?P<mark>[\s:：、]?)", "", "第{han}章"),
    Style("division", 3, rf"第(?P<n>{_HAN})节(?P<mark>[\s:：、]?)", "", "第{han}节"),
    Style("article", 4, rf"第(?P<n>{_HAN})条(?P<mark>[\s:：、])", "", "第{han}条"),
    Style("han", 5, rf"(?P<n>{_COUNTED}){_NO_RANGE}(?P<mark>[、，,.．])", "、", "{han}、"),
    Style(
        "han-bracket",
        6,
        rf"[（(](?P<n>{_COUNTED})[）)]{_NO_REFERENCE}(?P<mark>[、，,.．]?)",
        "",
        "（{han}）",
    ),
    # 1.5 is a decimal, 1.2025年 and 1.10月底前 begin with a number and a date.
    Style(
        "arabic",
        7,
        r"(?P<n>\d{1,2})(?P<mark>[.．、，,])(?!\d+(?:[^\d年月]|$))",
        ".",
        "{arabic}.",
    ),
    Style(
        "arabic-bracket", 8, r"[（(]?(?P<n>\d{1,2})[）)](?P<mark>[、，,.．]?)", "", "（{arabic}）"
    ),
    Style("decimal", 8, rf"{_DECIMAL}(?P<n>\d{{1,2}})(?P<mark>[ \t\u3000])", " ", "{arabic}"),
    Style(
        "decimal-3",
        9,
        rf"(?:{_DECIMAL}){{2}}(?P<n>\d{{1,2}})(?P<mark>[ \t\u3000])",
        " ",
        "{arabic}",
    ),
)
_SERIES = (
    Style("shi", 0, rf"(?P<n>{_COUNTED})(?P<mark>是)", "是", "{han}是"),
    Style("yao", 0, rf"(?P<n>{_COUNTED})(?P<mark>要)", "要", "{han}要"),
    Style(
        "ordinal",
        0,
        rf"第(?P<n>{_COUNTED})(?P<mark>，|、(?![第一二三四五六七八九十])|,|是)",
        "，",
        "第{han}，",
    ),
    Style("qi", 0, rf"其(?P<n>{_COUNTED})(?P<mark>[，、,]|是)", "，", "其{han}，"),
    Style("sequence", 0, r"(?P<n>首先|其次|再次|最后)(?P<mark>[，,是要]?)", "，", "{arabic}"),
    Style("circled", 0, rf"(?P<n>[{CIRCLED}])(?P<mark>)", "", "{circled}"),
)
STYLES = {style.name: style for style in (*_HEADINGS, *_SERIES)}

_GROUPS: dict[str | None, tuple[str, str, str]] = {
    (key := name.replace("-", "_")): (name, f"{key}_n", f"{key}_mark") for name in STYLES
}
"""By the name of its group in a pattern of many styles: a style, its groups of number and mark."""

_SEQUENCE = {"首先": 1, "其次": 2, "再次": 3, "最后": 99}


def _any_of(styles: tuple[Style, ...]) -> re.Pattern[str]:
    """One pattern of many; the groups n and mark take the style's name."""
    branches = []
    for style in styles:
        key = style.name.replace("-", "_")
        pattern = style.pattern.replace("?P<", f"?P<{key}_")
        branches.append(f"(?P<{key}>{pattern})")
    return late("|".join(branches))


# What heads a number; every decimal digit does, too.
_HEADS = frozenset("第（(一二三四五六七八九十")
_SERIES_HEADS = frozenset(f"第其首再最{CIRCLED}一二三四五六七八九十")
# Where an inline number may stand: led by one class, which is looked for ten times as fast as the
# alternatives of the number itself.
_INLINE_PLACE = late(
    rf"[一二三四五六七八九十第其首再最{CIRCLED}（(\d]"
    rf"(?=[一二三四五六七八九十]{{0,3}}[是要，、,先次后]|\d{{0,2}}[）)]|(?<=[{CIRCLED}]))"
)
_NUMERAL = late(rf"[{CHINESE_DIGITS}]+|\d+|[{CIRCLED}]")
# Marks of Markdown stand before numbers in texts that were pasted from a chat.
_BLANK = " \t\u3000\u00a0#*"
_HEADING = _any_of(_HEADINGS)
_SERIES_HEAD = _any_of(_SERIES)
# Inline, a number counts as a marker only where a clause may begin.
_INLINE = _any_of((*_SERIES, STYLES["arabic-bracket"]))
_BOUNDARY = frozenset("。；：，,;:！？!?、）)》”’…—\n\u2028 \u3000")
# After a closing mark, 一是 opens a series (《条例》一是…), but 二是 and 第二 need a stop before.
# After 、 only 是 and 要 go on; 第一、第二产业 is no series.
_FIRST_ONLY_AFTER = frozenset("）)》”’")
# （1） inside a sentence is mostly a reference; it opens or continues a series after a stop only.
_BRACKET_AFTER = frozenset("。；：;:")


def renumber(marker: Marker, number: int) -> str:
    """A marker as it is written, with another number: 第三是 becomes 第二是, 2.3 becomes 2.2."""
    text = marker.text.strip()
    numeral = list(_NUMERAL.finditer(text))[-1]
    old = numeral.group()
    if old in CIRCLED:
        new = CIRCLED[number - 1] if 0 < number <= len(CIRCLED) else str(number)
    else:
        new = str(number) if old.isdecimal() else to_chinese(number)
    return text[: numeral.start()] + new + text[numeral.end() :]


def heading_marker(text: str, span: Span) -> Marker | None:
    """The heading number at the head of a block, such as 一、 or （一）."""
    start = _skip_blank(text, span)
    head = text[start : start + 1]
    if head not in _HEADS and not head.isdecimal():
        return None
    match = _HEADING.match(text, start, span.end)
    return _marker(match) if match else None


def series_marker(text: str, span: Span) -> Marker | None:
    """The number of a series at the head of a block, such as 一是 or 第一，."""
    start = _skip_blank(text, span)
    if text[start : start + 1] not in _SERIES_HEADS:
        return None
    match = _SERIES_HEAD.match(text, start, span.end)
    return _marker(match) if match else None


def inline_markers(text: str, span: Span) -> list[Marker]:
    """All numbers of series in a block, at its head and inside."""
    found: list[Marker] = []
    head = end = -1
    for place in _INLINE_PLACE.finditer(text, span.start, span.end):
        start = place.start()
        match = _INLINE.match(text, start, span.end) if start >= end else None
        if match is None:
            continue
        end = match.end()
        marker = _marker(match)
        head = _skip_blank(text, span) if head < 0 else head
        if marker and (start == head or _may_begin(text, start, marker)):
            found.append(marker)
    return found


def _may_begin(text: str, offset: int, marker: Marker) -> bool:
    before = text[offset - 1]
    if marker.style == "arabic-bracket":
        return before in _BRACKET_AFTER
    if before == "、":
        return marker.style in ("shi", "yao")
    return before in _BOUNDARY and (marker.number == 1 or before not in _FIRST_ONLY_AFTER)


def _skip_blank(text: str, span: Span) -> int:
    start = span.start
    while start < span.end and text[start] in _BLANK:
        start += 1
    return start


def _marker(match: re.Match[str]) -> Marker | None:
    # The group of the style is closed last, around those of number and mark.
    style, numeral, mark = _GROUPS[match.lastgroup]
    number = _value(match[numeral])
    if number is None:
        return None
    return Marker(style, number, _shared(match[0]), _shared(match[mark]), Span(*match.span()))


@lru_cache(maxsize=1024)
def _shared(words: str) -> str:
    """The same words, once for all the markers that have them."""
    return words


@lru_cache(maxsize=1024)
def _value(numeral: str) -> int | None:
    if numeral in _SEQUENCE:
        return _SEQUENCE[numeral]
    circled = CIRCLED.find(numeral)
    return circled + 1 if circled >= 0 else to_number(numeral)
