"""A compiled dictionary of misprints: one file, loaded in milliseconds, whatever its size.

The file: the magic line; three little-endian 32-bit lengths; a serialised Aho–Corasick automaton
of the misprints in UTF-8; for each entry, in the automaton's order, the character meant (UTF-16)
and a byte with its place in the word and, as the highest bit, whether it wants confirmation.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import daachorse

from zhupi.automata import parts_of
from zhupi.patterns import BinaryFile

MAGIC = b"zhupi dictionary 1\n"
_LENGTHS = struct.Struct("<III")
_CONFIRM = 0x80


class Entry(NamedTuple):
    """A misprint of one character.

    wrong: as written
    place: which of its characters is wrong, from 0
    right: the character meant
    confirm: whether the language model must find the right word likelier where it stands
    """

    wrong: str
    place: int
    right: str
    confirm: bool

    @property
    def corrected(self) -> str:
        """The word meant."""
        return self.wrong[: self.place] + self.right + self.wrong[self.place + 1 :]


class Standing(NamedTuple):
    """A misprint where it stands.

    window: the text around it
    start: where it begins in the window
    """

    window: str
    start: int
    entry: Entry


class Compiled(NamedTuple):
    """A loaded dictionary."""

    automaton: "daachorse.DoubleArrayAhoCorasick"
    meant: bytes
    places: bytes

    def __len__(self) -> int:
        return len(self.places)

    def find(self, text: str) -> Iterator[tuple[int, Entry]]:
        """The misprints in a text, with the places where they begin; they may overlap."""
        for first, last in parts_of(text, 0, len(text)):
            yield from self._find_in(text[first:last], first)

    def _find_in(self, text: str, offset: int) -> Iterator[tuple[int, Entry]]:
        """The same in a part of a text that begins at an offset."""
        raw = text.encode("utf-8", "replace")
        seen = 0
        for start, end, index in sorted(self.automaton.find_overlapping(raw)):
            offset += len(raw[seen:start].decode("utf-8"))
            seen = start
            yield offset, self._entry(raw[start:end].decode("utf-8"), index)

    def _entry(self, wrong: str, index: int) -> Entry:
        place = self.places[index]
        right = self.meant[2 * index : 2 * index + 2].decode("utf-16-le")
        return Entry(wrong, place & ~_CONFIRM, right, bool(place & _CONFIRM))


def compile_entries(entries: Sequence[Entry], sample: Sequence[str] = ()) -> bytes:
    """The file of a dictionary; it will be fast on texts like the sample."""
    patterns = [entry.wrong.encode() for entry in entries]
    corpus = [line.encode() for line in sample] or None
    automaton = daachorse.DoubleArrayAhoCorasick(patterns, corpus=corpus)
    parts = (
        automaton.serialize(),
        b"".join(entry.right.encode("utf-16-le") for entry in entries),
        bytes(entry.place | (_CONFIRM if entry.confirm else 0) for entry in entries),
    )
    return MAGIC + _LENGTHS.pack(*map(len, parts)) + b"".join(parts)


def load_compiled(file: BinaryFile) -> Compiled:
    """A dictionary from its file; raises ValueError for what is none."""
    head, lengths = check_compiled(file)
    first, second = head + lengths[0], head + lengths[0] + lengths[1]
    automaton = daachorse.DoubleArrayAhoCorasick.deserialize(file.read(head, first))
    return Compiled(automaton, file.read(first, second), file.read(second, file.length))


def check_compiled(file: BinaryFile) -> tuple[int, tuple[int, ...]]:
    """Where the parts of a dictionary begin, and their lengths; raises ValueError for what is none.

    Much faster than loading it.
    """
    head = len(MAGIC) + _LENGTHS.size
    raw = file.read(0, head)
    if not raw.startswith(MAGIC) or len(raw) < head:
        raise ValueError("not a compiled dictionary")
    lengths = _LENGTHS.unpack(raw[len(MAGIC) :])
    if file.length != head + sum(lengths):
        raise ValueError("a compiled dictionary that was cut short")
    return head, lengths
