"""Values from plain data: what ``json`` makes of NamedTuples, made into NamedTuples again."""

import types
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Builder = Callable[[Any], Any]


def rebuild(kind: type, data: object) -> Any:  # noqa: ANN401 (a value of that type)
    """The value of a type whose JSON ``data`` is; what does not fit raises TypeError or ValueError.

    Of types it knows NamedTuples, tuples, enumerations, and any of them or None; the rest, which
    JSON has as it is, stays as it is.
    """
    return _builder(kind)(data)


@cache
def _builder(kind: Any) -> Builder:  # noqa: ANN401 (a type)
    if hasattr(kind, "_fields"):
        return _of_fields(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _of_items(arguments)
    if origin in (Union, types.UnionType):
        (inner,) = (_builder(each) for each in arguments if each is not type(None))
        if inner is _as_it_is:
            return _as_it_is
        return lambda data: None if data is None else inner(data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _as_it_is


def _as_it_is(data: Any) -> Any:  # noqa: ANN401 (what JSON has)
    return data


def _of_fields(kind: Any) -> Builder:  # noqa: ANN401
    hints = get_type_hints(kind)
    builders = [_builder(hints[field]) for field in kind._fields]
    # Most fields are words and numbers, and a run that finds all its results kept has many.
    made = [(index, build) for index, build in enumerate(builders) if build is not _as_it_is]
    make: Builder = kind._make
    if not made:
        return make

    def build_all(data: Any) -> Any:  # noqa: ANN401
        values = list(data)
        if len(values) != len(builders):
            raise ValueError(f"{kind.__name__} has {len(builders)} fields")
        for index, build in made:
            values[index] = build(values[index])
        return make(values)

    return build_all


def _of_items(arguments: tuple[Any, ...]) -> Builder:
    first = _builder(arguments[0])
    if arguments[1:] == (...,):
        if first is _as_it_is:
            return tuple
        return lambda data: tuple([first(value) for value in data])
    builders = [_builder(each) for each in arguments]
    return lambda data: tuple([build(value) for build, value in zip(builders, data, strict=True)])
