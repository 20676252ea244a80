"""Packs and kinds of checks by entry point; the bundled packs enter by the same door.

``zhupi.rulepacks``: a function without arguments that returns the folder of the packs.
``zhupi.checks``: a NamedTuple class that is a Check (see ``zhupi.checks.base``).
"""

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from typing import Any, cast

from zhupi.checks import CHECKS
from zhupi.errors import BadRule, BrokenInstallation
from zhupi.lang import Text
from zhupi.rulepacks.decoding import unsupported_fields
from zhupi.rulepacks.loading import Checks, Pack, load_packs, refuse_duplicates
from zhupi.rulepacks.rule import Ruleset, ruleset_of, with_gate
from zhupi.rulepacks.spec import RuleSpec

_PACKS = "zhupi.rulepacks"
_CHECKS = "zhupi.checks"


def all_checks() -> Checks:
    """The kinds of checks of the program and of its plug-ins."""
    checks = dict(CHECKS)
    for point in entry_points(group=_CHECKS):
        if point.name in checks:
            raise BadRule(
                point.value,
                Text(f"检查类型“{point.name}”已经存在", f"there is a check “{point.name}” already"),
                Text("给插件里的检查换一个名称", "give the plug-in's check another name"),
            )
        checks[point.name] = _load_check(point)
    return checks


def _load_check(point: EntryPoint) -> Any:  # noqa: ANN401 (a NamedTuple class)
    """The class of a plug-in's check; raises BadRule for one that rule files cannot fill."""
    cls: Any = _load(point)
    about = set(RuleSpec._fields)
    bad = sorted({*unsupported_fields(cls), *(about & set(cls._fields))})
    if bad:
        names = "、".join(bad)
        raise BadRule(
            point.value,
            Text(f"检查类型的字段不能用：{names}", f"fields that cannot be used: {', '.join(bad)}"),
            Text(
                "类型和名称的规定见 zhupi.rulepacks.decoding 与 RuleSpec",
                "see zhupi.rulepacks.decoding for types, RuleSpec for names that are taken",
            ),
        )
    return cls


def load_ruleset(folders: Iterable[Traversable] = ()) -> Ruleset:
    """All rules of the bundled packs, of the plug-ins and of ``folders``; raises BadRule."""
    checks = all_checks()
    packs: list[Pack] = []
    for point in sorted(entry_points(group=_PACKS)):
        root = cast("Callable[[], Traversable]", _load(point))()
        packs += load_packs(root, checks, "rules" if point.name == "bundled" else "")
    for folder in folders:
        packs += load_packs(folder, checks)
    return combine(packs)


def combine(packs: Iterable[Pack]) -> Ruleset:
    """Several packs as one set of rules."""
    packs = list(packs)
    rules = [rule for pack in packs for rule in pack.rules]
    if not rules:
        raise BrokenInstallation(
            _PACKS,
            Text("没有找到任何规则包", "no rule pack was found"),
            Text("重新安装 zhupi", "reinstall zhupi"),
        )
    refuse_duplicates(rules)
    titles = {name: title for pack in packs for name, title in pack.titles.items()}
    return with_gate(ruleset_of(rules, titles))


def _load(point: EntryPoint) -> object:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise BadRule(
            point.value,
            Text(
                f"插件“{point.name}”装不上：{error}", f"the plug-in “{point.name}” fails: {error}"
            ),
            Text("重新安装或卸载这个插件", "reinstall or remove the plug-in"),
        ) from error
