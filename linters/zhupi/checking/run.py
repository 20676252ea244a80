"""Checking files: from the cache what is known, the rest on all cores, in the order given."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar

from zhupi.checking.batch import AHEAD, Pool, cores, in_order
from zhupi.checking.cache import Cache, key_of
from zhupi.checking.files import Checker, failed
from zhupi.checking.outcome import Outcome, Telling
from zhupi.engine.discovery import read_file
from zhupi.errors import UnreadableFile, UserError
from zhupi.lang import Lang, Text
from zhupi.model.result import Result
from zhupi.settings import Plan
from zhupi.settings.plans import contents

LEAST_FILES = 8
"""From how many files on several processes are worth their start."""

_LOOKED_UP = 32
_LOOKED_UP_BYTES = 1_000_000
"""How many files are read and looked up in one go, and about how many bytes at most."""

_Task = tuple[str, bytes, Plan | None]
"""A file, its bytes, and its plan where no other process has to make one of its own."""


class _Opened(NamedTuple):
    """A file with its plan and its bytes; ``failure`` says why it could not be read.

    ``key`` is what its result is kept by; None where nothing is kept.
    """

    path: str
    plan: Plan
    raw: bytes
    key: bytes | None
    failure: Result | None = None


def jobs_for(asked: int, files: int) -> int:
    """How many processes check so many files; 0 asks for as many as are worth it."""
    if asked:
        return min(asked, max(files, 1))
    return cores() if files >= LEAST_FILES else 1


class Run:
    """How files are checked: by whom, with which cache, in how many processes."""

    def __init__(self, checker: Checker, cache: Cache, jobs: int = 1) -> None:
        self._checker = checker
        self._cache = cache
        self._jobs = jobs
        self._stamps: dict[tuple[Path, ...], str] = {}
        self._bases: dict[tuple[object, ...], bytes] = {}

    def results(self, paths: Sequence[str]) -> Iterator[Result]:
        """The result of each file, in order.

        Raises UserError for what is wrong in a configuration; a file that cannot be read, or that
        kills the process that checks it, has a result that says so.
        """
        with self._pool() as pool:
            thunks = (thunk for files in self._opened(paths) for thunk in self._begun(files, pool))
            yield from in_order(thunks, AHEAD * self._jobs)

    def outcomes(self, paths: Sequence[str], telling: Telling) -> Iterator[Outcome]:
        """What is told of each file, in order; it is kept, as results are. Raises the same."""
        with self._pool() as pool:
            thunks = (
                thunk for files in self._opened(paths) for thunk in self._told(files, pool, telling)
            )
            yield from in_order(thunks, AHEAD * self._jobs)

    def result(self, path: str, raw: bytes) -> Result:
        """The result of bytes that stand in no file of that name."""
        return self._checker.check(path, raw)

    def _pool(self) -> "Pool[_Task, Result]":
        lost = partial(_lost, self._checker.showing.lang)
        return Pool(partial(_check, self._checker), lost, self._jobs)

    def _opened(self, paths: Iterable[str]) -> Iterator[list[_Opened]]:
        """The files, so many at once as are looked up together."""
        files: list[_Opened] = []
        size = 0
        for path in paths:
            try:
                files.append(self._open(path))
            except UserError:
                yield files  # what stands before the fault is checked all the same
                raise
            size += len(files[-1].raw)
            if len(files) >= _LOOKED_UP or size >= _LOOKED_UP_BYTES:
                yield files
                files, size = [], 0
        yield files

    def _open(self, path: str) -> _Opened:
        plan = self._checker.planner.plan(path)
        try:
            raw = read_file(path)
        except UserError as error:
            return _Opened(path, plan, b"", None, failed(path, error, self._checker.showing.lang))
        return _Opened(path, plan, raw, self._key(path, raw, plan))

    def _told(
        self, files: Sequence[_Opened], pool: "Pool[_Task, Result]", telling: Telling
    ) -> Iterator[Callable[[], Outcome]]:
        """Look up what was told of files, or tell it."""
        keys = [
            key_of(file.key, telling.key) if file.key and telling.keeps(file.plan) else None
            for file in files
        ]
        known = self._cache.get([key for key in keys if key], Outcome)
        rest = [file for file, key in zip(files, keys, strict=True) if key not in known]
        results = self._begun(rest, pool)
        for key in keys:
            if key in known:
                yield partial(_same, known[key])
            else:
                yield partial(self._tell, key, next(results), telling)

    def _tell(self, key: bytes | None, waited: Callable[[], Result], telling: Telling) -> Outcome:
        result = waited()
        outcome = telling.outcome(result)
        if key and result.readable:
            self._cache.put(key, outcome)
        return outcome

    def _begun(
        self, files: Sequence[_Opened], pool: "Pool[_Task, Result]"
    ) -> Iterator[Callable[[], Result]]:
        """Look results up, or begin to check."""
        known = self._cache.get([file.key for file in files if file.key], Result)
        for file in files:
            if file.failure:
                yield partial(_same, file.failure)
            elif file.key in known:
                yield partial(_same, known[file.key])
            else:
                yield self._begin(file, pool)

    def _begin(self, file: _Opened, pool: "Pool[_Task, Result]") -> Callable[[], Result]:
        path, plan, raw, key, _ = file
        self._checker.planner.ruleset(plan)  # once here, not once in each process
        return partial(self._kept, key, pool.submit((path, raw, plan if self._jobs < 2 else None)))

    def _kept(self, key: bytes | None, waited: Callable[[], Result]) -> Result:
        result = waited()
        if key and result.readable:
            self._cache.put(key, result)
        return result

    def _key(self, path: str, raw: bytes, plan: Plan) -> bytes | None:
        """What a result depends on; None for what is not kept: corrections, and secrets."""
        checker = self._checker
        if checker.fixing or checker.reading.password:
            return None
        return key_of(self._base(plan), path, sha256(raw).digest())

    def _base(self, plan: Plan) -> bytes:
        """What the results of all files of a plan depend on."""
        accepted = (plan.key, plan.suppressions)
        if accepted not in self._bases:
            checker = self._checker
            self._bases[accepted] = key_of(
                self._stamp(checker.planner.packs(plan.settings)),
                contents(plan, checker.planner.asked),
                checker.reading,
                checker.showing,
            )
        return self._bases[accepted]

    def _stamp(self, packs: tuple[Path, ...]) -> str:
        """What program and rules are made of; they do not change while a run lasts."""
        if packs not in self._stamps:
            made_of = self._checker.planner.made_of(packs)
            self._stamps[packs] = sha256(repr(made_of).encode()).hexdigest()
        return self._stamps[packs]


T = TypeVar("T")


def _same(value: T) -> T:
    return value


def _check(checker: Checker, task: _Task) -> Result:
    return checker.check(*task)


def _lost(lang: Lang, task: _Task) -> Result:
    """The result of a file that killed the process that checked it."""
    path, *_ = task
    what = Text(
        "检查它的进程被终止了，多半是内存不够", "the process that checked it was killed: no memory?"
    )
    mend = Text("拆成几个文件再查", "split it into several files")
    return failed(path, UnreadableFile(path, what, mend), lang)
