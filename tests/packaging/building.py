"""The package built the way it is released, and what stands in it."""

import email
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def build(target: Path, *options: str) -> Path:
    """Builds into the folder; returns the wheel. Without options it is made from the sdist."""
    command = [sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", target, ROOT]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = target.glob("*.whl")
    return wheel


def names(wheel: Path) -> set[str]:
    """The files of a wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def metadata(wheel: Path) -> Message:
    """The fields that a package index shows; the payload is the description."""
    with zipfile.ZipFile(wheel) as opened:
        (name,) = (each for each in opened.namelist() if each.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(opened.read(name))
