"""Characters and words that were typed twice: 反馈了了意见, 我镇我镇."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from zhupi.model.span import Span
from zhupi.typos.alphabet import FIRST_HAN, Codes, Flags
from zhupi.typos.candidates import PADDING, Reading
from zhupi.typos.language import IS_WORD, LanguageModel, level
from zhupi.typos.model import Model
from zhupi.typos.table import keys_of

LONGEST = 2  # characters of a unit that is looked for twice

Places = NDArray[np.int64]


def doubled(reading: Reading, model: Model) -> Iterator[Span]:
    """The second of two equal units, where the text is known without it and unknown with it."""
    for width in range(1, LONGEST + 1):
        for start in _places(reading, width, model.language):
            second = int(start) + width - PADDING
            yield Span(second, second + width)


def _places(reading: Reading, width: int, language: LanguageModel) -> Places:
    """Where a unit of that width stands twice that should stand once."""
    codes, grams = reading.codes, reading.grams
    starts = np.flatnonzero(_twice(codes, width))
    # 人人有责 and 研究研究 are known as they are.
    for first in range(width - 2, width):
        starts = starts[level(grams.three[starts + first]) == 0]
    # 主管|管道: two words meet.
    meet = grams.two[starts + width - 2] & grams.two[starts + 2 * width - 1] & IS_WORD
    starts = starts[(meet == 0) | (width > 1)]
    threes = [_known(codes, starts, width, before, 3, language) for before in (1, 2)]
    fours = [_known(codes, starts, width, before, 4, language) for before in (1, 2, 3)]
    found: Places = starts[np.all(threes, axis=0) & np.any(fours, axis=0)]
    return found


def _known(  # noqa: PLR0913, PLR0917 (the place of an n-gram)
    codes: Codes, starts: Places, width: int, before: int, order: int, language: LanguageModel
) -> Flags:
    """Whether the n-gram is known that has ``before`` characters up to the end of the first unit.

    Its other characters follow the second unit.
    """
    end = starts + width
    places = [end + place + (0 if place < 0 else width) for place in range(-before, order - before)]
    return np.asarray(level(language.table.find(keys_of(*(codes[at] for at in places)))) > 0)


def _twice(codes: Codes, width: int) -> Flags:
    """The places where a unit of 汉字 begins that comes again at once."""
    count = len(codes) - 2 * width + 1
    same = np.ones(count, dtype=bool)
    for place in range(width):
        unit = codes[place : place + count]
        same &= (unit == codes[place + width : place + width + count]) & (unit >= FIRST_HAN)
    if width > 1:
        same &= codes[:count] != codes[1 : count + 1]  # 人人人人 is no word twice
    return same
