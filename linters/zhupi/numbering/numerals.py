"""Chinese numerals to numbers and back."""

_DIGITS = "〇一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_DIGITS = "〇零○一二三四五六七八九十百千两"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def to_number(numeral: str) -> int | None:
    """The value of 十二, 一百零三 or 12 (also full-width); None for what is no numeral."""
    if numeral.isdecimal():
        return int(numeral)
    if not numeral or any(c not in _VALUES and c not in _UNITS for c in numeral):
        return None
    if not any(c in _UNITS for c in numeral):
        return int("".join(str(_VALUES[c]) for c in numeral))
    total, digit = 0, 0
    for c in numeral:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _VALUES[c]
    return total + digit


def to_chinese(number: int) -> str:
    """The counting numeral of 1 to 9999, as official numbering writes it: 十二, 一百零三."""
    if number <= 0 or number >= 10_000:
        return str(number)
    numeral, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            numeral += ("零" if pending_zero else "") + _DIGITS[digit] + name
            pending_zero = False
        else:
            pending_zero = bool(numeral)
    return numeral.removeprefix("一") if numeral.startswith("一十") else numeral
