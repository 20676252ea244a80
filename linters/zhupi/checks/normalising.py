"""Text as its reader hears it, whatever it was disguised with, and the way back.

Advertisers write 薇❤, V❤, 扣扣, full-width and circled digits, letters of other alphabets, signs
between characters and invisible ones, so that no filter finds them. Here all are folded away; each
character of the folded text knows its place in the original.
"""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple
from unicodedata import normalize

from zhupi.checks.script_forms import converter
from zhupi.model.span import Span

_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
# Letters of other alphabets that look Latin.
_LOOK_ALIKE = str.maketrans(
    "АВЕКМНОРСТХаеорсухіΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXaeopcyxiABEZHIKMNOPTYX"
)
_PICTURES = {
    "❤": "♥",
    "♥": "♥",
    "💗": "♥",
    "💕": "♥",
    "💌": "信",
    "💬": "信",
    "🐧": "qq",
    "➕": "+",
    "✚": "+",
    "📱": "手机",
    "☎": "电话",
}
# Traditional characters of what advertisers say: a line with one is converted (OpenCC).
_TRADITIONAL = (
    "範資庫會員號碼聯繫價優網盤郵電話費載專業寫筆圖掃關註訂閱獲領進羣發購買賣單熱線啟誠歡眾"
)
# How channels are named besides 微信, qq and 公众号, once characters are folded. 微芯片, 安徽信 and
# 环环相扣扣好 are ordinary; those of the second table are short forms, no disguise.
_DISGUISES = (
    (
        re.compile(r"[薇飞微威徽vw]♥(?!愿)[信x]?|[薇v][心信]|[微威]芯(?=[：:号]|\s?[a-z0-9])"),
        "微信",
    ),
    (re.compile(r"(?:扣扣|抠抠)(?=号?群?号?[：:]?[ ]?\d)|[扣抠q][裙君](?=[：:号\d])"), "qq"),
    (re.compile(r"企鹅号?(?=\s?[：:群\d])"), "qq"),
    (re.compile(r"公[种重]号"), "公众号"),
    (re.compile(r"\+(?=微信|qq|[薇v](?![a-z]))"), "加"),
    (re.compile(r"(?<=加)\s?(?:[薇v](?![a-z])|微(?=[：:]))"), "微信"),
)
_SHORT_FORMS = (
    (
        re.compile(r"(?<![a-z])(?:vx|wx|weixin|wechat)(?![a-z])|(?<![a-z])v(?=[：:]\s?[a-z_-]*\d)"),
        "微信",
    ),
    (re.compile(r"(?<!相)扣扣(?![好上紧住])|抠抠|(?<![a-z])q(?=\s?(?:[：:]|\d{5}))|q\sq"), "qq"),
    (re.compile(r"gongzhonghao|(?<![a-z])gzh(?![a-z])"), "公众号"),
)
# Characters one by one: w x y 8 8 9 9.
_SPACED = re.compile(r"(?<!\S)(?:\S ){3,}\S(?!\S)")
# A sign or blank between two 汉字, where prose has none.
_BETWEEN = re.compile(
    r"(?<=[\u4e00-\u9fff])[\s.·*_~^|/\\'`♦■□●○\u2600-\u2664\u2666-\u27bf\u2b50\U0001f300-\U0001faff-]{1,3}(?=[\u4e00-\u9fff])"
)
_IS_TRADITIONAL = re.compile(f"[{_TRADITIONAL}]")
# What a line must have to be worth folding. Quotation marks, dashes and full-width marks, which
# most lines have, are no reason; they stay as they are.
_UNUSUAL = re.compile(
    rf"[{_INVISIBLE}{_TRADITIONAL}"
    "\u0370-\u04ff\u2010-\u2013\u2015-\u2017\u201a\u201b\u201e-\u2025\u2027-\u2bff"
    "\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d"
    "\U0001d400-\U0001d7ff\U0001f300-\U0001faffA-Zvqwg+薇]"
    r"|[扣抠][扣抠裙君]|企鹅|[微威]芯|公[种重]号|\S \S \S \S"
    r"|[\u4e00-\u9fff][.·*_~^|/\\'` -]{1,3}[\u4e00-\u9fff]"
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_KEPT = frozenset("，。：；！？（）“”‘’《》【】、…—～")


# A character, and where it comes from: first and one past the last offset.
_Pieces = list[tuple[str, int, int]]


class Folded(NamedTuple):
    """A folded line; ``starts[i]`` and ``ends[i]`` are where its character ``i`` came from.

    disguised: whether a channel was named in a way that no honest text needs
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    disguised: bool = False


class _Part(NamedTuple):
    """Neighbouring lines: where they begin in the folded text and in the original.

    Lines that have nothing to fold have no ``line``.
    """

    start: int
    original: int
    line: Folded | None


class FoldedText(NamedTuple):
    """A text folded line by line, and the way there and back."""

    text: str
    parts: tuple[_Part, ...]

    def original(self, start: int, end: int) -> Span:
        """The part of the original that some characters of the folded text came from."""
        first, last = self._part(start), self._part(max(start, end - 1))
        return Span(
            first.original + _first(first, start - first.start),
            last.original + _last(last, end - last.start),
        )

    def folded(self, span: Span) -> Span:
        """What became of a part of the original."""
        return Span(self._folded(span.start), self._folded(span.end))

    def disguised(self, span: Span) -> bool:
        """Whether a channel was unmasked in a part of the folded text."""
        first = bisect_right(self.parts, span.start, key=_start_of) - 1
        last = bisect_left(self.parts, span.end, key=_start_of)
        return any(part.line and part.line.disguised for part in self.parts[max(first, 0) : last])

    def _part(self, place: int) -> _Part:
        return self.parts[bisect_right(self.parts, place, key=_start_of) - 1]

    def _folded(self, offset: int) -> int:
        part = self.parts[bisect_right(self.parts, offset, key=_original_of) - 1]
        inside = offset - part.original
        return part.start + (bisect_left(part.line.starts, inside) if part.line else inside)


_start_of = attrgetter("start")
_original_of = attrgetter("original")


def _first(part: _Part, place: int) -> int:
    """The original offset, within a part, of one of its characters."""
    if not part.line:
        return place
    return part.line.starts[place] if place < len(part.line.starts) else _last(part, place)


def _last(part: _Part, place: int) -> int:
    """The original offset, within a part, after the character before a place."""
    return part.line.ends[place - 1] if part.line and part.line.ends and place else place


@lru_cache(maxsize=2)
def fold(text: str) -> FoldedText:
    """The text without disguises; lines without any cost one search together."""
    parts: list[_Part] = []
    pieces: list[str] = []
    done = made = 0
    while found := _UNUSUAL.search(text, done):
        start = text.rfind("\n", done, found.start()) + 1 or done
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        line = fold_line(text[start:end])
        parts += [_Part(made, done, None), _Part(made + start - done, start, line)]
        pieces += [text[done:start], line.text]
        made += start - done + len(line.text)
        done = end
    return FoldedText("".join([*pieces, text[done:]]), (*parts, _Part(made, done, None)))


def fold_line(text: str) -> Folded:
    """A line without disguises."""
    pieces: _Pieces = []
    for offset, char in enumerate(_simplified(text)):
        pieces += [(new, offset, offset + 1) for new in _folded(char)]
    pieces = _without_signs(pieces)
    unmasked = _replaced_all(pieces, _DISGUISES)
    plain = _replaced_all(unmasked, _SHORT_FORMS)
    return Folded(
        "".join(piece[0] for piece in plain),
        tuple(piece[1] for piece in plain),
        tuple(piece[2] for piece in plain),
        disguised=unmasked is not pieces,
    )


def _simplified(text: str) -> str:
    """In simplified characters, one for one; OpenCC is loaded for the few texts that need it."""
    if not _IS_TRADITIONAL.search(text):
        return text
    converted = str(converter("t2s").convert(text))
    return converted if len(converted) == len(text) else text


def _folded(char: str) -> str:
    """What one character is in plain writing: several, one or none."""
    if char in _PICTURES:
        return _PICTURES[char]
    if _HIDDEN.match(char):
        return ""
    if char in _KEPT or "\u4e00" <= char <= "\u9fff" or char in "\n\u2028":
        return char
    plain = normalize("NFKC", char).translate(_LOOK_ALIKE).lower()
    # ⑴ becomes (1): only the digit is meant.
    return plain.strip("().") if len(plain) > 1 else plain


def _without_signs(pieces: _Pieces) -> _Pieces:
    text = "".join(piece[0] for piece in pieces)
    dropped = {index for found in _BETWEEN.finditer(text) for index in range(*found.span())}
    for found in _SPACED.finditer(text):
        dropped |= set(range(found.start() + 1, found.end(), 2))
    return [piece for index, piece in enumerate(pieces) if index not in dropped]


def _replaced_all(pieces: _Pieces, table: tuple[tuple[re.Pattern[str], str], ...]) -> _Pieces:
    for pattern, word in table:
        pieces = _replaced(pieces, pattern, word)
    return pieces


def _replaced(pieces: _Pieces, pattern: re.Pattern[str], word: str) -> _Pieces:
    """The pieces with a word for what a pattern finds; its characters came from all of that."""
    text = "".join(piece[0] for piece in pieces)
    made: _Pieces = []
    done = 0
    for found in pattern.finditer(text):
        start, end = pieces[found.start()][1], pieces[found.end() - 1][2]
        made += [*pieces[done : found.start()], *((char, start, end) for char in word)]
        done = found.end()
    return [*made, *pieces[done:]] if done else pieces
