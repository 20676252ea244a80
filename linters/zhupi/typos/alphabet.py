"""The characters of the model: a text becomes an array of codes, one a character.

The normal form is character by character, so that offsets stay what they are: a traditional or
variant character counts as its simplified one, a full-width letter as a half-width one, every
digit as one digit and every letter as one letter.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint16]
Flags = NDArray[np.bool_]

BITS = 13
SIZE = 1 << BITS

BOUNDARY = 0  # line ends, and whatever has no code of its own
DIGIT = 1
LETTER = 2
RARE = 3  # a 汉字 outside the alphabet
PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉—…·％＋－／"  # the codes from 4 on
FIRST_HAN = 32

_LAST_OF_PLANE = 0xFFFF
_FIRST_RARE_HAN = 0x20000


class Alphabet(NamedTuple):
    """What code each character has.

    codes: the code of each character of the Basic Multilingual Plane, shape (65536,)
    characters: the character of each code
    """

    codes: Codes
    characters: str

    def encode(self, text: str) -> Codes:
        """The codes of a text, shape (len(text),)."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        beyond = points > _LAST_OF_PLANE
        codes: Codes = self.codes[np.where(beyond, 0, points)]
        codes[beyond & (points >= _FIRST_RARE_HAN)] = RARE
        return codes

    def decode(self, codes: Codes) -> str:
        """The simplified characters of codes."""
        return "".join(self.characters[code] for code in codes)

    def code(self, character: str) -> int:
        """The code of one character."""
        return int(self.encode(character)[0])


def is_han(codes: Codes) -> Flags:
    """Which codes stand for 汉字."""
    return np.asarray((codes >= FIRST_HAN) | (codes == RARE))


def where(flags: NDArray[Any]) -> NDArray[np.int64]:
    """The places in an array, read row after row, that are not 0."""
    flat = flags.ravel()
    # Of flags alone numpy finds them fast.
    places: NDArray[np.int64] = (flat if flat.dtype == bool else flat != 0).nonzero()[0]
    return places


def is_first(values: NDArray[Any]) -> Flags:
    """Which of values in order are the first of their equals."""
    first = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first
