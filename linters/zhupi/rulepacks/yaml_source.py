"""Reading YAML so that every value knows its line.

The scalars are those of YAML 1.2's core schema: ``no`` is a word and ``7:1`` is no number of
seconds, as in YAML 1.1. A key that stands twice is an error.
"""

import re
from importlib.resources.abc import Traversable

import yaml

from zhupi.errors import BadRule
from zhupi.lang import Text
from zhupi.rulepacks.place import Path, Place, Source

_DEEPEST = 20
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?\d+")
_FLOAT = re.compile(r"[-+]?(\d+\.\d*|\.\d+)")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(file: Traversable, folder: Traversable, name: str) -> tuple[object, Place]:
    """The data of a YAML file and its place; raises BadRule."""
    lines: dict[Path, int] = {(): 1}
    if not file.is_file():  # a pipe would be waited for
        raise BadRule(
            name,
            Text(
                "没有这个文件，或不是普通文件", "there is no such file, or it is not a regular one"
            ),
            Text("检查路径，移走管道、链接等", "check the path; move pipes and links away"),
        )
    try:
        node = _Loader(file.read_text(encoding="utf-8-sig")).get_single_node()
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        problem = getattr(error, "problem", None) or "syntax"
        raise BadRule(
            f"{name}:{line}",
            Text(f"YAML 语法错误（{problem}）", f"not valid YAML ({problem})"),
            Text(
                "缩进只能用空格；含冒号、井号的文字要加引号；反斜杠用单引号",
                "indent with spaces; quote text with : or #; single quotes for backslashes",
            ),
        ) from None
    except UnicodeDecodeError:
        raise BadRule(
            name, Text("不是 UTF-8 文件", "not UTF-8"), Text("另存为 UTF-8", "save it as UTF-8")
        ) from None
    except OSError as error:
        raise BadRule(
            name,
            Text(f"读不了（{error.strerror}）", f"cannot read it ({error.strerror})"),
            Text("检查路径和权限", "check the path and its permissions"),
        ) from None
    place = Place(Source(name, folder, lines))
    return (None if node is None else _value(node, place, lines, set())), place


def _value(node: yaml.Node, place: Place, lines: dict[Path, int], seen: set[int]) -> object:
    lines[place.path] = node.start_mark.line + 1
    if id(node) in seen:
        raise place.bad(
            Text("规则文件里不能用 YAML 别名（*）", "aliases (*) have no place in rule files"),
            Text("把内容写出来", "write it out"),
        )
    seen.add(id(node))
    if len(place.path) > _DEEPEST:
        raise place.bad(
            Text("嵌套过深", "nested too deeply"), Text("减少嵌套层次", "nest less deeply")
        )
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lines, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, place.child(i), lines, seen) for i, item in enumerate(node.value)]
    # The C parser calls the style of a plain scalar "", the Python parser None.
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return _scalar(node.value) if plain else node.value


def _mapping(
    node: yaml.MappingNode, place: Place, lines: dict[Path, int], seen: set[int]
) -> dict[str, object]:
    mapping: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        inner = place.child(key)
        if key in mapping:
            lines[inner.path] = key_node.start_mark.line + 1
            raise inner.bad(
                Text(f"键“{key}”写了两次", f"the key “{key}” stands twice"),
                Text("删去其中一个", "delete one of them"),
            )
        mapping[key] = _value(value_node, inner, lines, seen)
        # A block value starts below its key; messages name the line of the key.
        lines[inner.path] = key_node.start_mark.line + 1
    return mapping


def _scalar(word: str) -> object:
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    return float(word) if _FLOAT.fullmatch(word) else word
