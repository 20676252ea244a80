"""What is never proposed: a numeral for a numeral, up for down, a variant for a variant."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhupi.typos.alphabet import SIZE, Alphabet, Codes, Flags

NUMERALS = (
    "零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥年月日时分秒元角度米里吨斤亩"
)
"""Numerals, cyclic signs and units: one for another is another fact, not a typo."""

GROUPS = (
    *("上下", "左右", "前后", "内外", "东西南北", "增减升降", "进出", "大小", "多少", "高低"),
    *("长短", "男女", "新旧", "早晚", "正副", "正反", "买卖", "借贷", "收支", "开关", "加减"),
    *("进退", "出入", "有无", "年月日", "省市县区", "这那", "他她它其", "作做", "象像", "帐账"),
    *("的地得", "订定", "和或与及", "你您", "唯惟", "碳炭", "粘黏", "份分", "含涵"),
)
"""Antonyms, members of a series, and words of which no machine knows which was meant."""


class Exclusions(NamedTuple):
    """The same by code.

    numerals: which codes are such, shape (SIZE,)
    pairs: observed · SIZE + meant of what is not proposed, in order
    """

    numerals: Flags
    pairs: NDArray[np.int64]

    def allow(self, observed: Codes, meant: Codes) -> Flags:
        """Whether characters may be proposed for those that were observed."""
        numbers = self.numerals[observed] & self.numerals[meant]
        wanted = observed.astype(np.int64) * SIZE + meant
        found = np.minimum(np.searchsorted(self.pairs, wanted), len(self.pairs) - 1)
        return np.asarray(~numbers & (self.pairs[found] != wanted))


def exclusions_of(alphabet: Alphabet) -> Exclusions:
    """The exclusions in the codes of an alphabet."""
    numerals = np.zeros(SIZE, dtype=bool)
    numerals[alphabet.encode(NUMERALS)] = True
    pairs = [np.zeros(0, dtype=np.int64)]
    for group in GROUPS:
        codes = alphabet.encode(group).astype(np.int64)
        pairs.append((codes[:, None] * SIZE + codes).ravel())
    return Exclusions(numerals, np.sort(np.concatenate(pairs)))
