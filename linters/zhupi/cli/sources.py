"""What findings depend on besides the documents: configurations, words, baselines, own rules.

They may lie anywhere, mostly in a folder above, where nobody wants to watch everything: so they are
looked at one by one.
"""

import argparse
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from zhupi.engine.discovery import Stamp, stamp_of
from zhupi.errors import UserError
from zhupi.rulepacks.spec import MANIFEST
from zhupi.rulepacks.words import WORDS_FILE
from zhupi.settings import CONFIG_FILE, PROJECT_FILE
from zhupi.settings.layers import Config, read_config

_NAMES = (CONFIG_FILE, PROJECT_FILE, WORDS_FILE)


class Sources:
    """The sources of what is checked in folders, and how they were when they were last looked at.

    Nothing that the run writes itself is one, nor a folder that it writes to.
    """

    def __init__(
        self, options: argparse.Namespace, roots: Iterable[Path], outputs: Collection[str]
    ) -> None:
        self._options = options
        self._roots = list(roots)
        self._own = {*outputs, *map(os.path.dirname, outputs)}
        self._stamps: dict[Path, Stamp] = {}

    def find(self) -> None:
        """Look for sources anew; those that are known stay as they were seen."""
        self._stamps = {file: self._stamps.get(file, stamp_of(file)) for file in self._files()}

    def changed(self) -> bool:
        """Whether one is not as it was when it was last looked at."""
        before, self._stamps = self._stamps, {file: stamp_of(file) for file in self._stamps}
        return before != self._stamps

    def _files(self) -> Iterator[Path]:
        for file in self._all():
            if os.path.realpath(file) not in self._own:
                yield file

    def _all(self) -> Iterator[Path]:
        options = self._options
        yield from map(Path, (*options.words, *filter(None, [options.baseline])))
        for name in options.rules:
            yield from _rule_files(Path(name))
        for file in dict.fromkeys(self._configurations()):
            yield from _of_configuration(file)

    def _configurations(self) -> Iterator[Path]:
        """The configurations that hold, and where a nearer one or words may come to be."""
        options = self._options
        if options.config:
            yield Path(options.config)
        for folder in () if options.isolated else self._folders():
            for here in (folder, *folder.parents):
                yield from (here / name for name in _NAMES)

    def _folders(self) -> Iterator[Path]:
        """The folders that are watched, and those in them that have a configuration."""
        for root in self._roots:
            yield root.resolve()
            for here, folders, files in os.walk(root.resolve()):
                folders[:] = [name for name in folders if not name.startswith(".")]
                if not {*files}.isdisjoint(_NAMES):
                    yield Path(here)


def _of_configuration(file: Path | None) -> Iterator[Path]:
    """A file with all that it names, and what it extends; of one that is broken only itself."""
    seen: set[Path] = set()
    while file is not None and file not in seen:
        yield file
        seen.add(file)
        config = _read(file)
        yield from _named(config) if config else ()
        file = _base(config) if config else None


def _read(file: Path) -> Config | None:
    """A configuration that can be read."""
    if file.name == WORDS_FILE or not file.is_file():
        return None
    try:
        return read_config(file.resolve())
    except UserError:
        return None


def _named(config: Config) -> Iterator[Path]:
    """Files of words, baseline and rules of a configuration, whether they are there or not."""
    yield from (config.folder / name for name in config.spec.words.files)
    if config.spec.baseline:
        yield config.folder / config.spec.baseline
    for name in config.spec.rules:
        yield from _rule_files(config.folder / name)


def _base(config: Config) -> Path | None:
    if not config.spec.extends:
        return None
    base = config.folder / config.spec.extends
    return base / CONFIG_FILE if base.is_dir() else base


def _rule_files(folder: Path) -> Iterator[Path]:
    """The files of a rule pack, or of those in a folder, and their folders: a new file tells."""
    for manifest in (folder / MANIFEST, *folder.glob(f"*/{MANIFEST}")):
        if manifest.is_file():
            yield manifest.parent
            yield from (each for each in manifest.parent.iterdir() if each.is_file())
