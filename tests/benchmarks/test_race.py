"""The race: what is measured, how it is counted, and how its tables are written."""

import sys
from pathlib import Path

import pytest
from benchmarks.contenders import BARE_PYTHON, CONTENDERS, LIMAE, prepare
from benchmarks.installing import Tool, installed
from benchmarks.pages import as_table, fill
from benchmarks.race import PAGE, SLOW, SLOWER, Race
from benchmarks.race_tables import tables
from benchmarks.results import ALL, EXACT, TARGETS, Reading, Results
from benchmarks.stopwatch import Ran, Stopwatch

COUNTS = {
    name: {"files": files, "bytes": 2e6, "repeated lines": 0.0123}
    for name, files in (("md", 1000), ("10mb", 1), ("1mb", 1), ("small", 1))
}


def _runs(*cpu: float, peak: float = 20) -> dict[int, Ran]:
    return {number: Ran(each, 2 * each, peak, 0) for number, each in enumerate(cpu)}


def _results(**more: object) -> Results:
    runs = {
        ("small", BARE_PYTHON): _runs(9, 0.01, 0.02, 0.01),
        ("small", EXACT): _runs(9, 0.03, 0.03, 0.02, peak=30),
        ("reports", LIMAE): _runs(9, 0.4, 0.8, 0.4),
        ("reports", EXACT): _runs(9, 0.2, 0.4, 0.3, peak=50),
        ("reports", "lint-md"): _runs(120),
        ("reports", "zhlint"): _runs(18, 16),
    }
    return Results(
        runs,
        slow=frozenset({("reports", "zhlint"), ("reports", "lint-md")}),
        out={("reports", "lint-md"): "did not finish in 120 s"},
    )._replace(**more)  # type: ignore[arg-type]


def test_the_warming_round_counts_for_the_slow_alone() -> None:
    results = _results()
    assert sorted(results.counted(("reports", EXACT))) == [1, 2, 3]
    assert sorted(results.counted(("reports", "zhlint"))) == [0, 1]
    assert results.counted(("reports", "lint-md")) == {}


def test_ratios_are_taken_round_by_round() -> None:
    results = _results()
    assert results.ratio(("reports", EXACT), ("reports", LIMAE)) == 0.5
    assert results.ratio(("small", EXACT), ("small", BARE_PYTHON)) == 2
    assert results.ratio(("reports", EXACT), ("reports", "lint-md")) is None


def test_targets_say_reached_missed_or_not_measured() -> None:
    reading = Reading(zhupi=(2000, 1800), python_docx=(200, 180))
    made = tables(_results(reading=reading), COUNTS)["targets"].split("\n")
    verdicts = {line.split(" | ")[0].strip("| "): line for line in made[2:]}
    assert len(verdicts) == len(TARGETS)
    assert verdicts["no detector: reports, to limae, CPU"].endswith("| 0.50 | reached |")
    assert "| 10.0 | **missed**" in verdicts["Word files read, to python-docx's bare text"]
    assert "not measured" in verdicts["all rules: 10 MB to 1 MB, CPU"]
    assert "| 50.0 | reached" in verdicts["no detector: the highest peak of memory"]


def test_tables_tell_who_did_not_finish() -> None:
    table = tables(_results(), COUNTS)["reports"]
    assert "| lint-md | did not finish in 120 s |" in table
    assert "| zhupi --no-detector | 300 [200–400] | 600 [400–800] | 50 | 0.50 | 0.50 |" in table
    assert "3,333 | 3 |" in table
    widths = {line.count("|") for line in table.split("\n")}
    assert len(widths) == 1
    assert "| repeated lines | 1.2 %" in tables(_results(), COUNTS)["corpus"]


def test_tables_are_put_between_their_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- one -->\nold\n<!-- /one -->\nb\n<!-- two -->\nkept\n<!-- /two -->\n")
    fill(page, {"one": as_table(["x"], [["1"]]), "three": "nowhere"})
    assert page.read_text() == (
        "a\n<!-- one -->\n| x |\n| --- |\n| 1 |\n<!-- /one -->\nb\n<!-- two -->\nkept\n<!-- /two -->\n"
    )


def test_the_page_has_a_place_for_every_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in (*tables(_results(), COUNTS), "measured-on"):
        assert page.count(f"<!-- {name} -->\n") == page.count(f"<!-- /{name} -->") == 1, name


def test_a_process_is_measured_with_its_children(tmp_path: Path) -> None:
    burn = "n=0\nwhile n < 3_000_000: n += 1\nx = bytearray(80_000_000)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    with Stopwatch({}) as stopwatch:
        idle = stopwatch.run([sys.executable, "-I", "-c", "pass"], tmp_path, 30)
        busy = stopwatch.run([sys.executable, "-c", child], tmp_path, 30)
        ended = stopwatch.run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path, 30)
    assert busy.cpu > idle.cpu
    assert busy.peak > 76 > idle.peak
    assert (idle.code, busy.code, ended.code) == (0, 0, 3)


def test_a_process_is_stopped_at_the_limit(tmp_path: Path) -> None:
    with Stopwatch({}) as stopwatch:
        ran = stopwatch.run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, 0.2)
        assert ran.code < 0 and 0.2 <= ran.wall < 30
        assert stopwatch.run([sys.executable, "-c", "pass"], tmp_path, 30).code == 0


def test_what_cannot_be_started_is_said(tmp_path: Path) -> None:
    with Stopwatch({}) as stopwatch, pytest.raises(OSError, match="no-such-tool"):
        stopwatch.run(["no-such-tool"], tmp_path, 1)


class _Clock(Stopwatch):
    """Gives each command the time that its last argument says."""

    def __init__(self, code: int = 0) -> None:
        self.code = code
        self.count = 0

    def run(self, command: list[str], folder: Path, seconds: float) -> Ran:
        self.count += 1
        wall = float(Path(command[-1]).stem)
        return Ran(wall, wall, 1, self.code)


@pytest.mark.parametrize(
    ("wall", "times"), [(1, 4), (SLOW + 1, 2), (SLOWER + 1, 1), (130, 1)], ids=str
)
def test_the_slow_run_less_often(wall: float, times: int) -> None:
    runner = next(each for each in CONTENDERS if each.name == LIMAE)._replace(sets=("small",))
    clock = _Clock()
    race = Race(clock, Path(), {"small": [f"{wall}.md"]}, {runner.tool: Path()}, limit=120)
    results = race.run([runner], rounds=3)
    assert clock.count == times
    assert (("small", LIMAE) in results.out) == (wall > 120)


def test_a_failure_is_a_result(capsys: pytest.CaptureFixture[str]) -> None:
    runner = next(each for each in CONTENDERS if each.name == LIMAE)._replace(sets=("small",))
    race = Race(_Clock(134), Path(), {"small": ["1.md"]}, {runner.tool: Path()}, limit=120)
    assert race.run([runner], rounds=3).out == {("small", LIMAE): "failed with 134"}
    assert "FAILED LOUDLY" in capsys.readouterr().err


def test_a_peer_that_cannot_be_installed_is_skipped_loudly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benchmarks.installing.shutil.which", lambda _: None)
    here = Tool("python", "here", "", "")
    assert list(installed([Tool("x", "npm", "x", "1"), here], tmp_path)) == [here]
    assert "SKIPPED LOUDLY: x 1: there is no npm" in capsys.readouterr().err


def test_textlint_gets_the_misprints(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("部暑\t部署\n", encoding="utf-8")
    prepare({Tool("textlint", "npm", "textlint", "1"): tmp_path}, tmp_path / "words.tsv")
    made = (tmp_path / "prh.yml").read_text(encoding="utf-8")
    assert made == "version: 1\nrules:\n  - expected: 部署\n    pattern: 部暑\n"


def test_names_of_contenders_are_known() -> None:
    names = {each.name for each in CONTENDERS}
    assert len(names) == len(CONTENDERS)
    assert {ALL, EXACT, LIMAE, BARE_PYTHON, f"{EXACT}, 2 processes"} <= names
