"""Characters of symbol fonts (``w:sym``, ECMA-376-1, 17.3.3.30) as Unicode characters.

Only the signs that reports use are listed, from the fonts' own code charts; any other becomes
U+FFFC, which says that something stands there.
"""

from zhupi.model.document import OBJECT


def _row(first: int, characters: str) -> dict[int, str]:
    return dict(enumerate(characters, first))


_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒",
    0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩"), **_row(0x8B, "⓿❶❷❸❹❺❻❼❽❾❿"),
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA2: "■",
    0xA3: "□", **_row(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩"), **_row(0x74, "⓿❶❷❸❹❺❻❼❽❾❿"),
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "⋅", 0xE5: "∑",
    **_row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    **_row(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(font: str, code: str) -> str:
    """The character of a font at a hexadecimal code."""
    try:
        number = int(code, 16)
    except ValueError:
        return OBJECT
    signs = _FONTS.get(font.lower())
    if signs is not None:
        return signs.get(number & 0xFF, OBJECT)
    if 0xE000 <= number <= 0xF8FF or not 0x20 <= number < 0x10000:
        return OBJECT
    return chr(number) if not 0xD800 <= number < 0xE000 else OBJECT
