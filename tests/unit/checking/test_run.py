"""A run plans each file once, and again only where another process has to."""

from pathlib import Path

import pytest

from zhupi.checking import run as run_module
from zhupi.checking.cache import Cache
from zhupi.checking.files import Checker
from zhupi.checking.outcome import Outcome, Telling, outcome_of
from zhupi.checking.run import Run
from zhupi.errors import UserError
from zhupi.model.result import Result
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


def test_what_stands_before_a_faulty_configuration_is_checked(file: str, tmp_path: Path):
    (tmp_path / "附").mkdir()
    (tmp_path / "附" / "zhupi.toml").write_text("bogus = 1\n")
    results = Run(Checker(Planner(Asked())), Cache(None)).results(
        [file] * 6 + [str(tmp_path / "附" / "b.md")]
    )
    assert next(results).located
    with pytest.raises(UserError, match="bogus"):
        list(results)


def test_many_files_come_in_order_known_or_not(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(run_module, "_LOOKED_UP", 3)
    paths = [str(tmp_path / f"{number}.md") for number in range(8)]
    for path in paths[:-1]:
        Path(path).write_text("召开会议部暑工作。\n")

    def told(result: Result) -> Outcome:
        return outcome_of(result, f"{len(result.located)}")

    telling = Telling(("a",), told, lambda _plan: True)
    with Cache(tmp_path / "cache") as cache:
        for some in (paths[1::2], paths, paths[::-1]):
            run = Run(Checker(Planner(Asked())), cache)
            assert [(each.path, each.text) for each in run.outcomes(some, telling)] == [
                (path, "1") for path in some
            ]
            assert [each.path for each in run.results(some)] == some
