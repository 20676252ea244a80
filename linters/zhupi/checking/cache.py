"""Results kept from run to run, by what they were made of.

One SQLite file: whoever is killed leaves it as it was, and several may use it at once. It never
keeps a run from its end: a file that is damaged is made anew, one that is locked is not used.
"""

import json
import os
import sqlite3
import sys
import time
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from zhupi.model.data import rebuild
from zhupi.model.result import Result

_FILE = "results.sqlite3"
_SCHEMA = """
create table if not exists results (key blob primary key, value text not null, day integer not null)
without rowid
"""
_DAYS = 60
"""How long a result is kept that nobody asks for."""
_WAIT = 5.0
_DAY = 24 * 60 * 60


def cache_folder() -> Path:
    """``$ZHUPI_CACHE_DIR``, else a folder in the user's own place for such files."""
    named = os.environ.get("ZHUPI_CACHE_DIR")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "~/AppData/Local")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "zhupi"


def key_of(*parts: object) -> bytes:
    """The key of what was made of these; two calls with equal ``repr`` give the same."""
    return sha256("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass")).digest()


class Cache:
    """Results by key; one that cannot be opened forgets everything."""

    def __init__(self, folder: Path | None) -> None:
        self.hits = self.misses = 0
        self._today = int(time.time()) // _DAY
        self._database = _open(folder) if folder else None

    def __enter__(self) -> "Cache":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        # What was found before an interruption is good as well.
        self.close()

    def get(self, key: bytes) -> Result | None:
        """The result of that key."""
        row = self._execute("select value, day from results where key = ?", key)
        result = _decoded(row[0]) if row else None
        if row and row[1] < self._today:
            self._execute("update results set day = ? where key = ?", self._today, key)
        self.hits += result is not None
        self.misses += result is None
        return result

    def put(self, key: bytes, result: Result) -> None:
        """Keep a result."""
        value = json.dumps(result)
        self._execute("insert or replace into results values (?, ?, ?)", key, value, self._today)

    def close(self) -> None:
        """Write what is new, and forget what is old."""
        if self._database is None:
            return
        self._execute("delete from results where day < ?", self._today - _DAYS)
        try:
            self._database.commit()
            self._database.close()
        except sqlite3.Error:
            pass  # a cache that cannot be written is none
        self._database = None

    def _execute(self, sql: str, *values: object) -> tuple[str, int] | None:
        if self._database is None:
            return None
        try:
            row: tuple[str, int] | None = self._database.execute(sql, values).fetchone()
        except sqlite3.Error:
            self._database = None
            return None
        return row


def _decoded(value: str) -> Result | None:
    try:
        result: Result = rebuild(Result, json.loads(value))
    except (ValueError, TypeError):
        return None
    return result


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
    database = sqlite3.connect(file, timeout=_WAIT)
    database.execute("pragma synchronous = normal")
    database.execute(_SCHEMA)
    database.execute("select key, value, day from results limit 1")
    return database
