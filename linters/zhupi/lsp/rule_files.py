"""Rule files and configurations in the editor: what is wrong in them, and what may be written."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath
from typing import Any, NamedTuple, cast

from zhupi.errors import UserError
from zhupi.lang import Lang, Text
from zhupi.rulepacks import Rule, Ruleset
from zhupi.rulepacks.bundled import bundled_rules
from zhupi.rulepacks.loading import load_rule_file, read_manifest
from zhupi.rulepacks.plugins import all_checks
from zhupi.rulepacks.spec import MANIFEST
from zhupi.settings import CONFIG_FILE
from zhupi.settings.layers import parse_config
from zhupi.testing import test_rule

Schema = Mapping[str, Any]

_KEY = re.compile(
    r"""^(?P<indent>[ \t]*)(?P<dash>(?:-[ \t]+)*)(?P<key>["']?[\w/.*-]+["']?)[ \t]*[:=]"""
)
_TABLE = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]")
_RULE_NAMES = frozenset({"select", "enable", "ignore", "rule", "severity", "options"})


class Fault(NamedTuple):
    """What is wrong on a line, counted from 1."""

    line: int
    message: str


class Proposal(NamedTuple):
    """Something that may be written here, and what it is about."""

    words: str
    about: str = ""
    is_key: bool = False


class _Buffer(NamedTuple):
    """A file as the editor has it, for those who read files."""

    name: str
    text: str

    def is_file(self) -> bool:
        """Whether it can be read."""
        return True

    def read_text(self, encoding: str = "utf-8") -> str:
        """What stands in it."""
        return self.text


def kind_of(path: str) -> str:
    """Which schema a file has: ``rule``, ``pack`` or ``config``; none for another file."""
    name = PurePath(path).name
    if name == CONFIG_FILE:
        return "config"
    if name == MANIFEST:
        return "pack"
    is_yaml = name.endswith((".yaml", ".yml"))
    return "rule" if is_yaml and (Path(path).parent / MANIFEST).is_file() else ""


def faults_of(path: str, text: str, lang: Lang) -> list[Fault]:
    """What is wrong in a rule file or a configuration; of rules also what their examples say."""
    try:
        return list(_CHECKS[kind_of(path)](Path(path), text, lang))
    except UserError as error:
        line = error.where.rpartition(":")[2]
        return [Fault(int(line) if line.isdecimal() else 1, error.sentence(lang))]


def _rule_faults(path: Path, text: str, lang: Lang) -> Iterator[Fault]:
    file = cast(Traversable, _Buffer(path.name, text))
    pack = read_manifest(path.parent / MANIFEST, path.parent, path.parent.name)[0].pack
    for rule in load_rule_file(file, path.parent, path.name, pack, all_checks()):
        yield from _example_faults(rule, lang)


def _example_faults(rule: Rule, lang: Lang) -> Iterator[Fault]:
    for failure in test_rule(rule):
        line = failure.where.rpartition(":")[2]
        colon = Text("：", ": ").say(lang)
        message = f"{rule.name} {failure.what.say(lang)}{colon}{failure.mend.say(lang)}"
        yield Fault(int(line) if line.isdecimal() else 1, message)


def _pack_faults(path: Path, text: str, _lang: Lang) -> Iterator[Fault]:
    file = cast(Traversable, _Buffer(path.name, text))
    read_manifest(file, path.parent, path.parent.name)
    yield from ()


def _config_faults(path: Path, text: str, _lang: Lang) -> Iterator[Fault]:
    parse_config(path, text.encode("utf-8", "replace"))
    yield from ()


def _nothing(_path: Path, _text: str, _lang: Lang) -> Iterator[Fault]:
    yield from ()


_CHECKS = {"": _nothing, "rule": _rule_faults, "pack": _pack_faults, "config": _config_faults}


@cache
def _schema(kind: str) -> Schema:
    schema: Schema = json.loads(
        (bundled_rules() / f"{kind}.schema.json").read_text(encoding="utf-8")
    )
    return schema


def proposals(path: str, text: str, offset: int, ruleset: Ruleset) -> list[Proposal]:
    """What may be written at an offset of a rule file or a configuration."""
    kind = kind_of(path)
    if not kind:
        return []
    before = text[:offset].splitlines()
    line = before[-1] if before and not text[:offset].endswith("\n") else ""
    above = before[:-1] if line else before
    if kind == "config":
        return list(_in_toml(above, line, ruleset))
    schema = _schema("genre" if re.search(r"^genre\s*:", text, re.MULTILINE) else kind)
    return list(_in_yaml(schema, above, line, text))


def _in_yaml(schema: Schema, above: list[str], line: str, text: str) -> Iterator[Proposal]:
    found = _KEY.match(line)
    if found:
        here = _walk(schema, [*_parents(above, _column(found)), _key(found)], text)
        yield from _values(here)
        return
    indent = len(line) - len(line.lstrip(" -"))
    here = _walk(schema, _parents(above, indent), text)
    yield from _keys(here, _siblings(above, indent))


def _column(found: re.Match[str]) -> int:
    """How far in a key stands; what comes after a dash stands further in."""
    return len(found.group("indent")) + len(found.group("dash"))


def _key(found: re.Match[str]) -> str:
    return found.group("key").strip("\"'")


def _parents(above: list[str], indent: int) -> list[str]:
    """The keys under which a line of that indent stands, outermost first."""
    path: list[str] = []
    for line in reversed(above):
        found = _KEY.match(line)
        if found and _column(found) < indent:
            indent = len(found.group("indent"))
            path.insert(0, _key(found))
    return path


def _siblings(above: list[str], indent: int) -> set[str]:
    """The keys that stand beside a line of that indent, above it."""
    keys: set[str] = set()
    for line in reversed(above):
        found = _KEY.match(line)
        if found is None:
            continue
        if _column(found) < indent:
            break
        if _column(found) == indent:
            keys.add(_key(found))
        if found.group("dash"):
            break
    return keys


def _in_toml(above: list[str], line: str, ruleset: Ruleset) -> Iterator[Proposal]:
    table = next((m.group(1) for each in reversed(above) if (m := _TABLE.match(each))), "")
    path = [each.strip("\"' ") for each in table.split(".")] if table else []
    if path[:2] == ["tool", "zhupi"]:
        path = path[2:]
    found = _KEY.match(line)
    key = _key(found) if found else ""
    quoted = line.count('"') % 2 == 1 or line.count("'") % 2 == 1
    names = _RULE_NAMES & {key, *path[-1:]}
    if quoted and names and (key in _RULE_NAMES or path[-1:] == list(names)):
        for name in sorted({*ruleset.packs, *ruleset.names}):
            yield Proposal(name, _title(name, ruleset))
        return
    schema = _schema("config")
    if found:
        yield from _values(_walk(schema, [*path, key], ""))
        return
    yield from _keys(_walk(schema, path, ""), set())


def _title(name: str, ruleset: Ruleset) -> str:
    if name in ruleset.packs:
        return ruleset.packs[name].zh
    return next((rule.message.zh for rule in ruleset.rules if rule.name == name), "")


def _walk(schema: Schema, path: list[str], text: str) -> list[Schema]:
    """The schemas that may hold at a path; lists are entered as they come."""
    here = _alternatives(schema, text)
    for key in path:
        deeper: list[Schema] = []
        for each in here:
            properties = each.get("properties", {})
            if key in properties:
                deeper += _alternatives(properties[key], text)
            elif isinstance(each.get("additionalProperties"), Mapping):
                deeper += _alternatives(each["additionalProperties"], text)
        here = deeper
    return here


def _alternatives(schema: Schema, text: str) -> list[Schema]:
    """The schema, of a list that of its items; of rules those with the kind of check named."""
    if schema.get("type") == "array":
        return _alternatives(schema.get("items", {}), text)
    options = schema.get("anyOf")
    if options is None:
        return [schema]
    named = set(re.findall(r"^\s*check:\s*([\w-]+)\s*$", text, re.MULTILINE))
    fitting = [each for each in options if each["properties"]["check"].get("const") in named]
    return fitting or list(options)


def _keys(schemas: list[Schema], taken: set[str]) -> Iterator[Proposal]:
    told: set[str] = set(taken)
    for schema in schemas:
        for key, value in schema.get("properties", {}).items():
            if key not in told:
                told.add(key)
                yield Proposal(key, value.get("description", ""), is_key=True)


def _values(schemas: list[Schema]) -> Iterator[Proposal]:
    told: set[str] = set()
    for schema in schemas:
        words = list(schema.get("enum", [])) + ([schema["const"]] if "const" in schema else [])
        if schema.get("type") == "boolean":
            words += ["true", "false"]
        for word in words:
            if word not in told:
                told.add(word)
                yield Proposal(str(word), schema.get("description", ""))
