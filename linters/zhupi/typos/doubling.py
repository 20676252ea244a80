"""Characters and words that were typed twice: 反馈了了意见, 我镇我镇."""

import re
from collections.abc import Iterator

from zhupi.model.span import Span
from zhupi.typos.counted import BOUNDARY, FIRST_HAN, Counted, load_counted, plain_parts

# A character, or two different ones, that come again at once; the second group of two is looked
# at only, so that the next one may begin inside.
_TWICE = {
    1: re.compile(r"([\u3400-\u9fff])(?=\1)"),
    2: re.compile(r"([\u3400-\u9fff])(?!\1)(?=([\u3400-\u9fff])\1\2)"),
}
_AROUND = 3  # characters either side that matter


def doubled(text: str) -> Iterator[Span]:
    """The second of two equal units, where the text is known without it and unknown with it."""
    counted = load_counted()
    for part in plain_parts(text):
        for width, pattern in _TWICE.items():
            for match in pattern.finditer(part.plain, part.start):
                start = match.start()
                if start >= part.end:
                    break
                if _stands_twice(_around(part.plain, start, width, counted), width, counted):
                    second = part.offset + start + width
                    yield Span(second, second + width)


def _around(text: str, start: int, width: int, counted: Counted) -> list[int]:
    """The codes of two units and the characters around them, the first unit at _AROUND."""
    end = start + 2 * width + _AROUND
    before = text[max(0, start - _AROUND) : start]
    codes = [counted.code(char) for char in before + text[start:end]]
    padding = [BOUNDARY] * _AROUND
    return padding[len(before) :] + codes + padding[: end - len(text)] * (end > len(text))


def _stands_twice(codes: list[int], width: int, counted: Counted) -> bool:
    """Whether a unit stands twice that should stand once."""
    first, second, end = _AROUND, _AROUND + width, _AROUND + 2 * width
    if min(codes[first:end]) < FIRST_HAN:
        return False
    # 人人有责 and 研究研究 are known as they are.
    if any(counted.is_known(codes[at : at + 3]) for at in range(second - 2, second)):
        return False
    # 主管|管道: two words meet.
    words = (codes[second - 2 : second], codes[end - 1 : end + 1])
    if width == 1 and all(map(counted.is_word, words)):
        return False
    once = codes[:second] + codes[end:]
    return all(counted.level(once[second - before :][:3]) for before in (1, 2)) and any(
        counted.level(once[second - before :][:4]) for before in (1, 2, 3)
    )
