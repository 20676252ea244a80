"""Loading packs: each folder with a pack.yaml, each YAML file in it a rule or a genre."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from zhupi.checks.base import Check
from zhupi.errors import BadRule
from zhupi.lang import Text
from zhupi.model.finding import Severity
from zhupi.rulepacks.decoding import (
    as_mapping,
    decode,
    decode_mapping,
    fields_of,
    key_of,
    refuse_unknown_keys,
    suggest,
    validate,
)
from zhupi.rulepacks.genres import load_genre
from zhupi.rulepacks.place import Place
from zhupi.rulepacks.rule import PLACEHOLDER, Held, Rule, traits_of
from zhupi.rulepacks.spec import MANIFEST, PackSpec, RuleSpec
from zhupi.rulepacks.yaml_source import read_yaml

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

# These look at the parts and items that a genre file defines.
GENRE_KINDS = frozenset(
    {"outline", "numbered", "pair", "formula", "frame", "length", "promised-items", "table"}
)

Checks = Mapping[str, Any]


class Pack(NamedTuple):
    """A loaded pack: its rules, and the titles of it and of its genres."""

    titles: Mapping[str, Text]
    rules: tuple[Rule, ...]


def load_packs(root: Traversable, checks: Checks, shown: str = "") -> Iterator[Pack]:
    """The packs below a folder; ``shown`` is what messages call the folder."""
    shown = shown or str(root)
    folders = [root, *sorted(root.iterdir(), key=lambda entry: entry.name)]
    for folder in folders:
        if folder.is_dir() and (folder / MANIFEST).is_file():
            name = shown if folder is root else f"{shown}/{folder.name}"
            yield load_pack(folder, checks, name)


def load_pack(folder: Traversable, checks: Checks, shown: str) -> Pack:
    """One pack; raises BadRule for anything in it that does not fit."""
    spec, place = read_manifest(folder / MANIFEST, folder, shown)
    titles = {spec.pack: Text(spec.title, spec.title_en)}
    rules: list[Rule] = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith((".yaml", ".yml")) and file.name != MANIFEST:
            titles |= _load_file(
                file, folder, f"{shown}/{file.name}", _Into(spec.pack, checks, rules)
            )
    if not rules:
        raise place.bad(
            Text("规则包里没有规则", "the pack has no rules"),
            Text("在同一文件夹里添加规则文件", "add a rule file to the folder"),
        )
    return Pack(titles, tuple(rule._replace(chinese_only=spec.chinese_only) for rule in rules))


def read_manifest(file: Traversable, folder: Traversable, shown: str) -> tuple[PackSpec, Place]:
    """What the manifest of a pack says; raises BadRule."""
    data, place = read_yaml(file, folder, f"{shown}/{MANIFEST}")
    spec: PackSpec = decode(PackSpec, data, place)
    _check_name(spec.pack, place.child("pack"))
    return spec, place


def load_rule_file(
    file: Traversable, folder: Traversable, shown: str, pack: str, checks: Checks
) -> list[Rule]:
    """The rules of one file of a pack; raises BadRule."""
    rules: list[Rule] = []
    _load_file(file, folder, shown, _Into(pack, checks, rules))
    return rules


class _Into(NamedTuple):
    """Where the rules of a file go."""

    pack: str
    checks: Checks
    rules: list[Rule]


def _load_file(file: Traversable, folder: Traversable, shown: str, into: _Into) -> dict[str, Text]:
    data, place = read_yaml(file, folder, shown)
    mapping = as_mapping(data, place)
    name = file.name.rpartition(".")[0]
    if "genre" in mapping:
        return _load_genre(mapping, place, name, into)
    _check_name(name, place)
    into.rules.append(build_rule(f"{into.pack}/{name}", mapping, place, into.checks))
    return {}


def _load_genre(data: dict[str, object], place: Place, name: str, into: _Into) -> dict[str, Text]:
    def build(rule_name: str, rule_data: dict[str, object], at: Place) -> Rule:
        _check_name(rule_name, at)
        full = f"{into.pack}/{name}/{rule_name}"
        return build_rule(full, rule_data, at, into.checks, in_genre=True)

    file = load_genre(data, place, name, build)
    into.rules.extend(file.rules)
    return {f"{into.pack}/{name}": file.genre.title} if file.rules else {}


def build_rule(
    name: str, data: dict[str, object], place: Place, checks: Checks, *, in_genre: bool = False
) -> Rule:
    """A rule from the data of a rule file; raises BadRule."""
    head_keys = [key_of(field) for field in RuleSpec._fields]
    head = {key: value for key, value in data.items() if key in head_keys}
    kind = _kind(head, place, checks)
    if kind in GENRE_KINDS and not in_genre:
        raise place.child("check").bad(
            Text(f"“{kind}”只能用在文种文件里", f"“{kind}” works in genre files only"),
            Text("把规则写进 rules/genres/ 的文种文件", "put the rule into a genre file"),
        )
    option_keys = [key_of(field) for field in fields_of(checks[kind])]
    refuse_unknown_keys(data, [*head_keys, *option_keys], place)
    spec: RuleSpec = decode_mapping(RuleSpec, head, place)
    options = {key: value for key, value in data.items() if key not in head_keys}
    check: Check = decode_mapping(checks[kind], options, place)
    validate(check, place)
    for key, message in (("message", spec.message), ("message-en", spec.message_en)):
        _check_message(message, check, place.child(key))
    return Rule(
        name=name,
        kind=kind,
        held=Held(check),
        traits=traits_of(check),
        severity=Severity[spec.severity.upper()],
        message=Text(spec.message, spec.message_en),
        why=Text(spec.why.strip(), spec.why_en.strip()),
        source=spec.source,
        strength=spec.strength,
        examples=spec.examples,
        where=place.where,
        covers=spec.covers,
        enabled=spec.enabled,
        aliases=spec.aliases,
        example_places=tuple(
            place.child("examples").child(index).where for index in range(len(spec.examples))
        ),
    )


def _kind(head: Mapping[str, object], place: Place, checks: Checks) -> str:
    kind = head.get("check")
    if kind is None:
        raise place.bad(Text("缺少键：check", "missing key: check"), suggest("check", list(checks)))
    if not isinstance(kind, str) or kind not in checks:
        raise place.child("check").bad(
            Text(f"没有检查类型“{kind}”", f"there is no kind of check “{kind}”"),
            suggest(str(kind), list(checks)),
        )
    return kind


def _check_message(message: str, check: Check, place: Place) -> None:
    for name in PLACEHOLDER.findall(message):
        if name not in check.message_fields():
            raise place.bad(
                Text(f"提示语里不能用“{{{name}}}”", f"the message cannot use “{{{name}}}”"),
                suggest(name, list(check.message_fields())),
            )


def _check_name(name: str, place: Place) -> None:
    if not _NAME.fullmatch(name):
        raise place.bad(
            Text(f"名称“{name}”不合规", f"“{name}” is not a good name"),
            Text(
                "用小写英文和连字符，说明是什么错",
                "lower-case words joined by hyphens, naming the fault",
            ),
        )


def refuse_duplicates(rules: list[Rule]) -> None:
    """Raise BadRule when two rules have one name."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        for name in (rule.name, *rule.aliases):
            if name in seen:
                raise BadRule(
                    rule.where,
                    Text(
                        f"规则“{name}”已在 {seen[name].where} 定义",
                        f"{name} is defined at {seen[name].where}",
                    ),
                    Text("换一个名称", "choose another name"),
                )
            seen[name] = rule
