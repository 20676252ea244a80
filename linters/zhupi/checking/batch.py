"""Doing the same to many things on all cores, in order, in bounded memory.

A worker that dies (killed for its memory, crashed in a library) takes nothing with it: what was in
work is done again, each thing alone, and only what kills its worker again is given up.
"""

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""How many things a core are in work, or wait for their turn."""

_FORK = "fork"


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_order(items: Iterable[Callable[[], R]], ahead: int) -> Iterator[R]:
    """The values of thunks, in order; so many are made before the first of them is asked."""
    waiting: deque[Callable[[], R]] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) >= ahead:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


class Pool(Generic[T, R]):
    """Processes that do the same to things; ``lost`` is the value of what kills its worker.

    The work must be importable, or made before the pool where processes fork (Linux).
    """

    def __init__(self, work: Callable[[T], R], lost: Callable[[T], R], jobs: int) -> None:
        self._work = work
        self._lost = lost
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Pool[T, R]":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._executor:
            self._executor.shutdown(wait=kind is None, cancel_futures=True)

    def submit(self, thing: T) -> Callable[[], R]:
        """Begin with a thing; what is returned waits for the value."""
        if self._jobs < 2:
            return lambda: self._work(thing)
        if self._executor is None:
            self._executor = _executor(self._jobs, self._work)
        executor = self._executor
        try:
            future: Future[R] = executor.submit(_do, thing)
        except BrokenProcessPool:
            return lambda: self._alone(thing, executor)
        return lambda: self._wait(future, thing, executor)

    def _wait(self, future: "Future[R]", thing: T, executor: ProcessPoolExecutor) -> R:
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(thing, executor)

    def _alone(self, thing: T, broken: ProcessPoolExecutor) -> R:
        """Do a thing in a process of its own, after one of its neighbours killed the others."""
        if self._executor is broken:
            self._executor = None
        with _executor(1, self._work) as executor:
            try:
                future: Future[R] = executor.submit(_do, thing)
                return future.result()
            except BrokenProcessPool:
                return self._lost(thing)


def _executor(jobs: int, work: Callable[[T], R]) -> ProcessPoolExecutor:
    # Forked processes have the rules that are loaded already; others load their own.
    method = _FORK if sys.platform == "linux" else None
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(jobs, context, initializer=_take_up, initargs=(work,))


_WORK: list[Callable[..., object]] = []  # of this process, when it is a worker


def _take_up(work: Callable[..., object]) -> None:
    _WORK[:] = [work]


def _do(thing: T) -> R:  # type: ignore[type-var]  # what comes back is what the work gives
    return _WORK[0](thing)  # type: ignore[return-value]
