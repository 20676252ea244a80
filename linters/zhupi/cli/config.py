"""``zhupi config``: what holds for a file, and who says so."""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zhupi.cli.options import Options, add_selection, add_table, planner_of
from zhupi.cli.output import write_output
from zhupi.lang import Lang, Text
from zhupi.model.wrapping import pad
from zhupi.rulepacks import Ruleset
from zhupi.rulepacks.selection import Named
from zhupi.settings import Plan, Planner
from zhupi.settings.layers import shown

_OPTIONS: Options = (
    (
        ("file",),
        {"metavar": "FILE", "nargs": "?", "default": "."},
        Text(
            "文件或文件夹，可以还不存在（默认当前文件夹）",
            "a file or folder, which need not be there (default: the current folder)",
        ),
    ),
    (
        ("--format",),
        {"choices": ["text", "json"], "default": "text"},
        Text("输出格式（默认 text）", "output format (default text)"),
    ),
)

_Row = tuple[str, str, str]
"""A setting: its key, its value, and where it is said."""


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi config``."""
    add_table(parser, _OPTIONS, lang)
    add_selection(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Print the settings; returns the exit code."""
    planner = planner_of(options)
    path = Path(options.file)
    plan = planner.plan(path / "*" if path.is_dir() else path)
    ruleset = planner.ruleset(plan)
    if options.format == "json":
        write_output(json.dumps(_data(planner, plan, ruleset), ensure_ascii=False, indent=1), "")
        write_output("\n", "")
        return 0
    page = _page(planner, plan, ruleset, options.lang, excluded=planner.excludes(path))
    write_output("\n".join([*page, ""]), "")
    return 0


def _data(planner: Planner, plan: Plan, ruleset: Ruleset) -> dict[str, object]:
    return {
        "files": _files(plan),
        "settings": [
            {"key": key, "value": value, "where": where}
            for key, value, where in _rows(planner, plan)
        ],
        "rules": [rule.name for rule in ruleset.rules if rule.enabled],
    }


def _page(
    planner: Planner, plan: Plan, ruleset: Ruleset, lang: Lang, *, excluded: bool
) -> Iterator[str]:
    none = Text("（没有，用默认设置）", "(none: defaults hold)").say(lang)
    comma = Text("、", ", ").say(lang)
    if excluded:
        yield Text("这个文件不查：配置里的 exclude 排除了它", "not checked: it is excluded").say(
            lang
        )
    yield Text("配置：", "configuration: ").say(lang) + (comma.join(_files(plan)) or none)
    rows = list(_rows(planner, plan))
    for key, value, where in rows:
        yield f"  {pad(key, 14)} {value}" + (f"  ← {where}" if where else "")
    enabled = sum(1 for rule in ruleset.rules if rule.enabled)
    yield Text(f"有效的规则：{enabled} 条", f"rules that run: {enabled}").say(lang)


def _files(plan: Plan) -> list[str]:
    """The files that were read, the nearest first."""
    configs = [shown(config.file) for config in reversed(plan.settings.configs)]
    return [*configs, *map(shown, plan.settings.words_files)]


def _rows(planner: Planner, plan: Plan) -> Iterator[_Row]:
    """All that is not as by default."""
    rules, settings, asked = plan.chosen.rules, plan.settings, planner.asked
    yield from _names("select", rules.select)
    yield from _names("enable", rules.enable)
    yield from _names("ignore", rules.ignore)
    for each, level in rules.severity:
        yield "severity", f"{each.name} = {level}", each.where
    for each, options, _ in rules.options:
        yield "options", f"{each.name}: {_values(options)}", each.where
    origins = plan.chosen.origins
    if plan.genre:
        yield "genre", plan.genre, "--genre" if asked.genre else origins["genre"]
    yield "fail-on", plan.chosen.fail_on, origins.get("fail_on", "")
    where = "--detector" if asked.detector else _where(plan, "detector")
    yield "detector", planner.detector(settings), where
    yield from _paths(planner, plan)
    for word in sorted(settings.words.allowed):
        yield "words", word, ""
    for wrong, right in settings.words.pairs:
        yield "words", f"{wrong} → {right}", ""
    for entry in plan.suppressions:
        yield "suppress", f"{entry.rule} {entry.quote}".rstrip(), entry.where


def _paths(planner: Planner, plan: Plan) -> Iterator[_Row]:
    """Packs, baseline, and what is left out."""
    settings = plan.settings
    for folder in settings.packs:
        yield "rules", shown(folder), _where(plan, "rules")
    for name in planner.asked.packs:
        yield "rules", name, "--rules"
    if settings.baseline:
        yield "baseline", shown(settings.baseline), _where(plan, "baseline")
    for config in settings.configs:
        place = config.place.child("exclude")
        for index, pattern in enumerate(config.spec.exclude):
            yield "exclude", pattern, place.child(index).where


def _names(key: str, names: Iterable[Named]) -> Iterator[_Row]:
    for each in names:
        yield key, each.name, each.where


def _values(options: Mapping[str, object]) -> str:
    return ", ".join(f"{key} = {value}" for key, value in options.items())


def _where(plan: Plan, key: str) -> str:
    """Where the nearest configuration says something."""
    for config in reversed(plan.settings.configs):
        if key in config.given:
            return config.place.child(key).where
    return ""
