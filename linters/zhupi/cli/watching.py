"""``--watch``: checking again whenever a file changes."""

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from time import strftime

from zhupi.cli.sources import Sources
from zhupi.engine.discovery import existing_file
from zhupi.errors import UserError
from zhupi.formats import SUFFIXES
from zhupi.lang import Lang, Text

_SETTLE = 300
"""Milliseconds: word processors write a file in several steps."""
_TURN = 500
"""Milliseconds between two looks at what is not in the folders that are watched."""
_SETTINGS = (".toml", ".yaml", ".yml", ".tsv")


def watch(options: argparse.Namespace, check: Callable[[], int], outputs: Iterable[str]) -> int:
    """Check, and again after each change; ends by an interruption only.

    ``outputs`` are files that the check writes.
    """
    from watchfiles import watch as changes_in

    own = set(map(os.path.realpath, outputs))
    paths = [Path(name) for name in options.paths or ["."]]
    folders = {_watched(path) for path in paths}
    sources = Sources(options, folders, own)
    sources.find()
    _check(check, options.lang)
    for changes in changes_in(
        *folders, recursive=any(path.is_dir() for path in paths),
        debounce=_SETTLE, rust_timeout=_TURN, yield_on_timeout=True, raise_interrupt=True,
    ):  # fmt: skip
        if sources.changed() or any(_matters(name, own) for _, name in changes):
            _check(check, options.lang)
            sources.find()
    return 0


def _watched(path: Path) -> Path:
    """A folder itself, of a file its folder: word processors put a new one in its place."""
    folder = path if path.is_dir() else path.parent
    if not folder.is_dir():
        existing_file(str(path))
    return folder


def _matters(name: str, own: Collection[str]) -> bool:
    path = Path(name)
    is_lock = path.name.startswith(("~$", "."))
    is_read = path.suffix.lower() in (*SUFFIXES, *_SETTINGS) and not is_lock
    return is_read and os.path.realpath(path) not in own


def _check(check: Callable[[], int], lang: Lang) -> None:
    time = strftime("%H:%M:%S")
    print(Text(f"—— {time} 检查 ——", f"-- {time} checking --").say(lang), file=sys.stderr)
    try:
        check()
    except UserError as error:
        print(error.say(lang), file=sys.stderr)
