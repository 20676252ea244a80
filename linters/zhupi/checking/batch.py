"""Doing the same to many things, in order: here, or on all cores."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from zhupi.checking.processes import Workers

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""How many things a core are in work, or wait for their turn."""


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
    """Does the same to things, in so many processes; of one, in this process.

    ``lost`` is the value of what kills the process that is at it. The work must be importable, or
    made before the pool where processes fork (Linux).
    """

    def __init__(self, work: Callable[[T], R], lost: Callable[[T], R], jobs: int) -> None:
        self._work = work
        self._lost = lost
        self._jobs = jobs
        self._workers: Workers[T, R] | None = None

    def __enter__(self) -> "Pool[T, R]":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._workers:
            self._workers.end(broken_off=kind is not None)

    def submit(self, thing: T) -> Callable[[], R]:
        """Begin with a thing; what is returned waits for the value."""
        if self._jobs < 2:
            return lambda: self._work(thing)
        if self._workers is None:
            from zhupi.checking.processes import Workers  # multiprocessing is slow to import

            self._workers = Workers(self._work, self._lost, self._jobs)
        return self._workers.submit(thing)
