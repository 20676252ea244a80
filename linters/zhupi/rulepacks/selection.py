"""Choosing rules by pack and by name."""

from collections.abc import Sequence
from typing import Literal, get_args

from zhupi.checks.detector import Detector
from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.rulepacks.decoding import suggest
from zhupi.rulepacks.rule import Rule, Ruleset

DetectorLevel = Literal["off", "default", "thorough"]
DETECTOR_LEVELS: tuple[DetectorLevel, ...] = get_args(DetectorLevel)


def with_detector(ruleset: Ruleset, level: DetectorLevel) -> Ruleset:
    """The ruleset whose statistical rules look as hard as that."""
    rules = (_at_level(rule, level) for rule in ruleset.rules)
    return ruleset._replace(rules=tuple(rule for rule in rules if rule))


def _at_level(rule: Rule, level: DetectorLevel) -> Rule | None:
    if not isinstance(rule.check, Detector):
        return rule
    if level == "off":
        return None
    return rule._replace(enabled=rule.enabled or level == "thorough")


def select_rules(ruleset: Ruleset, select: Sequence[str], ignore: Sequence[str]) -> Ruleset:
    """The rules named by ``select`` (all enabled ones if empty) without those of ``ignore``.

    A name is a pack, a genre or a rule: ``typo``, ``genres/work-report``, ``typo/word``. Raises
    UserError for a name that is none, and when nothing is left to check.
    """
    for option, names in (("--select", select), ("--ignore", ignore)):
        for name in names:
            _refuse_unknown(name, option, ruleset)
    kept = [
        rule._replace(enabled=True)
        for rule in ruleset.rules
        if (any(_chosen(rule, name) for name in select) if select else rule.enabled)
        and not any(_named(rule, name) for name in ignore)
    ]
    if not kept:
        raise UserError(
            "--select/--ignore",
            Text("没有剩下任何规则，等于什么都不查", "no rule is left: nothing would be checked"),
            Text("少忽略一些，或多选一些", "ignore less, or select more"),
        )
    return ruleset._replace(rules=tuple(kept))


def _chosen(rule: Rule, name: str) -> bool:
    """Whether ``--select`` means the rule; one that is off is switched on by its own name only."""
    return _named(rule, name) and (rule.enabled or name in (rule.name, *rule.aliases))


def _named(rule: Rule, name: str) -> bool:
    return any(full == name or full.startswith(f"{name}/") for full in (rule.name, *rule.aliases))


def _refuse_unknown(name: str, option: str, ruleset: Ruleset) -> None:
    if any(_named(rule, name) for rule in ruleset.rules):
        return
    known = [*ruleset.packs, *(rule.name for rule in ruleset.rules)]
    raise UserError(
        f"{option} {name}",
        Text("没有这个规则或规则包", "there is no such rule or pack"),
        suggest(name, known, Text("用 zhupi rules 查看全部规则", "see all rules: zhupi rules")),
    )
