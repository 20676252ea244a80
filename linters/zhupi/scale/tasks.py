"""Tasks on a cluster: few at a time, and none lost with the workers that die of it."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from functools import partial
from typing import NamedTuple

from distributed import Client, Future, KilledWorker, as_completed

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.scale.order import Order
from zhupi.scale.partitions import Piece
from zhupi.scale.storage import Store
from zhupi.scale.tally import Outcome
from zhupi.scale.work import count_parts, do_piece, give_up

_AHEAD = 3
"""Tasks a thread that are in work or wait for their turn."""
_MOST_DEATHS = 3
_OTHER_ENVIRONMENT = re.compile("deserializ|Can't get attribute")


class Task(NamedTuple):
    """A task, and what is done instead of it when it has killed its workers."""

    work: Callable[[], Outcome]
    instead: Callable[[], Iterable["Task"]]


def piece_task(order: Order, piece: Piece) -> Task:
    """Check a piece; file by file in other processes where it kills workers."""

    def instead() -> Iterator[Task]:
        yield _apart(order, piece)

    return Task(partial(do_piece, order, piece), instead)


def _apart(order: Order, piece: Piece) -> Task:
    """Check a piece in processes beside the worker; where even that kills it, in halves."""

    def instead() -> Iterator[Task]:
        if len(piece.entries) > 1:
            yield from (_apart(order, half) for half in piece.halves())
        else:
            yield _again(partial(give_up, order, piece))

    return Task(partial(do_piece, order, piece, apart=True), instead)


def count_task(output: Store, names: tuple[str, ...]) -> Task:
    """Read the figures of parts that are there."""
    return _again(partial(count_parts, output, names))


def _again(work: Callable[[], Outcome], deaths: int = 0) -> Task:
    """What cannot kill a worker, and is done again when its worker dies of something else."""

    def instead() -> Iterator[Task]:
        if deaths == _MOST_DEATHS:
            raise UserError(
                "--scheduler",
                Text("worker 一再被终止", "the workers are killed again and again"),
                Text("给 worker 更多内存，再运行一次", "give them more memory, and run again"),
            )
        yield _again(work, deaths + 1)

    return Task(work, instead)


def run_tasks(client: Client, tasks: Iterable[Task]) -> Iterator[Outcome]:
    """The outcome of each task as it is done.

    Raises UserError for what a worker or the user must mend, and where the cluster goes away.
    """
    line = _Line(client, tasks)
    while line.fill():
        try:
            yield line.next_outcome()
        except KilledWorker:
            line.do_otherwise()


class _Line:
    """The tasks that are in work, and those that wait."""

    def __init__(self, client: Client, tasks: Iterable[Task]) -> None:
        self._client = client
        self._waiting = iter(tasks)
        self._more: deque[Task] = deque()
        self._running: dict[str, Task] = {}
        self._finished = as_completed()
        self._last: Task | None = None

    def fill(self) -> bool:
        """Begin with as many tasks as are worth it; whether any is in work."""
        most = _AHEAD * max(sum(self._client.ncores().values()), 1)
        while len(self._running) < most:
            task = self._more.popleft() if self._more else next(self._waiting, None)
            if task is None:
                break
            future = self._client.submit(_call, task.work, pure=False)
            self._running[future.key] = task
            self._finished.add(future)
        return bool(self._running)

    def next_outcome(self) -> Outcome:
        """Wait for one; raises KilledWorker, and UserError for what else goes wrong."""
        future = next(self._finished)
        self._last = self._running.pop(future.key)
        return outcome_of(future)

    def do_otherwise(self) -> None:
        """Do something else instead of what was waited for last."""
        if self._last:
            self._more.extend(self._last.instead())


def _call(work: Callable[[], Outcome]) -> Outcome:
    return work()


def outcome_of(future: Future) -> Outcome:
    """The outcome of a task; raises KilledWorker, and UserError for what else goes wrong."""
    try:
        outcome: Outcome = future.result()
    except (CancelledError, OSError) as error:
        raise _lost(error) from None
    except (ImportError, AttributeError, RuntimeError) as error:
        if isinstance(error, ImportError) or _OTHER_ENVIRONMENT.search(str(error)):
            raise _other_environment(error) from None
        raise
    return outcome


def _lost(error: BaseException) -> UserError:
    return UserError(
        "--scheduler",
        Text(f"和调度器的连接断了（{error}）", f"the scheduler is gone ({error})"),
        Text("再运行一次，会接着做", "run again: it goes on where it stopped"),
    )


def _other_environment(error: Exception) -> UserError:
    told = str(error.__cause__ or error).strip()
    return UserError(
        "--scheduler",
        Text(f"集群上的环境和这里不同（{told}）", f"the cluster's environment differs ({told})"),
        Text(
            "在调度器和每个 worker 装同样的 zhupi[dask]",
            "install the same zhupi[dask] on the scheduler and on every worker",
        ),
    )
