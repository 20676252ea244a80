"""What was there before, by file, rule and words: lines may move, nothing new may hide."""

from pathlib import Path

import pytest

from tests.unit.reporters.reporting import result_for
from zhupi import UserError
from zhupi.checking.baseline import Baseline, empty_baseline, read_baseline, tally, written


@pytest.fixture
def office(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def result_of(text: str, ruleset, name: str = "a.md"):
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text)
    return result_for(text, name, ruleset)


def recorded(*results) -> Baseline:
    file = Path("zhupi-baseline.json")
    file.write_text(written(empty_baseline(file).record(results)))
    return read_baseline(file)


def test_what_is_recorded_is_not_new_wherever_it_moves(office: Path, ruleset):
    baseline = recorded(result_of("会议部暑工作。\n", ruleset))
    moved = result_of("# 标题\n\n新的一段。\n\n会议部暑工作。\n", ruleset)
    assert baseline.new(moved).located == () and moved.located
    assert baseline.stale() == {}


def test_more_than_was_recorded_is_new(office: Path, ruleset):
    baseline = recorded(result_of("会议部暑工作。\n", ruleset))
    twice = result_of("会议部暑工作。\n\n又部暑一次。\n\n观念淡簿。\n", ruleset)
    new = baseline.new(twice).located
    assert [(each.quote, each.extent.start.line) for each in new] == [("部暑", 3), ("淡簿", 5)]


def test_the_same_words_of_another_file_are_new(office: Path, ruleset):
    baseline = recorded(result_of("会议部暑工作。\n", ruleset))
    assert baseline.new(result_of("会议部暑工作。\n", ruleset, "b.md")).located


def test_what_is_mended_is_stale_and_can_be_forgotten(office: Path, ruleset):
    faulty = result_of("会议部暑工作，观念淡簿。\n", ruleset)
    gone = result_of("部暑。\n", ruleset, "gone.md")
    other = result_of("部暑。\n", ruleset, "sub/other.md")
    baseline = recorded(faulty, gone, other)
    Path("gone.md").unlink()
    baseline.new(result_of("会议部署工作，观念淡簿。\n", ruleset))
    stale = baseline.stale()
    assert set(stale) == {("a.md", "typo/word", "部暑"), ("gone.md", "typo/word", "部暑")}
    kept = baseline.pruned()
    assert set(kept) == {("a.md", "typo/word", "淡簿"), ("sub/other.md", "typo/word", "部暑")}
    assert tally(kept) == (2, 2)


def test_recording_some_files_keeps_the_others(office: Path, ruleset):
    baseline = recorded(result_of("部暑。\n", ruleset), result_of("淡簿。\n", ruleset, "b.md"))
    known = baseline.record([result_of("部署。\n", ruleset)])
    assert set(known) == {("b.md", "typo/word", "淡簿")}


def test_what_did_not_run_is_neither_stale_nor_forgotten(office: Path, ruleset):
    baseline = recorded(result_of("会议部暑工作，约50人左右。\n", ruleset))
    mended = result_of("会议部署工作，50人。\n", ruleset)

    def only_typos(_path: str, rule: str) -> bool:
        return rule.startswith("typo/")

    baseline.new(mended)
    assert {key[1] for key in baseline.stale(only_typos)} == {"typo/word"}
    kept = baseline.record([mended], only_typos)
    assert kept and not any(rule.startswith("typo/") for _, rule, _ in kept)


def test_the_file_is_the_same_for_the_same(office: Path, ruleset):
    results = [result_of("部暑，淡簿。\n", ruleset, name) for name in ("b.md", "a.md")]
    file = Path("x.json")
    one = written(empty_baseline(file).record(results))
    assert one == written(empty_baseline(file).record(results[::-1])) and "line" not in one


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 9, "files": {}}', '{"version": 1, "files": []}']
)
def test_what_is_no_baseline_is_said(office: Path, text: str):
    Path("x.json").write_text(text)
    with pytest.raises(UserError, match=r"x\.json"):
        read_baseline(Path("x.json"))


def test_a_baseline_that_is_missing_is_said(office: Path):
    with pytest.raises(UserError) as caught:
        read_baseline(Path("missing.json"))
    assert "zhupi baseline" in caught.value.mend.zh
