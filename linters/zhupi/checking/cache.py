"""Results kept from run to run, by what they were made of.

One SQLite file: whoever is killed leaves it whole, and several may use it at once, since a run
locks it only for the moment in which it writes what it has gathered. It never keeps a run from its
end: a file that is damaged is made anew, one that is locked for long is not used.
"""

import json
import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from zhupi.model.data import rebuild

_FILE = "results.sqlite3"
# Rows are long, and in a tree of their own: what is searched is the index, which is short.
_SCHEMA = """
create table if not exists kept
(key blob not null unique, value blob not null, day integer not null)
"""
_BEFORE = "drop table if exists results"
"""Frees the room of what former versions kept."""
_DAYS = 60
"""How long a result is kept that nobody asks for."""
_WAIT = 5.0
"""Seconds to wait for others that write."""
_GATHERED = 0.5
"""Seconds for which results are gathered: so much of a run is lost to whoever is killed."""
_DAY = 24 * 60 * 60
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def key_of(*parts: object) -> bytes:
    """The key of what was made of these; two calls with equal ``repr`` give the same."""
    return sha256("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass")).digest()


_Values = tuple[object, ...]
_Row = tuple[bytes, bytes, int]
"""A key, the JSON of its value as UTF-8, and the day when it was last asked for."""

V = TypeVar("V", bound=tuple[object, ...])


class Cache:
    """NamedTuples by key; one that cannot be opened forgets everything."""

    def __init__(self, folder: Path | None) -> None:
        self._new: dict[bytes, bytes] = {}
        self._asked_for: set[bytes] = set()
        self._written = time.monotonic()
        self._today = int(time.time()) // _DAY
        self._database = _open(folder) if folder else None

    def __enter__(self) -> "Cache":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        # What was found before an interruption is good as well.
        self.close()

    def get(self, keys: Collection[bytes], kind: type[V]) -> dict[bytes, V]:
        """What is kept of these keys, all of one kind; to ask for many at once is quicker."""
        found = {}
        for key, value in self._values(keys):
            # What cannot be read is not there.
            with suppress(ValueError, TypeError, RecursionError):
                found[key] = rebuild(kind, json.loads(value))
        return found

    def _values(self, keys: Collection[bytes]) -> Iterator[tuple[bytes, bytes]]:
        yield from ((key, self._new[key]) for key in keys if key in self._new)
        for key, value, day in self._rows([key for key in keys if key not in self._new]):
            if day < self._today:
                self._asked_for.add(key)
            yield key, value

    def put(self, key: bytes, value: tuple[object, ...]) -> None:
        """Keep a NamedTuple."""
        if self._database is None:
            return
        self._new[key] = _encoded(value).encode("utf-8", "surrogatepass")
        if time.monotonic() - self._written >= _GATHERED:
            self.flush()

    def flush(self) -> None:
        """Write what was gathered, in one go: nobody else waits longer than that takes."""
        if not self._new and not self._asked_for:
            return
        self._write(
            ("insert or replace into kept values (?, ?, ?)", self._gathered()),
            ("update kept set day = ? where key = ?", self._days()),
        )
        self._new.clear()
        self._asked_for.clear()
        self._written = time.monotonic()

    def close(self) -> None:
        """Write what is new, and forget what is old."""
        self.flush()
        self._forget()
        self._give_up()

    def _forget(self) -> None:
        """Once a day, delete what is old: to look for it takes as long as to check some files."""
        if self._database is None or self._tidied() == self._today:
            return
        self._write(("delete from kept where day < ?", [(self._today - _DAYS,)]))
        with suppress(sqlite3.Error):
            if self._database is not None:
                self._database.execute(f"pragma user_version = {self._today:d}")

    def _tidied(self) -> int:
        """The day on which what was old was last deleted."""
        if self._database is None:
            return self._today
        try:
            (day,) = self._database.execute("pragma user_version").fetchone()
        except sqlite3.Error:
            return self._today
        return int(day)

    def _gathered(self) -> list[_Values]:
        return [(key, value, self._today) for key, value in self._new.items()]

    def _days(self) -> list[_Values]:
        return [(self._today, key) for key in self._asked_for]

    def _rows(self, keys: list[bytes]) -> list[_Row]:
        if self._database is None or not keys:
            return []
        marks = ",".join("?" * len(keys))
        sql = f"select key, value, day from kept where key in ({marks})"
        try:
            return self._database.execute(sql, keys).fetchall()
        except sqlite3.Error:
            self._give_up()
            return []

    def _write(self, *orders: tuple[str, list[_Values]]) -> None:
        """One transaction; a cache that cannot be written is none."""
        if self._database is None:
            return
        try:
            with self._database:
                for sql, rows in orders:
                    self._database.executemany(sql, rows)
        except sqlite3.Error:
            self._give_up()

    def _give_up(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database = None


def _open(folder: Path) -> sqlite3.Connection | None:
    """The database of a folder, made anew when it is damaged; None when there can be none."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            return _connect(folder / _FILE)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None  # locked, or no room
            (folder / _FILE).unlink(missing_ok=True)
            return _connect(folder / _FILE)
    except (OSError, sqlite3.Error):
        return None


def _connect(file: Path) -> sqlite3.Connection:
    # A transaction locks the file as it begins: where it only reads first, and another writes
    # meanwhile, SQLite does not wait but fails.
    database = sqlite3.connect(file, timeout=_WAIT, isolation_level="IMMEDIATE")
    database.execute("pragma synchronous = normal")
    database.execute(_SCHEMA)
    database.execute(_BEFORE)
    database.execute("select key, value, day from kept limit 1")
    return database
