"""Write rules/script/traditional.txt: the characters that stand in traditional texts only.

Source: the conversion tables of OpenCC (Apache-2.0), asked character by character. A character is
kept when OpenCC writes another one for it in simplified text, and when it is not itself one of the
standard characters of 《通用规范汉字表》 (2013) for some reading or use.
"""

from pathlib import Path

import opencc

# Standard characters that OpenCC converts all the same: 乾坤, 藉以, 宫商角徵羽, 姓於, 夥颐, 奏摺,
# 噁（化学）, 剋架, 昇（人名）, 苧烯, 姓麽.
STANDARD = frozenset("乾藉徵於夥摺噁剋昇苧麽")
FIRST, LAST = 0x4E00, 0x9FFF
PER_LINE = 40

HEADER = """\
# Characters of traditional texts that are no standard characters of simplified ones.
# Made by tools/make_traditional_characters.py from the tables of OpenCC (Apache-2.0); do not edit.
"""


def traditional_characters() -> list[str]:
    """The characters, in the order of their code points."""
    convert = opencc.OpenCC("t2s").convert
    characters = map(chr, range(FIRST, LAST + 1))
    return [
        char
        for char in characters
        # Names keep characters such as 頫, whose short form 𫖯 hardly any font or keyboard has.
        if char not in STANDARD and FIRST <= ord(convert(char)) <= LAST and convert(char) != char
    ]


def main() -> None:
    """Write the file."""
    characters = "".join(traditional_characters())
    lines = [characters[i : i + PER_LINE] for i in range(0, len(characters), PER_LINE)]
    target = Path(__file__).parent.parent / "rules" / "script" / "traditional.txt"
    target.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
