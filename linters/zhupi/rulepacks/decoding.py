"""From YAML data to typed values: a NamedTuple's fields are the keys that a mapping may have."""

import typing
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from zhupi.checks.base import BadOption, Check
from zhupi.errors import BadRule
from zhupi.lang import Text
from zhupi.patterns import BinaryFile, DataFile, Regex, binary_file, compile_pattern, is_too_large
from zhupi.rulepacks.place import Place

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_NAMES = {
    str: Text("文字", "text"),
    int: Text("整数", "a whole number"),
    float: Text("数字", "a number"),
    bool: Text("true 或 false", "true or false"),
}


def key_of(field: str) -> str:
    """The key in YAML of a field: ``lead_not`` is ``lead-not``, ``from_`` is ``from``."""
    return field.rstrip("_").replace("_", "-")


def fields_of(cls: Any) -> dict[str, Any]:  # noqa: ANN401 (any NamedTuple class)
    """The fields of a NamedTuple class with their types."""
    hints = typing.get_type_hints(cls)
    return {field: hints[field] for field in cls._fields}


def unsupported_fields(cls: Any) -> list[str]:  # noqa: ANN401
    """The fields whose types rule files cannot give.

    Allowed are str, int, float, bool, Regex, DataFile, BinaryFile, Literal of words, tuple[X, ...],
    Mapping[str, X] and NamedTuples of these.
    """
    return [field for field, kind in fields_of(cls).items() if not _is_supported(kind)]


def _is_supported(kind: Any) -> bool:  # noqa: ANN401
    if kind in _NAMES or kind in _SPECIAL or kind is object:
        return True
    if hasattr(kind, "_fields"):
        return not unsupported_fields(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return all(isinstance(choice, str) for choice in arguments)
    if origin is tuple:
        return len(arguments) == 2 and arguments[1] is ... and _is_supported(arguments[0])
    return origin is Mapping and arguments[0] is str and _is_supported(arguments[1])


def decode(kind: Any, data: object, place: Place) -> Any:  # noqa: ANN401 (a type, and a value of it)
    """``data`` as a value of ``kind``; raises BadRule with the line of what does not fit."""
    if kind is object:
        return data
    if kind in _SPECIAL:
        return _SPECIAL[kind](_plain(str, data, place), place)
    if hasattr(kind, "_fields"):
        return decode_mapping(kind, as_mapping(data, place), place)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is None:
        return _plain(kind, data, place)
    if origin is Literal:
        return _choice(arguments, data, place)
    return _collection(origin, arguments, data, place)


def _collection(origin: type, arguments: tuple[Any, ...], data: object, place: Place) -> Any:  # noqa: ANN401
    if issubclass(origin, Mapping):
        entries = as_mapping(data, place).items()
        return {key: decode(arguments[1], value, place.child(key)) for key, value in entries}
    items = enumerate(_sequence(data, place))
    return tuple(decode(arguments[0], item, place.child(index)) for index, item in items)


def decode_mapping(cls: Any, data: Mapping[str, object], place: Place) -> Any:  # noqa: ANN401
    """A mapping as a NamedTuple; unknown and missing keys are errors."""
    fields = fields_of(cls)
    by_key = {key_of(field): field for field in fields}
    refuse_unknown_keys(data, list(by_key), place)
    values = {
        by_key[key]: decode(fields[by_key[key]], value, place.child(key))
        for key, value in data.items()
    }
    missing = [
        key for key, field in by_key.items() if field not in values and not _optional(cls, field)
    ]
    if missing:
        names = "、".join(missing)
        raise place.bad(
            Text(f"缺少键：{names}", f"missing keys: {', '.join(missing)}"),
            Text(f"补上 {names}", f"add {', '.join(missing)}"),
        )
    return cls(**values)


def refuse_unknown_keys(data: Mapping[str, object], known: list[str], place: Place) -> None:
    """Raise BadRule for the first key that is not among the known ones."""
    for key in data:
        if key not in known:
            raise place.child(key).bad(
                Text(f"不认识的键“{key}”", f"unknown key “{key}”"), suggest(key, known)
            )


def suggest(word: str, known: list[str], otherwise: Text | None = None) -> Text:
    """What to write for a misspelt word: the nearest known one; else ``otherwise``, or all."""
    from difflib import get_close_matches  # only for messages

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return Text(f"是不是“{near[0]}”？", f"did you mean “{near[0]}”?")
    if otherwise:
        return otherwise
    return Text(f"可以写：{'、'.join(sorted(known))}", f"one of: {', '.join(sorted(known))}")


def as_mapping(data: object, place: Place) -> dict[str, object]:
    """``data`` as a mapping; raises BadRule when it is none."""
    if not isinstance(data, dict):
        raise place.bad(
            Text("这里应为几个键和它们的值", "keys and values are wanted here"),
            Text("一行写一个键和它的值", "write a key and its value on each line"),
        )
    return data


def _optional(cls: Any, field: str) -> bool:  # noqa: ANN401
    return field in cls._field_defaults


def _sequence(data: object, place: Place) -> list[object]:
    if not isinstance(data, list):
        raise place.bad(
            Text("这里应为列表", "a list is wanted here"),
            Text('写成 ["甲", "乙"]，只有一项也要括号', 'write ["a", "b"], also for one item'),
        )
    return data


def _choice(choices: tuple[str, ...], data: object, place: Place) -> str:
    if not isinstance(data, str) or data not in choices:
        raise place.bad(
            Text(f"不能是“{_shown(data)}”", f"“{_shown(data)}” is not allowed here"),
            suggest(str(data), [choice for choice in choices if choice]),
        )
    return str(data)


def _shown(data: object) -> str:
    """A value as files have it: false, not False."""
    return str(data).lower() if isinstance(data, bool) else str(data)


def _plain(kind: type, data: object, place: Place) -> Any:  # noqa: ANN401
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:
        name = _NAMES[kind]
        raise place.bad(
            Text(f"这里应为{name.zh}", f"{name.en} is wanted here"),
            Text("文字含特殊符号时加引号", "put quotes around text with special characters"),
        )
    return data


def _pattern(pattern: str, place: Place) -> Regex:
    import regex

    if is_too_large(pattern):
        raise place.bad(
            Text("正则表达式里的重复次数过大", "the repeats of the pattern are too large"),
            Text("减小花括号里的次数，避免层层嵌套", "lower the counts in braces, nest them less"),
        )
    try:
        compile_pattern(Regex(pattern))
    except (regex.error, OverflowError, MemoryError, RecursionError) as error:
        what = str(error) or type(error).__name__
        raise place.bad(
            Text(f"正则表达式有误：{what}", f"bad pattern: {what}"),
            Text("查括号、反斜杠和重复次数", "look at brackets, backslashes and repeats"),
        ) from None
    return Regex(pattern)


def _data_file(name: str, place: Place) -> "Traversable":
    file = place.source.folder / name
    if "/" in name or "\\" in name or not file.is_file():
        raise place.bad(
            Text(f"没有文件“{name}”", f"there is no file “{name}”"),
            Text("数据文件应与规则文件在同一文件夹", "a data file stands beside its rule file"),
        )
    return file


def _file(name: str, place: Place) -> DataFile:
    try:
        return DataFile(_data_file(name, place).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise place.bad(
            Text(f"“{name}”不是 UTF-8 文件", f"“{name}” is not UTF-8"),
            Text("另存为 UTF-8", "save it as UTF-8"),
        ) from None
    except OSError as error:
        raise _unreadable(name, place, error) from None


def _binary_file(name: str, place: Place) -> BinaryFile:
    try:
        return binary_file(_data_file(name, place).read_bytes())
    except OSError as error:
        raise _unreadable(name, place, error) from None


def _unreadable(name: str, place: Place, error: OSError) -> BadRule:
    return place.bad(
        Text(f"读不了“{name}”（{error.strerror}）", f"cannot read “{name}” ({error.strerror})"),
        Text("检查路径和权限", "check the path and its permissions"),
    )


_SPECIAL: dict[Any, Callable[[str, Place], Any]] = {
    Regex: _pattern,
    DataFile: _file,
    BinaryFile: _binary_file,
}


def validate(check: Check, place: Place) -> None:
    """Raise BadRule for options that do not go together."""
    valid = getattr(check, "validate", None)
    if valid is None:
        return
    try:
        valid()
    except BadOption as error:
        mend = Text("改正后再运行 zhupi test", "correct it, then run zhupi test")
        raise place.child(error.key).bad(error.what, mend) from None
