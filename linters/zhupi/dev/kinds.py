"""A page of all kinds of checks, from their docstrings, with a rule that uses each."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from zhupi.checks import CHECKS
from zhupi.dev.schema import field_help, schema_of
from zhupi.rulepacks.bundled import bundled_rules
from zhupi.rulepacks.decoding import fields_of, key_of
from zhupi.rulepacks.loading import GENRE_KINDS, load_packs

PAGE = "docs/check-kinds.md"
_HEAD = """\
<!-- Made by make generate from the docstrings of zhupi.checks; do not edit. -->

# Kinds of checks

What `check:` may say in a rule file, with the options of each kind and a bundled rule that uses
it. What every rule says besides (`message`, `severity`, `why`, `examples` …) is told in
[the tutorial](tutorial.md); in Chinese, kind by kind in a line, in
[rules/README.md](../rules/README.md). Kinds marked *genre* need the parts that a genre file
defines: [genres.md](genres.md). A kind of your own: [plugins.md](plugins.md).
"""


def kinds_page() -> dict[str, str]:
    """The page by its path in the repository."""
    parts = ([_HEAD], *(_kind(name, cls) for name, cls in sorted(CHECKS.items())))
    return {PAGE: "\n".join(line for part in parts for line in part)}


def _kind(name: str, cls: Any) -> Iterator[str]:  # noqa: ANN401 (a NamedTuple class)
    yield f"## {name}\n"
    genre = " *(genre)*" if name in GENRE_KINDS else ""
    yield f"{cls.__doc__.strip().splitlines()[0]}{genre}\n"
    fields = list(_options(cls))
    if fields:
        yield "| option | value | default | |\n|---|---|---|---|"
        yield from fields
        yield ""
    names = cls.message_fields()
    if names:
        yield f"In `message`: {', '.join(f'`{{{each}}}`' for each in names)}.\n"
    yield from _example(name)


def _options(cls: Any) -> Iterator[str]:  # noqa: ANN401
    help_of = field_help(cls)
    for field, kind in fields_of(cls).items():
        about = help_of.get(field, "").replace("|", "\\|")
        yield f"| `{key_of(field)}` | {_value(kind)} | {_default(cls, field)} | {about} |"


def _value(kind: Any) -> str:  # noqa: ANN401 (any type of the rule language)
    if get_origin(kind) is Literal:
        return " ".join(f"`{each}`" for each in get_args(kind) if each)
    schema = schema_of(kind)
    if "enum" in schema:
        return " ".join(f"`{each}`" for each in schema["enum"])
    name = str(schema.get("type", ""))
    return {"array": "list", "object": "table"}.get(name, name)


def _default(cls: Any, field: str) -> str:  # noqa: ANN401
    if field not in cls._field_defaults:
        return "*required*"
    value = cls._field_defaults[field]
    return f"`{str(value).lower()}`" if isinstance(value, int | float) else ""


def _example(kind: str) -> Iterator[str]:
    """A bundled rule of this kind: the one with the shortest file."""
    rules = [rule for pack in load_packs(bundled_rules(), CHECKS, "rules") for rule in pack.rules]
    names = [rule.where.rpartition(":")[0] for rule in rules if rule.kind == kind]
    alone = [name for name in names if not name.startswith("rules/genres/")]
    if alone:
        name = min(alone, key=lambda each: (len(_read(each)), each))
        yield f"[{name}](../{name}):\n"
        yield f"```yaml\n{_read(name).rstrip()}\n```\n"
    elif names:
        yield f"Used in [{names[0]}](../{names[0]}).\n"


def _read(name: str) -> str:
    file = bundled_rules().joinpath(name.removeprefix("rules/"))
    return file.read_text(encoding="utf-8")
