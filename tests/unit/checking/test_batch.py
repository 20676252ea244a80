"""Many things on several processes: in order, not too many at once, and none takes others along."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhupi.checking.batch import Pool, cores, in_order


def work(thing: int) -> int:
    if thing == 7:
        os._exit(9)  # as if it were killed for its memory
    if thing == 5:
        time.sleep(0.2)
    return thing * 10


def lost(thing: int) -> int:
    return -thing


def run(things: list[int], jobs: int) -> list[int]:
    with Pool(work, lost, jobs) as pool:
        return list(in_order((pool.submit(thing) for thing in things), 4))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_values_come_in_order(jobs: int):
    things = [5, 1, 2, 3, 4, 6]
    assert run(things, jobs) == [thing * 10 for thing in things]


def test_what_kills_its_worker_is_lost_alone():
    things = [1, 2, 3, 7, 4, 7, 5, 6, 8, 9, 10]
    assert run(things, 2) == [-7 if thing == 7 else thing * 10 for thing in things]


def test_no_more_are_begun_than_asked():
    begun = []

    def thunks():
        for number in range(20):
            begun.append(number)
            yield lambda number=number: number

    for value in in_order(thunks(), 4):
        assert len(begun) <= value + 4


def test_a_fault_of_the_work_reaches_the_caller():
    with pytest.raises(TypeError), Pool(work, lost, 2) as pool:
        pool.submit(None)()  # type: ignore[arg-type]


def test_cores_are_counted():
    assert cores() >= 1


RUNNING = """
import os, sys, time
from zhupi.checking.batch import Pool, in_order

def work(thing):
    os.write(1, b"%d\\n" % os.getpid())  # whole, whatever others write
    time.sleep(60)

with Pool(work, work, 2) as pool:
    list(in_order((pool.submit(thing) for thing in range(4)), 4))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what is not importable must fork")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_go_when_the_one_who_began_them_does(end: signal.Signals):
    process = subprocess.Popen(
        [sys.executable, "-c", RUNNING],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    workers = [int(process.stdout.readline()) for _ in range(2)]
    began = time.monotonic()
    process.send_signal(end)
    process.wait(30)
    while any(map(is_alive, workers)) and time.monotonic() - began < 30:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def is_alive(process: int) -> bool:
    """Whether a process runs; one that has ended and is not yet buried does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
