"""The model's arrays, memory-mapped: what is not looked at is not read, and numpy is not needed."""

import mmap
import re
from functools import cache
from pathlib import Path
from typing import Literal, cast

FOLDER = Path(__file__).parent / "model"
ALPHABET, CHARACTERS, VARIANTS = "alphabet.npy", "characters.npy", "variants.npy"
UNIGRAMS, NGRAMS, SIEVE = "unigrams.npy", "ngrams.npy", "sieve.npy"
IDIOMS = "idioms.bin"  # no array: the index of rules/typo/idioms.txt, see ``halves``
CONFUSED, ALIKE = "confused-{}.npy", "alike-{}.npy"  # the fields of Characters and of Words

_LENGTH = slice(8, 10)  # where a .npy file (format 1.0) says how long its description is
_DESCRIPTION = 10
_DESCRIBED = re.compile(r"'descr': '(?P<type>...)'.*'shape': \((?P<shape>[\d, ]+)\)")
_FORMATS: dict[str, Literal["B", "b", "H", "I", "i", "f"]] = {
    "|u1": "B",
    "|i1": "b",
    "<u2": "H",
    "<u4": "I",
    "<i4": "i",
    "<f4": "f",
}


@cache
def read_array(path: Path) -> "memoryview[int]":
    """The numbers of a .npy file in its shape; ``numpy.asarray`` makes an array of them.

    One that was read is not mapped again: its pages would count twice. The files are little-endian,
    as nearly all machines are. Raises ValueError for other arrays.
    """
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = _DESCRIPTION + int.from_bytes(mapped[_LENGTH], "little")
    described = _DESCRIBED.search(mapped[_DESCRIPTION:start].decode("latin-1"))
    if not described or described["type"] not in _FORMATS:
        raise ValueError(f"{path} is no array that the model has")
    shape = tuple(map(int, re.findall(r"\d+", described["shape"])))
    raw = memoryview(mapped)[start:]
    # The type names the numbers that a caller without numpy reads.
    return cast("memoryview[int]", raw.cast(_FORMATS[described["type"]], shape))
