"""The alphabet: the simplified 汉字 of the clean texts and of the lexicon, the commonest first."""

import unicodedata
from collections import Counter
from collections.abc import Iterable

import numpy as np
import opencc

from zhupi.typos.alphabet import DIGIT, FIRST_HAN, LETTER, PUNCTUATION, RARE, SIZE, Alphabet, Codes

_FULL_WIDTH = dict(zip(",;:?!()%+-/", "，；：？！（）％＋－／", strict=True))
_VARIANTS = dict(zip("「」『』―─•‧・", "“”“”——···", strict=True))
_ZERO = "〇○◯"


def make_alphabet(texts: Iterable[str]) -> Alphabet:
    """The alphabet of texts."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
    simplify = opencc.OpenCC("t2s").convert
    han = [char for char, _ in counts.most_common() if _is_han(char) and simplify(char) == char]
    head = "\n0A〓" + PUNCTUATION
    characters = head.ljust(FIRST_HAN, "\0") + "".join(han[: SIZE - FIRST_HAN])
    known = {char: code for code, char in enumerate(characters) if char != "\0"}
    codes = np.zeros(1 << 16, dtype=np.uint16)
    for point in range(1 << 16):
        if not 0xD800 <= point < 0xE000:
            codes[point] = _code(chr(point), known, simplify)
    return Alphabet(codes, characters)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _code(char: str, known: dict[str, int], simplify) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001
    char = _VARIANTS.get(char, _FULL_WIDTH.get(char, char))
    if char in known:
        return known[char]
    plain = unicodedata.normalize("NFKC", char)
    if char in _ZERO or (len(plain) == 1 and plain.isdigit()):
        return DIGIT
    if len(plain) == 1 and plain.isascii() and plain.isalpha():
        return LETTER
    if len(plain) == 1 and _is_han(plain):
        return known.get(simplify(plain), RARE)
    return known.get(plain, 0)


def variants_of(alphabet: Alphabet) -> Codes:
    """The characters that stand for another 汉字, and below each the other one; shape (2, n)."""
    pairs = [
        (point, ord(alphabet.characters[code]))
        for point, code in enumerate(alphabet.codes.tolist())
        if code >= FIRST_HAN and alphabet.characters[code] != chr(point)
    ]
    return np.array(pairs, dtype=np.uint16).T.copy()
