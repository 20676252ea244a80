"""What cannot be run without an extra is said, and is no success where it is all there is."""

import pytest

from zhupi.cli import main
from zhupi.testing import extras


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without any extra."""
    monkeypatch.setattr(extras, "find_spec", lambda name: None)


def test_the_other_rules_are_tested(bare, capsys: pytest.CaptureFixture[str]):
    assert main(["--lang", "en", "test", "copies", "suppression"]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "zhupi[copies]: 2 examples are not run: pip install 'zhupi[copies]'"
    ]
    assert " 0 rules failed" in said.out


def test_nothing_tested_is_no_success(bare, capsys: pytest.CaptureFixture[str]):
    assert main(["--lang", "en", "test", "copies"]) == 2
    assert "fix: pip install 'zhupi[copies]'" in capsys.readouterr().err
