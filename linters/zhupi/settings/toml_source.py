"""Reading TOML so that every value knows its line, which ``tomllib`` does not tell."""

import re
from pathlib import Path

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.rulepacks.place import Path as KeyPath
from zhupi.rulepacks.place import Place, Source

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*')"""
_KEYS = re.compile(rf"{_KEY}(?:\s*\.\s*{_KEY})*")
_ONE_KEY = re.compile(_KEY)
_TABLE = re.compile(rf"\s*(\[\[?)\s*({_KEYS.pattern})\s*\]")
_ENTRY = re.compile(rf"\s*({_KEYS.pattern})\s*=")
# Of a value, what opens and closes, and what may hold such marks without meaning them.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{},\n]',
    re.DOTALL,
)


def read_toml(raw: bytes, name: str, folder: Path) -> tuple[dict[str, object], Place]:
    """The data of a TOML file and its place; raises UserError with the line of a fault."""
    import tomllib  # only where there is a configuration

    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except UnicodeDecodeError:
        raise UserError(
            name, Text("不是 UTF-8 文件", "not UTF-8"), Text("另存为 UTF-8", "save it as UTF-8")
        ) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        where = f"{name}:{found.group(1)}" if found else name
        raise UserError(
            where,
            Text(f"TOML 语法错误（{error}）", f"not valid TOML ({error})"),
            Text('文字要加引号，列表写成 ["甲", "乙"]', 'quote words; lists are ["a", "b"]'),
        ) from None
    return data, Place(Source(name, folder, _lines(text)))


def _lines(text: str) -> dict[KeyPath, int]:
    """The line of each key, table and list item of a valid TOML text."""
    lines: dict[KeyPath, int] = {(): 1}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    position = 0
    while position < len(text):
        number = text.count("\n", 0, position) + 1
        head, entry = _TABLE.match(text, position), _ENTRY.match(text, position)
        if head:
            number += text[position : head.start(2)].count("\n")
            table = _enter(_split(head.group(2)), head.group(1) == "[[", counts)
            lines[table] = number
            position = _line_end(text, head.end())
        elif entry:
            number += text[position : entry.start(1)].count("\n")
            path = (*table, *_split(entry.group(1)))
            lines[path] = number
            position = _value_end(text, entry.end(), path, lines)
        else:
            position = _line_end(text, position)
    return lines


def _split(keys: str) -> KeyPath:
    return tuple(key.strip("\"'") for key in _ONE_KEY.findall(keys))


def _enter(keys: KeyPath, is_list: bool, counts: dict[KeyPath, int]) -> KeyPath:
    """The path of a table; one of a list of tables has its number in it."""
    path: KeyPath = ()
    for key in keys[:-1]:
        path = (*path, key)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, keys[-1])
    if not is_list:
        return path
    counts[path] = counts.get(path, 0) + 1
    return (*path, counts[path] - 1)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end + 1


def _value_end(text: str, position: int, path: KeyPath, lines: dict[KeyPath, int]) -> int:
    """Where the line ends on which a value does; the items of a list are noted on the way."""
    depth = item = 0
    for token in _TOKEN.finditer(text, position):
        mark = token.group()
        if depth == 1 and mark[0] in "\"'[{":
            lines.setdefault((*path, item), text.count("\n", 0, token.start()) + 1)
        depth += (mark in ("[", "{")) - (mark in ("]", "}"))
        item += mark == "," and depth == 1
        if mark == "\n" and depth == 0:
            return token.end()
    return len(text)
