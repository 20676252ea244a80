"""Which rules to test: by name, by file or by folder."""

from collections.abc import Sequence
from pathlib import Path

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.rulepacks import Rule, Ruleset, load_ruleset, select_rules
from zhupi.rulepacks.loading import load_pack, load_packs
from zhupi.rulepacks.plugins import all_checks, combine
from zhupi.rulepacks.spec import MANIFEST


def rules_to_test(names: Sequence[str]) -> tuple[Rule, ...]:
    """The rules that the names mean: rules, packs, rule files or folders; all when there are none.

    Raises UserError for a name that means nothing.
    """
    paths = [name for name in names if Path(name).exists()]
    others = [name for name in names if name not in paths]
    rules = [rule for path in paths for rule in _rules_of(Path(path))]
    if others or not names:
        everything = load_ruleset()
        names_of_all = others or [rule.name for rule in everything.rules]
        rules += select_rules(everything, names_of_all, ()).rules
    return tuple(rules)


def _rules_of(path: Path) -> tuple[Rule, ...]:
    ruleset = _load(path if path.is_dir() else path.parent)
    if path.is_dir():
        return ruleset.rules
    rules = tuple(rule for rule in ruleset.rules if Path(rule.where.rpartition(":")[0]) == path)
    if not rules:
        raise UserError(
            str(path),
            Text("不是规则文件", "not a rule file"),
            Text("给出规则包里的 YAML 规则文件", "name a YAML rule file of a pack"),
        )
    return rules


def _load(folder: Path) -> Ruleset:
    checks = all_checks()
    if (folder / MANIFEST).is_file():
        return combine([load_pack(folder, checks, str(folder))])
    packs = list(load_packs(folder, checks))
    if not packs:
        raise UserError(
            str(folder),
            Text(f"文件夹里没有规则包（{MANIFEST}）", f"there is no rule pack ({MANIFEST}) in it"),
            Text("给出规则包的文件夹或其中的规则文件", "name the folder of a pack or a rule file"),
        )
    return combine(packs)
