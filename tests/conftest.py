"""Fixtures that many tests share."""

from pathlib import Path

import pytest

from zhupi import Ruleset, load_ruleset

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    return load_ruleset()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The data beside the checkout that is not part of it."""
    if not SHARED.is_dir():
        pytest.skip(f"SKIPPED LOUDLY: {SHARED} is not here; the tests over its files do not run")
    return SHARED
