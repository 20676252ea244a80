"""Fixtures that many tests share."""

import atexit
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from zhupi import Ruleset, load_ruleset

# No test fails on a stopwatch. `pytest --hypothesis-profile many` looks harder.
settings.register_profile("some", deadline=None, print_blob=True, max_examples=200)
settings.register_profile("many", deadline=None, print_blob=True, max_examples=20_000)
settings.load_profile("some")

# No test sees what an earlier run kept, nor leaves anything in the user's own folder.
os.environ["ZHUPI_CACHE_DIR"] = tempfile.mkdtemp(prefix="zhupi-test-cache-")
atexit.register(shutil.rmtree, os.environ["ZHUPI_CACHE_DIR"], ignore_errors=True)

# Whoever runs the tests in the background lets them ignore Ctrl+C, and so all that they start.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

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
