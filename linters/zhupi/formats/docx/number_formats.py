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
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def write_number(number: int, number_format: str) -> str:
    """The number as the format writes it; decimal for a format not known here.

    Word counts from 0 to 32,767; a hostile file may say anything.
    """
    writer = _WRITERS.get(number_format)
    return writer(number) if writer and 0 <= number <= _MOST else str(number)


def _counting(number: int) -> str:
    return to_chinese(number) if number < 100 else _digits(number, _POSITIONAL)


def _counting_thousand(number: int) -> str:
    return to_chinese(number).replace("零", "〇")


def _japanese(number: int) -> str:
    return to_chinese(number).replace("零", "").replace("一百", "百").replace("一千", "千")


def _legal(number: int) -> str:
    numeral = to_chinese(number)
    if numeral.startswith("十"):
        numeral = "一" + numeral
    formal = str.maketrans("零一二三四五六七八九十百千", _LEGAL + "拾佰仟")
    return numeral.translate(formal)


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _from(letters: str) -> Callable[[int], str]:
    return lambda number: letters[number - 1] if 0 < number <= len(letters) else str(number)


def _letter(number: int) -> str:
    if number < 1:
        return str(number)
    repeats, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (repeats + 1)


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
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting_thousand,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting_thousand,
    "japaneseCounting": _japanese,
    "ideographDigital": lambda number: _digits(number, _DIGITAL),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _DIGITAL),
    "taiwaneseDigital": lambda number: _digits(number, _POSITIONAL),
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
