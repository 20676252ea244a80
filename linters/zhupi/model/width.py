"""How many columns of a terminal a text takes: East Asian wide characters take two."""

from collections.abc import Callable
from unicodedata import combining, east_asian_width

_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")


class _Widths(dict[str, int]):
    """Columns of characters, worked out once each: a report's findings ask for a million."""

    def __missing__(self, char: str) -> int:
        width = self[char] = _width(char)
        return width


def _width(char: str) -> int:
    if char < "\u0300":
        return 1
    if char in _ZERO_WIDTH or combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


char_width: Callable[[str], int] = _Widths().__getitem__
"""Columns of one character (Unicode Standard Annex #11; ambiguous ones as terminals do)."""


def display_width(text: str) -> int:
    """Columns of a text."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def is_wide(char: str) -> bool:
    """Whether it is a 汉字, a full-width mark or the like; “ and … are in a Chinese text."""
    return char >= "\u0300" and east_asian_width(char) in "WFA"
