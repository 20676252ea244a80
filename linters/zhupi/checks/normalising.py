"""Text as its reader hears it, whatever it was disguised with, and the way back.

Advertisers write 薇❤, V❤, 扣扣, full-width and circled digits, letters of other alphabets, signs
between characters and invisible ones, so that no filter finds them. Here all are folded away; each
character of the folded text knows its place in the original.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple
from unicodedata import normalize

from zhupi.checks.script_forms import converter
from zhupi.model.identity import latest
from zhupi.model.span import Span
from zhupi.patterns import late

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
        late(r"[薇飞微威徽vw]♥(?!愿)[信x]?|[薇v][心信]|[微威]芯(?=[：:号]|\s?[a-z0-9])"),
        "微信",
    ),
    (late(r"(?:扣扣|抠抠)(?=号?群?号?[：:]?[ ]?\d)|[扣抠q][裙君](?=[：:号\d])"), "qq"),
    (late(r"企鹅号?(?=\s?[：:群\d])"), "qq"),
    (late(r"公[种重]号"), "公众号"),
    (late(r"\+(?=微信|qq|[薇v](?![a-z]))"), "加"),
    (late(r"(?<=加)\s?(?:[薇v](?![a-z])|微(?=[：:]))"), "微信"),
)
_SHORT_FORMS = (
    (
        late(r"(?<![a-z])(?:vx|wx|weixin|wechat)(?![a-z])|(?<![a-z])v(?=[：:]\s?[a-z_-]*\d)"),
        "微信",
    ),
    (late(r"(?<!相)扣扣(?![好上紧住])|抠抠|(?<![a-z])q(?=\s?(?:[：:]|\d{5}))|q\sq"), "qq"),
    (late(r"gongzhonghao|(?<![a-z])gzh(?![a-z])"), "公众号"),
)
# Without one of these in a line, none of them is there.
_NAMES_CHANNEL = late(
    r"[♥薇v芯扣抠q鹅+wg号：:](?:(?<=[♥薇v芯扣抠q鹅+])|(?<=w)[xe]|(?<=g)(?:zh|ong)|(?<=[种重]号)|(?<=微[：:]))"
)
# Characters one by one: w x y 8 8 9 9.
_SPACED = late(r"(?<!\S)(?:\S ){3,}\S(?!\S)")
_TWO_SPACES = late(r" \S ")
# A sign or blank between two 汉字, where prose has none.
_SIGN = r"[\s.·*_~^|/\\'`♦■□●○\u2600-\u2664\u2666-\u27bf\u2b50\U0001f300-\U0001faff-]"
_BETWEEN = late(rf"{_SIGN}(?<=[\u4e00-\u9fff]{_SIGN}){_SIGN}{{0,2}}(?=[\u4e00-\u9fff])")
_IS_TRADITIONAL = late(f"[{_TRADITIONAL}]")
# What a line must have to be worth folding. Quotation marks, dashes and full-width marks, which
# most lines have, are no reason; they stay as they are.
_ODD = (
    f"{_INVISIBLE}{_TRADITIONAL}"
    "\u0370-\u04ff\u2010-\u2013\u2015-\u2017\u201a\u201b\u201e-\u2025\u2027-\u2bff"
    "\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d"
    "\U0001d400-\U0001d7ff\U0001f300-\U0001faffA-Zvqwg+薇"
)
_SEPARATING = r".·*_~^|/\\'` -"
# Led by one class, which is looked for ten times as fast as alternatives; most of what it finds is
# odd itself, the rest is looked at with its neighbours.
_UNUSUAL = late(
    rf"[{_ODD}扣抠鹅芯号{_SEPARATING}]"
    rf"(?:(?<=[{_ODD}])"
    rf"|(?<=[\u4e00-\u9fff][{_SEPARATING}])[{_SEPARATING}]{{0,2}}[\u4e00-\u9fff]"
    r"|(?<=\S )\S \S \S"
    r"|(?<=[扣抠])[扣抠裙君]|(?<=企鹅)|(?<=[微威]芯)|(?<=公[种重]号))"
)
_HIDDEN = late(f"[{_INVISIBLE}]")
_KEPT = "，。：；！？（）“”‘’《》【】、…—～"
# All but what is the same when folded.
_MAY_CHANGE = late(f"[^\u4e00-\u9fff\\x00-@\\[-\x7f\u2028{_KEPT}]")


class Folded(NamedTuple):
    """A folded line; ``starts[i]`` and ``ends[i]`` are where its character ``i`` came from.

    disguised: whether a channel was named in a way that no honest text needs
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
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


@latest
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
    line = _without_signs(_one_by_one(_simplified(text)))
    if not _NAMES_CHANNEL.search(line.text):
        return _packed(line)
    unmasked = _replaced_all(line, _DISGUISES)
    plain = _replaced_all(unmasked, _SHORT_FORMS)
    return _packed(plain._replace(disguised=unmasked is not line))


def _packed(line: Folded) -> Folded:
    """The same line with its places in a tenth of the memory: a text may have many such lines."""
    if isinstance(line.starts, range):
        return line
    return line._replace(starts=array("I", line.starts), ends=array("I", line.ends))


def _simplified(text: str) -> str:
    """In simplified characters, one for one; OpenCC is loaded for the few texts that need it."""
    if not _IS_TRADITIONAL.search(text):
        return text
    converted = str(converter("t2s").convert(text))
    return converted if len(converted) == len(text) else text


def _one_by_one(text: str) -> Folded:
    """Each character in plain writing."""
    changed = [(found.start(), _folded(found.group())) for found in _MAY_CHANGE.finditer(text)]
    pieces: list[str] = []
    done = 0
    for offset, new in changed:
        pieces += text[done:offset], new
        done = offset + 1
    made = "".join([*pieces, text[done:]])
    if all(len(new) == 1 for _, new in changed):
        return Folded(made, range(len(text)), range(1, len(text) + 1))
    starts: list[int] = []
    done = 0
    for offset, new in changed:
        starts += range(done, offset)
        starts += [offset] * len(new)
        done = offset + 1
    starts += range(done, len(text))
    return Folded(made, starts, [offset + 1 for offset in starts])


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """What one character is in plain writing: several, one or none."""
    if char in _PICTURES:
        return _PICTURES[char]
    if _HIDDEN.match(char):
        return ""
    plain = normalize("NFKC", char).translate(_LOOK_ALIKE).lower()
    # ⑴ becomes (1): only the digit is meant.
    return plain.strip("().") if len(plain) > 1 else plain


def _without_signs(line: Folded) -> Folded:
    """The line without signs between 汉字, and without blanks after each character."""
    dropped = {index for found in _BETWEEN.finditer(line.text) for index in range(*found.span())}
    for found in _SPACED.finditer(line.text) if _TWO_SPACES.search(line.text) else ():
        dropped |= set(range(found.start() + 1, found.end(), 2))
    if not dropped:
        return line
    pieces, starts, ends = [], list[int](), list[int]()
    done = 0
    for index in (*sorted(dropped), len(line.text)):
        pieces.append(line.text[done:index])
        starts += line.starts[done:index]
        ends += line.ends[done:index]
        done = index + 1
    return Folded("".join(pieces), starts, ends)


def _replaced_all(line: Folded, table: tuple[tuple[re.Pattern[str], str], ...]) -> Folded:
    for pattern, word in table:
        line = _replaced(line, pattern, word)
    return line


def _replaced(line: Folded, pattern: re.Pattern[str], word: str) -> Folded:
    """The line with a word for what a pattern finds; its characters came from all of that."""
    text, starts, ends = "", [], []
    done = 0
    for found in pattern.finditer(line.text):
        start, end = found.span()
        text += line.text[done:start] + word
        starts += [*line.starts[done:start], *[line.starts[start]] * len(word)]
        ends += [*line.ends[done:start], *[line.ends[end - 1]] * len(word)]
        done = end
    if not done:
        return line
    return Folded(
        text + line.text[done:], [*starts, *line.starts[done:]], [*ends, *line.ends[done:]]
    )
