"""A run plans each file once, and again only where another process has to."""

from pathlib import Path

import pytest

from zhupi.checking.cache import Cache
from zhupi.checking.files import Checker
from zhupi.checking.run import Run
from zhupi.settings import Asked, Plan, Planner


class Counting(Planner):
    """Counts the plans that it makes."""

    made = 0

    def plan(self, file: Path) -> Plan:
        self.made += 1
        return super().plan(file)


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "a.md").write_text("召开会议部暑工作。\n")
    return str(tmp_path / "a.md")


def test_a_file_is_planned_once(file: str):
    planner = Counting(Asked())
    (result,) = Run(Checker(planner), Cache(None)).results([file])
    assert planner.made == 1 and [each.quote for each in result.located] == ["部暑"]


def test_so_is_one_that_is_checked_alone(file: str):
    planner = Counting(Asked())
    assert Checker(planner).check_file(file).located and planner.made == 1
