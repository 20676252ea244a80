"""Many things on several processes: in order, not too many at once, and none takes others along."""

import os
import time

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
        pool.submit("x" * 3 if False else None)()  # type: ignore[arg-type]


def test_cores_are_counted():
    assert cores() >= 1
