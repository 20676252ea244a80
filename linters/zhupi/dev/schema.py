"""The JSON Schemas of rule files and of configurations, from the types that are decoded."""

import json
import re
from collections.abc import Mapping
from inspect import cleandoc
from typing import Any, Literal, get_args, get_origin

from zhupi.checks import CHECKS
from zhupi.patterns import BinaryFile, Regex
from zhupi.rulepacks.decoding import fields_of, key_of
from zhupi.rulepacks.spec import GenreSpec, PackSpec, RuleSpec
from zhupi.settings.spec import ConfigSpec

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    object: {},
    Regex: {"type": "string", "format": "regex"},
}
_FIELD_HELP = re.compile(r"^(\w+): (.*(?:\n {4,}\S.*)*)", re.MULTILINE)


def schemas() -> dict[str, str]:
    """The schema files by their path in the repository."""
    rule = {"$schema": _DIALECT, "title": "Zhupi rule", **_any_rule()}
    genre = {"$schema": _DIALECT, "title": "Zhupi genre", **schema_of(GenreSpec)}
    genre["properties"]["rules"] = {"type": "object", "additionalProperties": _any_rule()}
    pack = {"$schema": _DIALECT, "title": "Zhupi rule pack", **schema_of(PackSpec)}
    config = {"$schema": _DIALECT, "title": "zhupi.toml", **schema_of(ConfigSpec)}
    return {
        "rules/config.schema.json": _write(config),
        "rules/rule.schema.json": _write(rule),
        "rules/genre.schema.json": _write(genre),
        "rules/pack.schema.json": _write(pack),
    }


def schema_of(kind: Any) -> Schema:  # noqa: ANN401 (any type of the rule language)
    """The schema of a type."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if hasattr(kind, "__supertype__") or kind is BinaryFile:
        return {"type": "string"}
    if hasattr(kind, "_fields"):
        return _mapping(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": [choice for choice in arguments if choice]}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(arguments[1])}
    return {"type": "array", "items": schema_of(arguments[0])}


def field_help(cls: Any) -> dict[str, str]:  # noqa: ANN401 (any NamedTuple class)
    """What the docstring of a class says of each field."""
    found = _FIELD_HELP.findall(cleandoc(cls.__doc__))
    return {field: " ".join(text.split()) for field, text in found}


def _any_rule() -> Schema:
    """A rule is what every rule says, with the options of one kind of check."""
    return {"anyOf": [_rule(name, cls) for name, cls in sorted(CHECKS.items())]}


def _rule(name: str, cls: Any) -> Schema:  # noqa: ANN401
    common, options = _mapping(RuleSpec), _mapping(cls)
    check = {"const": name, "description": cleandoc(cls.__doc__).split("\n")[0]}
    return {
        "type": "object",
        "properties": {**common["properties"], **options["properties"], "check": check},
        "required": [*common["required"], *options["required"]],
        "additionalProperties": False,
    }


def _mapping(cls: Any) -> Schema:  # noqa: ANN401
    help_of = field_help(cls)
    properties = {}
    for field, kind in fields_of(cls).items():
        properties[key_of(field)] = schema_of(kind)
        if field in help_of:
            properties[key_of(field)]["description"] = help_of[field]
    required = [key_of(field) for field in cls._fields if field not in cls._field_defaults]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _write(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
