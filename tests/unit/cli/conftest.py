"""A folder to run the program in."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "好.txt").write_text("认真贯彻落实会议精神。\n")
    (tmp_path / "坏.md").write_text("# 报告\n\n召开会议部暑工作。\n")
    return tmp_path
