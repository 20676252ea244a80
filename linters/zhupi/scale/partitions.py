"""Partitions of a listing, which are the same where the listing is; and what is done of them.

A partition ends where the hash of a path says so, not after a fixed number of files: a file that
comes or goes changes its own partition, and leaves the borders of the others where they were. Its
name is a hash of its files (path, size, version) and of the rules, so that a result is known by it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b, sha256
from typing import NamedTuple

FILES = 500
"""How many files a partition has, about."""
MEGABYTES = 64
"""How much the files of a partition hold at most, unless it is a single one."""

_PART = re.compile(r"part-([0-9a-f]{24})\.(\d+)-(\d+)(\.again)?\.parquet")


class Entry(NamedTuple):
    """A file: its path in its store, its size in bytes, and what tells two states of it apart."""

    path: str
    size: int
    version: str


class Cut(NamedTuple):
    """How large partitions are."""

    files: int = FILES
    most_bytes: int = MEGABYTES << 20


class Piece(NamedTuple):
    """The entries of a partition from ``start`` to ``end``, the first of which has number 0."""

    partition: str
    start: int
    end: int
    entries: tuple[Entry, ...]

    def name(self, *, again: bool = False) -> str:
        """The name of its part; ``again`` where the next run is to try once more."""
        suffix = ".again" if again else ""
        return f"part-{self.partition}.{self.start:06}-{self.end:06}{suffix}.parquet"

    def slice(self, start: int, end: int) -> "Piece":
        """A part of it, by the numbers of the partition."""
        entries = self.entries[start - self.start : end - self.start]
        return Piece(self.partition, start, end, entries)

    def halves(self) -> tuple["Piece", "Piece"]:
        """Its first and its second half."""
        middle = (self.start + self.end) // 2
        return self.slice(self.start, middle), self.slice(middle, self.end)


class Part(NamedTuple):
    """A part that is written: which files of its partition it has."""

    partition: str
    start: int
    end: int
    name: str
    again: bool

    @property
    def files(self) -> int:
        """How many."""
        return self.end - self.start


def part_of(name: str) -> Part | None:
    """The part that a file is; None for what is none."""
    found = _PART.fullmatch(name)
    if found is None:
        return None
    partition, start, end, again = found.groups()
    return Part(partition, int(start), int(end), name, bool(again))


def cut(entries: Iterable[Entry], sizes: Cut) -> Iterator[tuple[Entry, ...]]:
    """The partitions of a listing."""
    gathered: list[Entry] = []
    weight = 0
    for entry in entries:
        full = len(gathered) >= 2 * sizes.files or weight + max(entry.size, 0) > sizes.most_bytes
        if gathered and full:
            yield tuple(gathered)
            gathered, weight = [], 0
        gathered.append(entry)
        weight += max(entry.size, 0)
        if len(gathered) >= sizes.files // 4 and _ends_with(entry.path, sizes.files):
            yield tuple(gathered)
            gathered, weight = [], 0
    if gathered:
        yield tuple(gathered)


def _ends_with(path: str, files: int) -> bool:
    hashed = blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed) % files == 0


def whole(entries: tuple[Entry, ...], stamp: str) -> Piece:
    """All of a partition as one piece; ``stamp`` tells the rules."""
    hashed = sha256(stamp.encode())
    for entry in entries:
        told = f"\0{entry.path}\0{entry.size}\0{entry.version}"
        hashed.update(told.encode("utf-8", "surrogatepass"))
    return Piece(hashed.hexdigest()[:24], 0, len(entries), entries)


def covered(piece: Piece, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Of the parts of a partition those that are used: none has a file of another."""
    used: list[Part] = []
    end = piece.start
    for part in sorted(parts, key=lambda each: (each.start, -each.end)):
        if part.start >= end and part.end <= piece.end:
            used.append(part)
            end = part.end
    return tuple(used)


def left(piece: Piece, done: Sequence[Part]) -> Iterator[Piece]:
    """What of a partition is in none of these parts, which are in order."""
    start = piece.start
    for part in done:
        if part.start > start:
            yield piece.slice(start, part.start)
        start = part.end
    if start < piece.end:
        yield piece.slice(start, piece.end)
