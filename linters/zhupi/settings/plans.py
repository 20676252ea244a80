"""Plans: what holds for each file, from its nearest configuration and from the command line."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from zhupi.engine.discovery import digest_of
from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.model.suppression import Suppression
from zhupi.rulepacks import Rule, Ruleset
from zhupi.rulepacks.decoding import suggest
from zhupi.rulepacks.fingerprint import fingerprint
from zhupi.rulepacks.kept import kept_ruleset
from zhupi.rulepacks.place import Place
from zhupi.rulepacks.selection import (
    DetectorLevel,
    Named,
    choose_rules,
    is_known,
    named,
    refuse_unknown,
    unknown_rule,
    with_detector,
)
from zhupi.rulepacks.words import with_words
from zhupi.settings.choosing import Chosen, fitting, fold
from zhupi.settings.layers import shown
from zhupi.settings.project import Settings, find_config, find_words, read_settings

_NO_REASON = "suppression/no-reason"


class Asked(NamedTuple):
    """What the command line says, which counts more than any configuration.

    config: the configuration of all files, instead of the nearest of each
    isolated: no configuration at all
    select, enable, ignore: names of rules and packs
    genre: the genre of all files
    detector: how hard to look for typos
    packs: folders of further rule packs
    words: files of words, instead of the nearest
    """

    config: str = ""
    isolated: bool = False
    select: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    genre: str = ""
    detector: DetectorLevel | None = None
    packs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Plan(NamedTuple):
    """What holds for one file.

    ``key`` tells plans with other rules apart: where the settings were found, and which of their
    layers speak of the file.
    """

    key: tuple[object, ...]
    settings: Settings
    chosen: Chosen
    suppressions: tuple[Suppression, ...] = ()

    @property
    def genre(self) -> str:
        """The genre that is told; empty where the document decides."""
        return self.chosen.genre


class Planner:
    """Finds what holds for files; remembers what it has read and built."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._resolved: dict[str, Path] = {}
        self._shared: dict[str, Plan] = {}
        self._folders: dict[Path, tuple[Path | None, tuple[Path, ...]]] = {}
        self._settings: dict[tuple[Path | None, tuple[Path, ...]], Settings] = {}
        self._made_of: dict[tuple[Path, ...], tuple[object, ...]] = {}
        self._bases: dict[tuple[Path, ...], Ruleset] = {}
        self._rulesets: dict[tuple[object, ...], Ruleset] = {}

    def __reduce__(self) -> tuple[type["Planner"], tuple[Asked]]:
        """Another process reads and builds for itself."""
        return Planner, (self.asked,)

    def settings(self, folder: Path) -> Settings:
        """The settings of a folder; raises UserError for what is wrong in a configuration."""
        if folder not in self._folders:
            folder = folder.resolve()
        if folder not in self._folders:
            self._folders[folder] = self._find(folder)
        found = self._folders[folder]
        if found not in self._settings:
            self._settings[found] = read_settings(*found)
        return self._settings[found]

    def _find(self, folder: Path) -> tuple[Path | None, tuple[Path, ...]]:
        asked = self.asked
        config = Path(asked.config).resolve() if asked.config else None
        if config is None and not asked.isolated:
            config = find_config(folder)
        words = tuple(Path(name).resolve() for name in asked.words)
        if not words and not asked.isolated:
            nearest = find_words(folder)
            words = (nearest,) if nearest else ()
        return config, words

    def plan(self, file: str | Path) -> Plan:
        """What holds for a file; raises UserError for what is wrong in its configuration."""
        parent, name = os.path.split(file)
        if parent in self._shared:
            return self._shared[parent]
        folder = self._real(parent)
        settings = self.settings(folder)
        plan = self._plan(settings, folder, name)
        if not settings.tells_files_apart:
            self._shared[parent] = plan
        return plan

    def _real(self, folder: str) -> Path:
        if folder not in self._resolved:
            self._resolved[folder] = Path(folder).resolve()
        return self._resolved[folder]

    def _plan(self, settings: Settings, folder: Path, name: str) -> Plan:
        file = folder / name
        layers = fitting(settings.layers, file)
        chosen = self._commanded(fold([settings.layers[number] for number in layers]), settings)
        suppressions = tuple(
            each.entry
            for each in settings.suppressions
            if not each.patterns or each.patterns.match(file)
        )
        return Plan((*self._folders[folder], layers), settings, chosen, suppressions)

    def excludes(self, path: str | Path) -> bool:
        """Whether the configuration of a file or folder leaves it out; so it does its words."""
        parent, name = os.path.split(path)
        folder = self._real(parent)
        settings = self.settings(folder)
        if not settings.words_files and not settings.excluded:
            return False
        full = folder / name
        return full in settings.words_files or any(
            patterns.match(full) for patterns in settings.excluded
        )

    def _commanded(self, chosen: Chosen, settings: Settings) -> Chosen:
        """The choice with what the command line says."""
        asked, rules = self.asked, chosen.rules
        if asked.select:
            rules = rules._replace(select=named(asked.select, "--select"), enable=(), ignore=())
        enable = (*rules.enable, *named(asked.enable, "--enable"))
        if settings.require_reason:
            enable = (*enable, Named(_NO_REASON, "require-reason"))
        ignore = (*rules.ignore, *named(asked.ignore, "--ignore"))
        rules = rules._replace(enable=enable, ignore=ignore)
        return chosen._replace(rules=rules, genre=asked.genre or chosen.genre)

    def detector(self, settings: Settings) -> DetectorLevel:
        """How hard to look for typos."""
        return self.asked.detector or settings.detector

    def packs(self, settings: Settings) -> tuple[Path, ...]:
        """The folders of further rule packs."""
        return (*settings.packs, *map(Path, self.asked.packs))

    def made_of(self, packs: tuple[Path, ...]) -> tuple[object, ...]:
        """The fingerprint of program and packs; they do not change while a run lasts."""
        if packs not in self._made_of:
            self._made_of[packs] = fingerprint(packs)
        return self._made_of[packs]

    def ruleset(self, plan: Plan) -> Ruleset:
        """The rules of a plan; raises UserError for names and options that are none."""
        if plan.key not in self._rulesets:
            self._rulesets[plan.key] = self._build(plan)
        return self._rulesets[plan.key]

    def rules(self, files: Iterable[str]) -> dict[str, Rule]:
        """All rules by name that hold for any of these files; raises UserError as ``ruleset``."""
        plans = {plan.key: plan for plan in map(self.plan, files)}
        rules: dict[str, Rule] = {}
        for plan in plans.values():
            for rule in self.ruleset(plan).rules:
                if rule.enabled or rule.name not in rules:  # it may be off for some files only
                    rules[rule.name] = rule
        return rules

    def _build(self, plan: Plan) -> Ruleset:
        everything = self._everything(plan.settings)
        ruleset = choose_rules(everything, plan.chosen.rules)
        if plan.genre and plan.genre not in ruleset.genres:
            raise _no_genre(f"--genre {plan.genre}", plan.genre, ruleset.genres)
        return ruleset

    def _everything(self, settings: Settings) -> Ruleset:
        """All rules that there are in a folder; raises UserError for names that are none."""
        packs = self.packs(settings)
        if packs not in self._bases:
            self._bases[packs] = kept_ruleset(packs, self.made_of(packs))
        rules = self._bases[packs]
        if any(settings.words):
            rules = with_words(rules, settings.words, "、".join(map(shown, settings.words_files)))
        _validate(settings, rules)
        return with_detector(rules, self.detector(settings))


def _validate(settings: Settings, ruleset: Ruleset) -> None:
    """Raise UserError for what a configuration names and is none, whichever file it is about."""
    for layer in settings.layers:
        refuse_unknown(fold([layer]).rules, ruleset)
        if layer.spec.genre and layer.spec.genre not in ruleset.genres:
            where = layer.place.child("genre").where
            raise _no_genre(where, layer.spec.genre, ruleset.genres)
    for each in settings.suppressions:
        if not is_known(each.entry.rule, ruleset):
            raise unknown_rule(Named(each.entry.rule, each.entry.where), ruleset)


def _no_genre(where: str, genre: str, genres: Mapping[str, object]) -> UserError:
    return UserError(
        where,
        Text(f"没有“{genre}”这个文种", f"there is no genre “{genre}”"),
        suggest(genre, list(genres)),
    )


def contents(plan: Plan, asked: Asked) -> tuple[object, ...]:
    """All of a plan that findings depend on, as values whose ``repr`` is the same for the same."""
    settings = plan.settings
    _, _, layers = plan.key
    return (
        [(shown(each.file), each.raw) for each in settings.configs],
        layers,
        [each.number for each in plan.suppressions],
        sorted(settings.words.allowed),
        settings.words.pairs,
        [digest_of(Path(str(place.source.folder)) / str(value)) for value, place in _options(plan)],
        asked._replace(config="", words=(), packs=()),
    )


def _options(plan: Plan) -> Iterator[tuple[object, Place]]:
    """The values of options, some of which may name files."""
    for _, options, place in plan.chosen.rules.options:
        for value in options.values():
            yield value, place
