"""What a client adds to the files of a project: words, and findings that somebody accepts."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from zhupi.engine.discovery import read_file
from zhupi.engine.writing import write_file
from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.rulepacks.words import WORDS_FILE
from zhupi.settings import CONFIG_FILE, PROJECT_FILE
from zhupi.settings.layers import parse_config
from zhupi.settings.project import find_config, find_words

_PATTERN = re.compile(r"[\\*?\[\]!# ]")


class Accepted(NamedTuple):
    """A finding that stays: its rule, its words, and why."""

    rule: str
    quote: str
    reason: str


def add_word(word: str, document: Path, folders: Sequence[str]) -> Path:
    """Add a word to the nearest file of words, else to one in the workspace; returns the file."""
    if word.split() != [word] or word.startswith("#"):
        raise UserError(
            word,
            Text("不是一个词", "this is no word"),
            Text("一次加一个词，中间没有空格", "add one word, without spaces"),
        )
    file = find_words(document.parent) or _home(document.parent, folders) / WORDS_FILE
    write_file(file, f"{_start(file)}{word}\n".encode("utf-8", "replace"))
    return file


def add_suppression(
    accepted: Accepted, document: Path, folders: Sequence[str], config: str = ""
) -> Path:
    """Add an entry to the configuration that holds for a document, else to one in the workspace.

    Raises UserError, and writes nothing, where the file would be no configuration afterwards.
    """
    nearest = Path(config) if config else find_config(document.parent)
    file = nearest or _home(document.parent, folders) / CONFIG_FILE
    table = "tool.zhupi.suppress" if file.name == PROJECT_FILE else "suppress"
    start = _start(file)
    gap = "\n" if start else ""
    raw = f"{start}{gap}[[{table}]]\n{_entry(accepted, document, file)}".encode("utf-8", "replace")
    parse_config(file, raw)
    write_file(file, raw)
    return file


def _entry(accepted: Accepted, document: Path, file: Path) -> str:
    entry: dict[str, object] = {"rule": accepted.rule, "quote": accepted.quote}
    if document.is_relative_to(file.parent):
        name = document.relative_to(file.parent).as_posix()
        entry["files"] = ["/" + _PATTERN.sub(r"\\\g<0>", name)]
    entry["reason"] = accepted.reason
    return "".join(f"{key} = {_toml(value)}\n" for key, value in entry.items() if value)


def _toml(value: object) -> str:
    """A string or a list as TOML, whose escapes are those of JSON; DEL may not stand there bare."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _start(file: Path) -> str:
    """What stands in a file already, ended by a line end."""
    old = read_file(file).decode("utf-8-sig", "replace") if file.is_file() else ""
    return old if not old or old.endswith("\n") else f"{old}\n"


def _home(folder: Path, folders: Sequence[str]) -> Path:
    """The folder of the workspace that holds a folder, else that folder itself."""
    return next((Path(each) for each in folders if folder.is_relative_to(each)), folder)
