"""What rules and program are made of, told by their files without loading them."""

import os
from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import zhupi
from zhupi.rulepacks.bundled import bundled_rules
from zhupi.version import VERSION

_GROUPS = ("zhupi.rulepacks", "zhupi.checks")
_BUNDLED = "bundled"

Stamp = tuple[str, int, int]
"""A file: its name in its folder, its size in bytes, and when it was changed (ns)."""


def fingerprint(packs: Iterable[Path]) -> tuple[object, ...]:
    """Values that change when the program, a plug-in, or a rule pack does."""
    folders = [Path(zhupi.__file__).parent, Path(str(bundled_rules())), *packs]
    return (
        VERSION,
        [tuple(_stamps(folder)) for folder in folders],
        sorted(_plugins()),
    )


def _stamps(folder: Path) -> Iterator[Stamp]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = Path(here) / name
            status = path.stat()
            yield str(path.relative_to(folder)), status.st_size, status.st_mtime_ns


def _plugins() -> Iterator[tuple[str, str, str, tuple[Stamp, ...]]]:
    """Each plug-in with its version, and the files of its module or package."""
    for group in _GROUPS:
        for point in entry_points(group=group):
            if point.name != _BUNDLED:
                version = point.dist.version if point.dist else ""
                yield group, point.value, version, tuple(_module_stamps(point.module))


def _module_stamps(name: str) -> Iterator[Stamp]:
    """The files of a module; of one in a package those of the package."""
    module = find_spec(name.partition(".")[0])
    if module is None or module.origin is None:
        return
    origin = Path(module.origin)
    if module.submodule_search_locations:
        yield from _stamps(origin.parent)
    else:
        status = origin.stat()
        yield origin.name, status.st_size, status.st_mtime_ns
