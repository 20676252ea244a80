"""The Pythons that the package says it runs on, as far as this computer has them."""

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.snippets import ROOT

_CLASSIFIERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["classifiers"]
VERSIONS = re.findall(r"Python :: (3\.\d+)$", "\n".join(_CLASSIFIERS), re.MULTILINE)
_TELL = "import sys; print('%d.%d' % sys.version_info[:2])"


def interpreter(version: str) -> str | None:
    """A Python of this version, such as 3.12: of ZHUPI_PYTHONS, on the PATH, of pyenv or of uv."""
    return next((each for each in _candidates(version) if _version(each) == version), None)


def _candidates(version: str) -> Iterator[str]:
    yield from filter(None, os.environ.get("ZHUPI_PYTHONS", "").split(os.pathsep))
    yield f"python{version}"
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    data = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR", data / "uv" / "python"))
    for folder in (pyenv, uv):
        yield from map(str, sorted(folder.glob(f"*{version}.*/bin/python{version}")))


def _version(python: str) -> str | None:
    """What it says itself: a shim of pyenv is on the PATH and starts nothing."""
    try:
        done = subprocess.run([python, "-c", _TELL], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
