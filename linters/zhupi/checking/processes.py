"""Processes that do the same to many things, in bounded memory.

A worker that dies (killed for its memory, crashed in a library) takes nothing with it: what was in
work is done again, each thing alone, and only what kills its worker again is given up. Workers end
when the work is broken off, and by themselves when the process that began them is gone.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_FORK = "fork"


class Workers(Generic[T, R]):
    """Processes; ``lost`` is the value of what kills the one that is at it."""

    def __init__(self, work: Callable[[T], R], lost: Callable[[T], R], jobs: int) -> None:
        self._work = work
        self._lost = lost
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def end(self, *, broken_off: bool) -> None:
        """Let the processes go, at once where nobody waits for their work any more."""
        if self._executor:
            _end(self._executor, broken_off=broken_off)

    def submit(self, thing: T) -> Callable[[], R]:
        """Begin with a thing; what is returned waits for the value."""
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
        with _one_worker(self._work) as executor:
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


@contextmanager
def _one_worker(work: Callable[[T], R]) -> Iterator[ProcessPoolExecutor]:
    executor = _executor(1, work)
    try:
        yield executor
    except BaseException:
        _end(executor, broken_off=True)
        raise
    _end(executor, broken_off=False)


def _end(executor: ProcessPoolExecutor, *, broken_off: bool) -> None:
    """Let the workers go; what they are at is waited for only where somebody still wants it."""
    # Python has kill_workers() from 3.14 on only.
    workers = list((executor._processes or {}).values()) if broken_off else []
    for worker in workers:
        worker.kill()
    executor.shutdown(cancel_futures=True)


_WORK: list[Callable[..., object]] = []  # of this process, when it is a worker


def _take_up(work: Callable[..., object]) -> None:
    """Begin as a worker."""
    # Ctrl+C reaches all processes of a terminal; what becomes of the work, the first one says.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow, name="zhupi-follow", daemon=True).start()
    _WORK[:] = [work]


def _follow() -> None:
    """End with the process that began this one, whatever ended it: nothing reads results then."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _do(thing: T) -> R:  # type: ignore[type-var]  # what comes back is what the work gives
    return _WORK[0](thing)  # type: ignore[return-value]
