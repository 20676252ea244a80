"""The index of idioms: by their halves, and ready-made for the list that comes with the rules.

To index 8,000 idioms takes as long as to check two reports. The file: the magic line; the SHA-256
of the list; three little-endian 32-bit lengths; a serialised Aho–Corasick automaton of the halves;
what stands before and after each in UTF-8, a line for each half.
"""

import struct
from hashlib import sha256
from typing import NamedTuple

import daachorse

from zhupi.automata import Finder, finder_of
from zhupi.typos.arrays import FOLDER, IDIOMS
from zhupi.typos.counted import LONGEST, plain

LENGTH = LONGEST
HALF = LENGTH // 2

_MAGIC = b"zhupi idioms 1\n"
_LENGTHS = struct.Struct("<III")


class Idioms(NamedTuple):
    """Idioms of four characters, by their halves: where one character is wrong, one half is right.

    halves: finds the halves in a text
    before, after: what stands before and after each half in the idioms that have it, by its number;
        two characters an idiom, in the order of the list
    """

    halves: Finder
    before: list[str]
    after: list[str]


def index_idioms(idioms: list[str]) -> Idioms:
    """The index of idioms."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for idiom in plain("\n".join(idioms)).split("\n"):
        first, second = idiom[:HALF], idiom[HALF:]
        after[first] = after.get(first, "") + second
        before[second] = before.get(second, "") + first
    halves = list(before | after)
    return Idioms(
        finder_of(halves),
        [before.get(half, "") for half in halves],
        [after.get(half, "") for half in halves],
    )


def ready_made(listed: str) -> Idioms | None:
    """The index that was made beforehand, if it is that of this list."""
    raw = (FOLDER / IDIOMS).read_bytes()
    head = _head(listed)
    if not raw.startswith(head):
        return None
    start = len(head) + _LENGTHS.size
    parts = []
    for length in _LENGTHS.unpack(raw[len(head) : start]):
        parts.append(raw[start : start + length])
        start += length
    automaton, before, after = parts
    return Idioms(
        Finder(daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(automaton)),
        before.decode().split("\n"),
        after.decode().split("\n"),
    )


def packed(listed: str, idioms: Idioms) -> bytes:
    """The file with the index of a list."""
    parts = (
        idioms.halves.automaton.serialize(),
        "\n".join(idioms.before).encode(),
        "\n".join(idioms.after).encode(),
    )
    return _head(listed) + _LENGTHS.pack(*map(len, parts)) + b"".join(parts)


def _head(listed: str) -> bytes:
    return _MAGIC + sha256(listed.encode("utf-8", "surrogatepass")).digest()
