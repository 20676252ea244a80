"""Checking files in a process beside the worker, which may die of them in its stead.

``python -m zhupi.scale.alone`` reads an order and entries from standard input and writes each file
as it is checked to standard output, both by ``pickle``.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from zhupi.scale.checking import check_all, killed
from zhupi.scale.desk import Desk, desk_of
from zhupi.scale.order import Order
from zhupi.scale.partitions import Entry
from zhupi.scale.tables import Checked

_TRIES = 2
"""How often a process may die of a file before it is given up: the first time may be bad luck."""


def check_apart(
    desk: Desk, order: Order, entries: Sequence[Entry], memory: int = 0
) -> Iterator[Checked]:
    """Each file as it is checked, in order; one that kills its process is told to be such.

    ``memory`` is how many bytes a process may take, 0 as many as there are: Dask sees to its
    workers, and not to what stands beside them.
    """
    done, deaths = 0, 0
    while done < len(entries):
        before = done
        for checked in _from_child(order, entries[done:], memory):
            done += 1
            yield checked
        deaths = 1 if done > before else deaths + 1
        if done < len(entries) and deaths >= _TRIES:
            yield killed(desk, entries[done])
            done, deaths = done + 1, 0


def _from_child(order: Order, entries: Sequence[Entry], memory: int) -> Iterator[Checked]:
    """What a process has checked when it ends, or is ended."""
    command = [sys.executable, "-m", __name__, str(memory)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin and child.stdout
        try:
            pickle.dump((order, tuple(entries)), child.stdin)
            child.stdin.close()
            while True:
                yield pickle.load(child.stdout)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            return
        finally:
            child.kill()


def main() -> None:
    """Be the process beside the worker."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is not taken for a result
    _limit_memory(int(sys.argv[1]))
    order, entries = pickle.load(sys.stdin.buffer)
    _check_into(out, order, entries)


def _limit_memory(most: int) -> None:
    """Let this process have no more bytes of memory than that."""
    if most and sys.platform != "win32":  # which has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _check_into(out: BinaryIO, order: Order, entries: Sequence[Entry]) -> None:
    for entry in entries:  # no reading ahead: what is in work when it dies is the file to blame
        for checked in check_all(desk_of(order), [entry]):
            pickle.dump(checked, out)
            out.flush()


if __name__ == "__main__":
    main()
