"""Checking files one after the other, while the next ones are fetched."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import NamedTuple

from zhupi.checking.batch import in_order
from zhupi.checking.files import failed
from zhupi.errors import UnreadableFile, UserError
from zhupi.lang import Text
from zhupi.model.result import Result
from zhupi.scale.desk import Desk
from zhupi.scale.partitions import Entry
from zhupi.scale.storage import unreachable
from zhupi.scale.tables import Checked
from zhupi.scale.tally import tally_of

_READERS = 4
"""Files that are fetched at once: a store answers in about the time that a check takes."""
_AHEAD = 8

BROKEN = "broken"
"""The file is not what its name says; it will be so next time."""
UNREAD = "unread"
"""It could not be fetched, which may be otherwise next time."""
KILLED = "killed"
"""Whoever checks it dies."""
FAULT = "fault"
"""The program failed on it."""

AGAIN = frozenset({UNREAD, KILLED})
"""What the next run tries again."""


class _Fetched(NamedTuple):
    entry: Entry
    raw: bytes = b""
    error: UserError | None = None


def check_all(desk: Desk, entries: Sequence[Entry]) -> Iterator[Checked]:
    """Each file as it is checked, in order."""
    with ThreadPoolExecutor(_READERS) as readers:
        thunks = (_begin(readers, desk, entry) for entry in entries)
        for fetched in in_order(thunks, _AHEAD):
            yield _check(desk, fetched)


def _begin(readers: ThreadPoolExecutor, desk: Desk, entry: Entry) -> Callable[[], _Fetched]:
    return readers.submit(_fetch, desk, entry).result


def _fetch(desk: Desk, entry: Entry) -> _Fetched:
    try:
        return _Fetched(entry, bytes(desk.store.fs.cat_file(entry.path)))
    except Exception as error:  # each store has its own
        return _Fetched(entry, error=unreachable(desk.store.name(entry.path), error))


def _check(desk: Desk, fetched: _Fetched) -> Checked:
    entry, raw, error = fetched
    if error:
        return not_checked(desk, entry, error, UNREAD)
    name = desk.store.name(entry.path)
    start = time.perf_counter()
    plan = desk.plan(entry.path)
    try:
        result = desk.checker.check(name, raw, plan)
        kind = "" if result.readable else BROKEN
    except MemoryError:
        return killed(desk, entry)
    except Exception as fault:  # of one file of millions: the others are checked all the same
        result = failed(name, _fault(name, fault), desk.checker.showing.lang)
        kind = FAULT
    seconds = time.perf_counter() - start
    tally = tally_of(result, plan.chosen.fail_on, again=False)
    return Checked(result, tally, len(raw), sha256(raw).hexdigest(), kind, seconds)


def not_checked(desk: Desk, entry: Entry, error: UserError, kind: str) -> Checked:
    """A file that never came to be checked."""
    result: Result = failed(desk.store.name(entry.path), error, desk.checker.showing.lang)
    return Checked(result, tally_of(result, "never", again=kind in AGAIN), entry.size, kind=kind)


def killed(desk: Desk, entry: Entry) -> Checked:
    """A file that kills whoever checks it."""
    name = desk.store.name(entry.path)
    what = Text(
        "检查它的进程每次都被终止，多半是内存不够",
        "the process that checks it is killed every time: no memory?",
    )
    mend = Text("给 worker 更多内存，或拆成几个文件", "give workers more memory, or split the file")
    return not_checked(desk, entry, UnreadableFile(name, what, mend), KILLED)


def _fault(name: str, error: Exception) -> UserError:
    told = " ".join((f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())))
    return UnreadableFile(
        name,
        Text(f"程序出错（{told}）", f"the program failed ({told})"),
        Text(
            "用 zhupi check 单独检查它，把输出报告给开发者",
            "check it alone with zhupi check, and report the output",
        ),
    )
