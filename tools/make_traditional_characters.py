"""Write the lists of rules/script: the characters of one script only, and look-alikes.

Source: the conversion tables of OpenCC (Apache-2.0), asked character by character. A character is
kept when OpenCC writes another one for it in simplified text, and when it is not itself one of the
standard characters of 《通用规范汉字表》 (2013) for some reading or use.
"""

import unicodedata
from pathlib import Path

import opencc

# Standard characters that OpenCC converts all the same: 乾坤, 藉以, 宫商角徵羽, 姓於, 夥颐, 奏摺,
# 噁（化学）, 剋架, 昇（人名）, 苧烯, 姓麽.
STANDARD = frozenset("乾藉徵於夥摺噁剋昇苧麽")
FIRST, LAST = 0x4E00, 0x9FFF
PER_LINE = 40

HEADER = """\
# Characters of {} texts that are no standard characters of {} ones.
# Made by tools/make_traditional_characters.py from the tables of OpenCC (Apache-2.0); do not edit.
"""
RULES = Path(__file__).parent.parent / "rules" / "script"
# The radicals of 《康熙字典》, their supplement, and the compatibility characters of Unicode: they
# look like common characters and come from PDF files. Strokes and enclosures are not among them.
LOOK_ALIKES = ((0x2E80, 0x2EF3), (0x2F00, 0x2FD5), (0xF900, 0xFAD9))


def traditional_characters() -> list[str]:
    """The characters of traditional texts only, in the order of their code points."""
    convert = opencc.OpenCC("t2s").convert
    characters = map(chr, range(FIRST, LAST + 1))
    return [
        char
        for char in characters
        # Names keep characters such as 頫, whose short form 𫖯 hardly any font or keyboard has.
        if char not in STANDARD and FIRST <= ord(convert(char)) <= LAST and convert(char) != char
    ]


def simplified_characters() -> list[str]:
    """The characters of simplified texts only: OpenCC converts them, and Big5 has them not."""
    convert = opencc.OpenCC("s2t").convert
    characters = map(chr, range(FIRST, LAST + 1))
    return [char for char in characters if convert(char) != char and not _in_big5(char)]


def _in_big5(char: str) -> bool:
    try:
        return bool(char.encode("big5"))
    except UnicodeEncodeError:
        return False


def look_alikes() -> list[tuple[str, str]]:
    """The look-alikes, each with the character that it looks like."""
    convert = opencc.OpenCC("t2s").convert
    characters = (chr(point) for first, last in LOOK_ALIKES for point in range(first, last + 1))
    plain = ((char, convert(unicodedata.normalize("NFKC", char))) for char in characters)
    return [
        (char, right)
        for char, right in plain
        if right != char and len(right) == 1 and FIRST <= ord(right) <= LAST
    ]


def main() -> None:
    """Write the files."""
    _write("traditional.txt", traditional_characters(), HEADER.format("traditional", "simplified"))
    _write("simplified.txt", simplified_characters(), HEADER.format("simplified", "traditional"))
    rows = ["wrong\tright\tunless\tkind\tsource"]
    rows += [f"{char}\t{right}\t\t形近\tUnicode" for char, right in look_alikes()]
    (RULES / "look-alikes.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _write(name: str, characters: list[str], header: str) -> None:
    text = "".join(characters)
    lines = [text[i : i + PER_LINE] for i in range(0, len(text), PER_LINE)]
    (RULES / name).write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
