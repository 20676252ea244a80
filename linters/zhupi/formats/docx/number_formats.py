"""How Word writes a number in each numbering format (ECMA-376-1, 17.18.59 ST_NumberFormat).

What the Chinese formats print past ten follows what Word prints, not their names: see the table
in docs/decisions/0007-automatic-numbers.md.
"""

from collections.abc import Callable

from zhupi.numbering.numerals import CIRCLED, to_chinese

_MOST = 32_767
_POSITIONAL = "○一二三四五六七八九"
_DIGITAL = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_FULL_STOPS = "".join(map(chr, range(0x2488, 0x249C)))  # ⒈ to ⒛
_PARENTHESES = "".join(map(chr, range(0x2474, 0x2488)))  # ⑴ to ⒇
_CIRCLED_HAN = "".join(map(chr, range(0x3280, 0x328A)))  # ㊀ to ㊉
_SYMBOLS = "*†‡§"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def write_number(number: int, number_format: str, pattern: str = "") -> str:
    """The number as the format writes it; decimal for a format not known here.

    ``pattern`` is that of the format ``custom``: “001, 002, 003, ...” means three digits. Word
    counts from 0 to 32,767; a hostile file may say anything.
    """
    if number_format == "custom":
        return str(number).zfill(min(len(pattern.partition(",")[0]), 6))
    writer = _WRITERS.get(number_format)
    return writer(number) if writer and 0 <= number <= _MOST else str(number)


def _counting(number: int) -> str:
    return to_chinese(number) if 0 < number < 100 else _digits(number, _POSITIONAL)


def _counting_thousand(number: int) -> str:
    return to_chinese(number).replace("零", "〇") if number else "〇"


def _japanese(number: int) -> str:
    if not number:
        return "〇"
    return to_chinese(number).replace("零", "").replace("一百", "百").replace("一千", "千")


def _formal(digits: str) -> Callable[[int], str]:
    formal = str.maketrans("零一二三四五六七八九十百千", digits + "拾佰仟")

    def write(number: int) -> str:
        numeral = to_chinese(number) if number else "零"
        numeral = "一" + numeral if numeral.startswith("十") else numeral
        return numeral.translate(formal)

    return write


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _from(letters: str) -> Callable[[int], str]:
    return lambda number: letters[number - 1] if 0 < number <= len(letters) else str(number)


def _sexagenary(number: int) -> str:
    """甲子 to 癸亥, and again."""
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number else "0"


def _symbols(number: int) -> str:
    """*, †, ‡, §, **, ††, as the Chicago manual counts notes."""
    repeats, index = divmod(number - 1, len(_SYMBOLS))
    return _SYMBOLS[index] * min(repeats + 1, _MOST // 100) if number else "0"


def _letter(number: int) -> str:
    if number < 1:
        return str(number)
    repeats, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (repeats + 1)


def _ordinal(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _roman(number: int) -> str:
    numeral = ""
    for unit, name in _ROMAN:
        repeats, number = divmod(number, unit)
        numeral += name * repeats
    return numeral


_WRITERS: dict[str, Callable[[int], str]] = {
    "bullet": lambda _: "",
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _from(CIRCLED),
    "decimalEnclosedCircleChinese": _from(CIRCLED),
    "decimalEnclosedFullstop": _from(_FULL_STOPS),
    "decimalEnclosedParen": _from(_PARENTHESES),
    "ideographEnclosedCircle": _from(_CIRCLED_HAN),
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting_thousand,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting_thousand,
    "japaneseCounting": _japanese,
    "ideographDigital": lambda number: _digits(number, _DIGITAL),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _DIGITAL),
    "taiwaneseDigital": lambda number: _digits(number, _POSITIONAL),
    "chineseLegalSimplified": _formal(_LEGAL),
    "ideographLegalTraditional": _formal(_LEGAL_TRADITIONAL),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "ordinal": _ordinal,
    "chicago": _symbols,
}
