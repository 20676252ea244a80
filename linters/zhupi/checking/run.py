"""Checking files: from the cache what is known, the rest on all cores, in the order given."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from zhupi.checking.batch import AHEAD, Pool, cores, in_order
from zhupi.checking.cache import Cache, key_of
from zhupi.checking.files import Checker, failed
from zhupi.engine.discovery import read_file
from zhupi.errors import UnreadableFile, UserError
from zhupi.lang import Lang, Text
from zhupi.model.result import Result
from zhupi.settings import Plan
from zhupi.settings.plans import contents

LEAST_FILES = 8
"""From how many files on several processes are worth their start."""

_Task = tuple[str, bytes, Plan | None]
"""A file, its bytes, and its plan where no other process has to make one of its own."""


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

    def results(self, paths: Sequence[str]) -> Iterator[Result]:
        """The result of each file, in order.

        Raises UserError for what is wrong in a configuration; a file that cannot be read, or that
        kills the process that checks it, has a result that says so.
        """
        lost = partial(_lost, self._checker.showing.lang)
        with Pool(partial(_check, self._checker), lost, self._jobs) as pool:
            thunks = (self._begin(path, pool) for path in paths)
            yield from in_order(thunks, AHEAD * self._jobs)

    def result(self, path: str, raw: bytes) -> Result:
        """The result of bytes that stand in no file of that name."""
        return self._checker.check(path, raw)

    def _begin(self, path: str, pool: "Pool[_Task, Result]") -> Callable[[], Result]:
        """Look a file up, or begin to check it."""
        plan = self._checker.planner.plan(Path(path))
        try:
            raw = read_file(Path(path))
        except UserError as error:
            result = failed(path, error, self._checker.showing.lang)
            return lambda: result
        key = self._key(path, raw, plan)
        known = self._cache.get(key) if key else None
        if known:
            return lambda: known
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
        settings = plan.settings
        return key_of(
            self._stamp(checker.planner.packs(settings)),
            contents(plan, checker.planner.asked),
            checker.reading,
            checker.showing,
            path,
            sha256(raw).hexdigest(),
        )

    def _stamp(self, packs: tuple[Path, ...]) -> str:
        """What program and rules are made of; they do not change while a run lasts."""
        if packs not in self._stamps:
            made_of = self._checker.planner.made_of(packs)
            self._stamps[packs] = sha256(repr(made_of).encode()).hexdigest()
        return self._stamps[packs]


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
