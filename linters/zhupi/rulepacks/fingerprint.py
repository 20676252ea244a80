"""What rules and program are made of, told by their files without loading them.

An installed program is told by the list of its files that pip keeps, with their hashes, and a
user's packs by what stands in them: so that a cache that a CI restores is good, although all files
there are new. A start must not pay for it: ``importlib.metadata`` is imported only where there is a
plug-in.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from zhupi.rulepacks.bundled import bundled_rules
from zhupi.rulepacks.spec import MANIFEST
from zhupi.version import VERSION

GROUPS = ("zhupi.rulepacks", "zhupi.checks")
BUNDLED = "bundled"
_OWN = "zhupi-"
_ENTRY_POINTS = b"[zhupi."
# What findings, and what is kept of rules, depend on besides the program.
_LIBRARIES = frozenset({"daachorse", "lxml", "numpy", "opencc", "pyromark", "regex"})
_METADATA = (".dist-info", ".egg-info")

Stamp = tuple[str, int, int]
"""A file: its name below its folder, its size in bytes, and when it was changed (ns)."""


def fingerprint(packs: Iterable[Path]) -> tuple[object, ...]:
    """Values that change when the program, a plug-in, or a rule pack does."""
    others = list(_distributions())
    return (
        VERSION,
        sys.implementation.cache_tag,
        sorted(name for _, name in others if name.partition("-")[0].lower() in _LIBRARIES),
        _installed(Path(__file__).parents[1]) or _of_checkout(),
        [tuple(_digests(pack)) for pack in packs],
        sorted(_plugins()) if any(_names_ours(path) for path, _ in others) else [],
    )


def _installed(package: Path) -> str:
    """The hash of the list of files that pip keeps beside a package; empty for a checkout."""
    record = package.parent / f"{package.name}-{VERSION}.dist-info" / "RECORD"
    try:
        return sha256(record.read_bytes()).hexdigest()
    except OSError:
        return ""


def _of_checkout() -> list[tuple[Stamp, ...]]:
    """The files of program and rules, which their developer changes."""
    folders = Path(__file__).parents[1], bundled_rules()
    return [tuple(_stamps(str(folder))) for folder in folders]


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    """The files of a pack, or of those in a folder, with the hashes of what stands in them.

    Whatever else lies there is not read: it may be all the documents of a house.
    """
    inside = sorted(entry.path for entry in _entries(str(folder)) if _is_folder(entry))
    for here in (str(folder), *inside):
        if Path(here, MANIFEST).is_file():
            for entry in sorted(_entries(here), key=_name_of):
                with suppress(OSError):  # told when it is to be loaded
                    if entry.is_file():
                        name = entry.path.removeprefix(str(folder))
                        yield name, sha256(Path(entry.path).read_bytes()).hexdigest()


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link to itself


def plugin_modules(made_of: tuple[object, ...]) -> frozenset[str]:
    """The packages and modules of the plug-ins of a fingerprint."""
    plugins = cast("list[tuple[str, str, str, tuple[Stamp, ...]]]", made_of[-1])
    return frozenset(value.partition(":")[0].partition(".")[0] for _, value, _, _ in plugins)


def _stamps(
    folder: str, below: str = "", above: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[Stamp]:
    """The files of a folder and of those in it, by name; not of a link to a folder above."""
    try:
        status = os.stat(folder)  # noqa: PTH116 (a start waits)
        entries = sorted(os.scandir(folder), key=_name_of)
    except OSError:
        return  # what cannot be read is told when it is to be loaded
    here = status.st_dev, status.st_ino
    if here in above:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        with suppress(OSError):  # a link to nowhere, or to itself
            if entry.is_dir():
                yield from _stamps(entry.path, f"{below}{entry.name}/", above | {here})
            elif entry.is_file():
                status = entry.stat()
                yield below + entry.name, status.st_size, status.st_mtime_ns


def _name_of(entry: "os.DirEntry[str]") -> str:
    return entry.name


def _distributions() -> Iterator[tuple[str, str]]:
    """The other distributions that are installed: their metadata folders and their names."""
    for folder in dict.fromkeys(sys.path):
        for entry in _entries(folder or "."):
            if entry.name.endswith(_METADATA) and not entry.name.startswith(_OWN):
                yield entry.path, entry.name


def _entries(folder: str) -> Iterator["os.DirEntry[str]"]:
    try:
        yield from os.scandir(folder)
    except OSError:
        return  # a zip file, or nothing


def _names_ours(metadata: str) -> bool:
    """Whether a distribution has entry points of ours."""
    try:
        with open(f"{metadata}/entry_points.txt", "rb") as file:  # noqa: PTH123 (a start waits)
            return _ENTRY_POINTS in file.read()
    except OSError:
        return False


def _plugins() -> Iterator[tuple[str, str, str, tuple[Stamp, ...]]]:
    """Each plug-in with its version, and the files of its module or package."""
    from importlib.metadata import entry_points

    for group in GROUPS:
        for point in entry_points(group=group):
            if point.name != BUNDLED:
                version = point.dist.version if point.dist else ""
                yield group, point.value, version, tuple(_module_stamps(point.module))


def _module_stamps(name: str) -> Iterator[Stamp]:
    """The files of a module; of one in a package those of the package."""
    module = find_spec(name.partition(".")[0])
    if module is None or module.origin is None:
        return
    origin = Path(module.origin)
    if module.submodule_search_locations:
        yield from _stamps(str(origin.parent))
    else:
        status = origin.stat()
        yield origin.name, status.st_size, status.st_mtime_ns
