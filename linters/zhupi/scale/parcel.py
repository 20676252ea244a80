"""What the user's own files say, packed for workers that do not have them.

Configurations, words, rule packs and the files that options name keep their places relative to one
another below a folder of the worker's, so that each finds the others as it does at home.
"""

import atexit
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from zhupi.settings import Asked, Planner
from zhupi.settings.choosing import fold
from zhupi.settings.project import Settings, find_config, find_words, read_settings

HOME = Path("/")


class Parcel(NamedTuple):
    """What was asked, with whole paths, and the files that it needs by their whole paths."""

    asked: Asked
    files: Mapping[str, bytes]


def parcel_of(asked: Asked, folder: Path) -> Parcel:
    """What holds for the files of a folder; raises UserError for what is wrong in it.

    The configuration and the words are those that are asked for, else the nearest to the folder:
    one configuration for all that is below it.
    """
    whole = _in_full(asked, folder.resolve())
    config = Path(whole.config) if whole.config else None
    settings = read_settings(config, tuple(map(Path, whole.words)))
    files = {str(each.file): each.raw for each in settings.configs}
    packs = (*settings.packs, *map(Path, whole.packs))
    for path in (*settings.words_files, *_files_of(packs), *_option_files(settings)):
        files[str(path)] = path.read_bytes()
    return Parcel(whole, files)


def _in_full(asked: Asked, folder: Path) -> Asked:
    """What is asked with whole paths, and with what is found near a folder."""
    config = Path(asked.config).resolve() if asked.config else None
    words = tuple(Path(name).resolve() for name in asked.words)
    if not asked.isolated:
        config = config or find_config(folder)
        nearest = None if words else find_words(folder)
        words = words or ((nearest,) if nearest else ())
    return asked._replace(
        config=str(config or ""),
        words=tuple(map(str, words)),
        packs=tuple(str(Path(name).resolve()) for name in asked.packs),
        isolated=True,  # nothing is looked for near the files
    )


def _option_files(settings: Settings) -> Iterator[Path]:
    """The files that options of rules name."""
    for _, options, place in fold(settings.layers).rules.options:
        for value in options.values():
            path = Path(str(place.source.folder)) / str(value)
            if isinstance(value, str) and path.is_file():
                yield path


def _files_of(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(str(_inside(Path(name))), files[name])
    return raw.getvalue()


def unpacked(raw: bytes) -> Path:
    """The folder that the files of a zip are put into, until the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="zhupi-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        archive.extractall(folder)
    return folder


def _inside(path: Path) -> Path:
    """A whole path as it stands in a parcel."""
    return path.relative_to(path.anchor)


class Bearings(NamedTuple):
    """Where what was asked lies in this process: below ``home``."""

    asked: Asked
    home: Path = HOME

    def planner(self) -> Planner:
        """Who knows what holds for each file."""
        asked = self.asked
        return Planner(
            asked._replace(
                config=str(self._here(asked.config)) if asked.config else "",
                words=tuple(str(self._here(name)) for name in asked.words),
                packs=tuple(str(self._here(name)) for name in asked.packs),
            )
        )

    def _here(self, name: str) -> Path:
        return self.home / _inside(Path(name))

    def place(self, path: str, *, is_local: bool) -> Path:
        """Where a file stands for the patterns of a configuration.

        Local files stand where they are; of a store, its buckets lie beside the configuration.
        """
        if is_local:
            return self._here(path)
        folder = Path(self.asked.config).parent if self.asked.config else HOME
        return self._here(str(folder)) / path.lstrip("/")
