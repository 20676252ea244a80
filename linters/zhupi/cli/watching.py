"""``--watch``: checking again whenever a file changes."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from zhupi.errors import UserError
from zhupi.formats import SUFFIXES
from zhupi.lang import Lang, Text

_SETTLE = 300
"""Milliseconds: word processors write a file in several steps."""
_SETTINGS = (".toml", ".yaml", ".yml", ".tsv")


def watch(paths: Sequence[str], check: Callable[[], int], lang: Lang = "zh") -> int:
    """Check, and again after each change; ends by an interruption only."""
    from watchfiles import watch as changes_in

    if paths == ["-"]:
        raise UserError(
            "--watch",
            Text("标准输入不能监视", "stdin cannot be watched"),
            Text("给出文件或文件夹", "name files or folders"),
        )
    _check(check, lang)
    # A file is watched by its folder: word processors put a new one in its place.
    watched = {str(path if path.is_dir() else path.parent) for path in map(Path, paths)}
    for changes in changes_in(*watched, debounce=_SETTLE, raise_interrupt=True):
        if any(_matters(Path(name)) for _, name in changes):
            _check(check, lang)
    return 0


def _matters(path: Path) -> bool:
    is_lock = path.name.startswith(("~$", "."))
    return path.suffix.lower() in (*SUFFIXES, *_SETTINGS) and not is_lock


def _check(check: Callable[[], int], lang: Lang) -> None:
    time = f"{datetime.now():%H:%M:%S}"
    print(Text(f"—— {time} 检查 ——", f"-- {time} checking --").say(lang), file=sys.stderr)
    try:
        check()
    except UserError as error:
        print(error.say(lang), file=sys.stderr)
