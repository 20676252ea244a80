"""Which of a run's four fonts a character takes (ECMA-376-1, 17.3.2.26 ``rFonts``)."""

from typing import Literal

Slot = Literal["ascii", "hAnsi", "eastAsia"]

# Scripts of East Asia, always in the East Asian font.
_EAST_ASIAN = (
    (0x1100, 0x11FF), (0x2E80, 0x2FFF), (0x3000, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF),
    (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
)  # fmt: skip
# Characters of both worlds: East Asian where the run hints so, such as “ ” … — ·.
_BY_HINT = (
    (0xA1, 0xA1), (0xA4, 0xA4), (0xA7, 0xA8), (0xAA, 0xAA), (0xAD, 0xAD), (0xAF, 0xAF),
    (0xB0, 0xB4), (0xB6, 0xBA), (0xBC, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7), (0x2000, 0x27BF),
    (0xE000, 0xF8FF),
)  # fmt: skip


def slot_of(char: str, *, hinted: bool) -> Slot:
    """The slot of a character; ``hinted`` when its run says ``w:hint="eastAsia"``."""
    code = ord(char)
    if code < 0x80:
        return "ascii"
    if _within(code, _EAST_ASIAN) or (hinted and _within(code, _BY_HINT)):
        return "eastAsia"
    return "hAnsi"


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
