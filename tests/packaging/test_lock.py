"""The lock of development fits pyproject.toml, can be checked, and names no host."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.building import ROOT

LOCK = (ROOT / "requirements-dev.lock").read_text()
ENTRIES = re.findall(r"^(\S.*?) \\\n((?:    --hash=.*\n)+)", LOCK, re.MULTILINE)
LOCKED = [Requirement(entry) for entry, _ in ENTRIES]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WANTED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["docs"],
    *(each for each in PROJECT["project"]["optional-dependencies"]["dev"] if each != "zhupi[docs]"),
    *PROJECT["build-system"]["requires"],
]


@pytest.mark.parametrize("wanted", WANTED)
def test_what_is_wanted_is_locked(wanted: str):
    """Run `make lock` when this fails."""
    asked = Requirement(wanted)
    found = [
        next(iter(each.specifier)).version
        for each in LOCKED
        if canonicalize_name(each.name) == canonicalize_name(asked.name)
    ]
    assert found, f"{asked.name} is not in the lock (run: make lock)"
    wrong = [each for each in found if not asked.specifier.contains(each, prereleases=True)]
    assert wrong == [], f"{asked} is locked at {wrong} (run: make lock)"


def test_each_entry_is_one_version_with_hashes():
    lines = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(lines) == len(LOCKED)
    assert {specifier.operator for each in LOCKED for specifier in each.specifier} == {"=="}


def test_it_names_no_host():
    assert "://" not in LOCK
    assert "--index-url" not in LOCK
