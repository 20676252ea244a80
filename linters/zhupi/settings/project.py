"""The settings of a folder: its nearest configuration with those it extends, and its words."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.model.suppression import Suppression
from zhupi.rulepacks.place import Place
from zhupi.rulepacks.selection import DetectorLevel
from zhupi.rulepacks.spec import MANIFEST
from zhupi.rulepacks.words import WORDS_FILE, Words, add_entry, read_words
from zhupi.settings.layers import (
    CONFIG_FILE,
    PROJECT_FILE,
    Config,
    Layer,
    has_settings,
    load_config,
    shown,
)
from zhupi.settings.patterns import Patterns


class Accepted(NamedTuple):
    """An entry that accepts findings, in the files that it is about; ``folder`` is its file's."""

    patterns: Patterns | None
    entry: Suppression
    folder: Path


class Settings(NamedTuple):
    """What holds in a folder, before a file is named; ``words_files`` are files of words."""

    configs: tuple[Config, ...] = ()
    layers: tuple[Layer, ...] = ()
    packs: tuple[Path, ...] = ()
    words: Words = Words()
    words_files: tuple[Path, ...] = ()
    detector: DetectorLevel = "default"
    baseline: Path | None = None
    require_reason: bool = False
    suppressions: tuple[Accepted, ...] = ()
    excluded: tuple[Patterns, ...] = ()

    @property
    def tells_files_apart(self) -> bool:
        """Whether something holds for some of the files of a folder only."""
        by_pattern = (
            *(layer.patterns for layer in self.layers),
            *(each.patterns for each in self.suppressions),
        )
        return any(by_pattern)


def find_config(folder: Path) -> Path | None:
    """The nearest configuration file of a folder: there, or in one above."""
    for here in (folder, *folder.parents):
        if (here / CONFIG_FILE).is_file():
            return here / CONFIG_FILE
        if (here / PROJECT_FILE).is_file() and has_settings(here / PROJECT_FILE):
            return here / PROJECT_FILE
    return None


def find_words(folder: Path) -> Path | None:
    """The nearest file of words."""
    above = (here / WORDS_FILE for here in (folder, *folder.parents))
    return next((path for path in above if path.is_file()), None)


def read_settings(config: Path | None, words_files: Sequence[Path] = ()) -> Settings:
    """The settings that a configuration and files of words make; raises UserError."""
    configs = load_config(config) if config else ()
    words_files = [*words_files, *_words_files(configs)]
    detectors = [each.spec.detector for each in configs if "detector" in each.given]
    baselines = [each for each in configs if each.spec.baseline]
    return Settings(
        configs=configs,
        layers=tuple(layer for each in configs for layer in each.layers()),
        packs=tuple(_packs(configs)),
        words=_words(configs, words_files),
        words_files=tuple(words_files),
        detector=detectors[-1] if detectors else "default",
        baseline=baselines[-1].folder / baselines[-1].spec.baseline if baselines else None,
        require_reason=any(each.spec.require_reason for each in configs),
        suppressions=tuple(_suppressions(configs)),
        excluded=tuple(
            Patterns(each.folder, each.spec.exclude, each.place.child("exclude"))
            for each in configs
            if each.spec.exclude
        ),
    )


def _words_files(configs: Sequence[Config]) -> Iterator[Path]:
    for config in configs:
        place = config.place.child("words").child("files")
        for index, name in enumerate(config.spec.words.files):
            path = config.folder / name
            if not path.is_file():
                raise _missing(place.child(index), name)
            yield path


def _missing(place: Place, name: str) -> UserError:
    return place.bad(
        Text(f"找不到“{name}”", f"there is no “{name}”"),
        Text("写相对于本配置文件的路径", "write a path relative to this file"),
    )


def _words(configs: Sequence[Config], files: Sequence[Path]) -> Words:
    """The words of all files and configurations; raises UserError for those that clash."""
    words = Words()
    for file in files:
        words = read_words(file.read_bytes(), shown(file), words)
    for config in configs:
        place = config.place.child("words")
        for index, word in enumerate(config.spec.words.allow):
            words = add_entry(words, [word], place.child("allow").child(index).where)
        for wrong, right in config.spec.words.replace.items():
            where = place.child("replace").child(wrong).where
            words = add_entry(words, [wrong, right], where)
    return words


def _packs(configs: Sequence[Config]) -> Iterator[Path]:
    """The folders of rule packs that the configurations name; raises UserError."""
    for config in configs:
        place = config.place.child("rules")
        for index, name in enumerate(config.spec.rules):
            folder = config.folder / name
            if not folder.is_dir() or not has_pack(folder):
                raise place.child(index).bad(
                    Text(f"“{name}”里没有规则包（{MANIFEST}）", f"“{name}” holds no rule pack"),
                    Text("写规则包文件夹的路径", "write the path of a rule pack's folder"),
                )
            yield folder


def has_pack(folder: Path) -> bool:
    """Whether a folder is a rule pack or holds some."""
    return (folder / MANIFEST).is_file() or any(folder.glob(f"*/{MANIFEST}"))


def _suppressions(configs: Sequence[Config]) -> Iterator[Accepted]:
    number = 0
    for config in configs:
        place = config.place.child("suppress")
        for index, entry in enumerate(config.spec.suppress):
            at, patterns = place.child(index), None
            if entry.files:
                patterns = Patterns(config.folder, entry.files, at.child("files"))
            if config.spec.require_reason and not entry.reason:
                raise at.bad(
                    Text("这一条没有写原因", "this one does not say why"),
                    Text('加上 reason = "……"', 'add reason = "…"'),
                )
            accepted = Suppression(number, entry.rule, entry.quote, entry.reason, at.where)
            yield Accepted(patterns, accepted, config.folder)
            number += 1
