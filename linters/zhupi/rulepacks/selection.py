"""Choosing rules by pack and by name, and setting how grave they are and what they look for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.model.finding import Severity
from zhupi.rulepacks.decoding import (
    decode,
    fields_of,
    key_of,
    refuse_unknown_keys,
    suggest,
    validate,
)
from zhupi.rulepacks.place import Place
from zhupi.rulepacks.rule import Rule, Ruleset

DetectorLevel = Literal["off", "default", "thorough"]
DETECTOR_LEVELS: tuple[DetectorLevel, ...] = get_args(DetectorLevel)
OFF = "off"
_STATISTICAL = "detector"


class Named(NamedTuple):
    """The name of a pack, a genre or a rule, and where somebody wrote it."""

    name: str
    where: str


class Choice(NamedTuple):
    """What is asked of a set of rules.

    select: only these; without any, those that are enabled
    enable: these as well
    ignore: not these
    severity: how grave they are, or off; of two that mean one rule the later counts
    options: options of the checks of rules, as rule files have them, and where they stand
    """

    select: tuple[Named, ...] = ()
    enable: tuple[Named, ...] = ()
    ignore: tuple[Named, ...] = ()
    severity: tuple[tuple[Named, str], ...] = ()
    options: tuple[tuple[Named, Mapping[str, object], Place], ...] = ()


def with_detector(ruleset: Ruleset, level: DetectorLevel) -> Ruleset:
    """The ruleset whose statistical rules look as hard as that."""
    rules = (_at_level(rule, level) for rule in ruleset.rules)
    return ruleset._replace(rules=tuple(rule for rule in rules if rule))


def _at_level(rule: Rule, level: DetectorLevel) -> Rule | None:
    if rule.kind != _STATISTICAL:
        return rule
    if level == "off":
        return None
    return rule._replace(enabled=rule.enabled or level == "thorough")


def select_rules(ruleset: Ruleset, select: Sequence[str], ignore: Sequence[str]) -> Ruleset:
    """The rules named by ``select`` (all enabled ones if empty) without those of ``ignore``.

    A name is a pack, a genre or a rule: ``typo``, ``genres/work-report``, ``typo/word``. Raises
    UserError for a name that is none, and when nothing is left to check.
    """
    return choose_rules(
        ruleset,
        Choice(select=named(select, "--select"), ignore=named(ignore, "--ignore")),
    )


def named(names: Iterable[str], option: str) -> tuple[Named, ...]:
    """The names that an option of the command line gives."""
    return tuple(Named(name, f"{option} {name}") for name in names)


def choose_rules(ruleset: Ruleset, choice: Choice) -> Ruleset:
    """The rules as chosen; raises UserError for names that are none, and when none is left."""
    refuse_unknown(choice, ruleset)
    ignore = [*choice.ignore, *(each for each, level in choice.severity if level == OFF)]
    kept = [
        rule._replace(enabled=True)
        for rule in ruleset.rules
        if _is_chosen(rule, choice) and not any(means(name.name, rule) for name in ignore)
    ]
    if not kept:
        raise UserError(
            "--select/--ignore",
            Text("没有剩下任何规则，等于什么都不查", "no rule is left: nothing would be checked"),
            Text("少忽略一些，或多选一些", "ignore less, or select more"),
        )
    for each, options, place in choice.options:
        kept = [_with_options(rule, each, options, place) for rule in kept]
    severities = dict(_severities(kept, choice))
    return ruleset._replace(rules=tuple(kept), severities=severities)


def _is_chosen(rule: Rule, choice: Choice) -> bool:
    """Whether a rule is selected or enabled; one that is off, by its own name only."""
    if any(_takes(each.name, rule) for each in choice.enable):
        return True
    if not choice.select:
        return rule.enabled
    return any(_takes(each.name, rule) for each in choice.select)


def _takes(name: str, rule: Rule) -> bool:
    """Whether who names a pack or rule takes the rule: of a pack, those that are on."""
    return means(name, rule) and (rule.enabled or name in (rule.name, *rule.aliases))


def means(name: str, rule: Rule) -> bool:
    """Whether a name of a pack, a genre or a rule means the rule."""
    return any(full == name or full.startswith(f"{name}/") for full in (rule.name, *rule.aliases))


def _severities(rules: Sequence[Rule], choice: Choice) -> Iterator[tuple[str, Severity]]:
    for rule in rules:
        for each, level in choice.severity:
            if level != OFF and means(each.name, rule):
                yield rule.name, Severity[level.upper()]


def _with_options(rule: Rule, wanted: Named, options: Mapping[str, object], place: Place) -> Rule:
    """The rule with other options of its check; raises BadRule for what does not fit."""
    if wanted.name not in (rule.name, *rule.aliases):
        return rule
    fields = {key_of(field): field for field in fields_of(type(rule.check))}
    refuse_unknown_keys(options, list(fields), place)
    values = {
        fields[key]: decode(fields_of(type(rule.check))[fields[key]], value, place.child(key))
        for key, value in options.items()
    }
    check = rule.check._replace(**values)  # type: ignore[attr-defined]  # every check is a NamedTuple
    validate(check, place)
    return rule.with_check(check)


def refuse_unknown(choice: Choice, ruleset: Ruleset) -> None:
    """Raise UserError for a name of no rule, and for options that a rule does not have."""
    names = [*choice.select, *choice.enable, *choice.ignore]
    for each in (*names, *(name for name, _ in choice.severity)):
        if not is_known(each.name, ruleset):
            raise unknown_rule(each, ruleset)
    for each, options, place in choice.options:
        if each.name in ruleset.packs and each.name not in ruleset.names:
            raise UserError(
                each.where,
                Text(
                    f"“{each.name}”是规则包，没有选项", f"“{each.name}” is a pack, without options"
                ),
                Text("写一条规则的全名", "name a rule in full"),
            )
        if each.name not in ruleset.names:
            raise unknown_rule(each, ruleset)
        for rule in ruleset.rules:
            _with_options(rule, each, options, place)


def is_known(name: str, ruleset: Ruleset) -> bool:
    """Whether a name means any rule that there is."""
    return name in ruleset.names or any(full.startswith(f"{name}/") for full in ruleset.names)


def unknown_rule(each: Named, ruleset: Ruleset) -> UserError:
    """The error that says that there is no such rule."""
    known = sorted({*ruleset.packs, *ruleset.names})
    return UserError(
        each.where,
        Text(f"没有“{each.name}”这个规则或规则包", f"there is no rule or pack “{each.name}”"),
        suggest(each.name, known, Text("用 zhupi rules 查看全部规则", "see all: zhupi rules")),
    )
