"""How many columns of a terminal a text takes: East Asian wide characters take two."""

from functools import cache
from unicodedata import combining, east_asian_width

_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")


@cache
def char_width(char: str) -> int:
    """Columns of one character (Unicode Standard Annex #11; ambiguous ones as terminals do)."""
    if char < "\u0300":
        return 1
    if char in _ZERO_WIDTH or combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def display_width(text: str) -> int:
    """Columns of a text."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def is_wide(char: str) -> bool:
    """Whether it is a 汉字, a full-width mark or the like; “ and … are in a Chinese text."""
    return char >= "\u0300" and east_asian_width(char) in "WFA"
