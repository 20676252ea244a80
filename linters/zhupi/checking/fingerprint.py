"""What rules and program are made of, told by their files without loading them.

``fingerprint`` looks at sizes and times, which is quick and holds on one machine; ``digest`` reads
the files, and is the same wherever the same is installed.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

import zhupi
from zhupi.rulepacks.bundled import IN_WHEEL, bundled_rules
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


def digest() -> str:
    """A hash of the program, its rules and its plug-ins, by what their files hold."""
    hashed = sha256(VERSION.encode())
    roots = [("program", Path(zhupi.__file__).parent), ("rules", Path(str(bundled_rules())))]
    roots += [(point.value, root) for point in _points() for root in _module_root(point.module)]
    for name, root in roots:
        hashed.update(f"\0{name}".encode())
        for path, inside in _files(root):
            if not inside.startswith(IN_WHEEL):  # in a checkout the rules stand elsewhere
                hashed.update(f"\0{inside}\0".encode("utf-8", "surrogatepass"))
                hashed.update(sha256(path.read_bytes()).digest())
    return hashed.hexdigest()


def _stamps(folder: Path) -> Iterator[Stamp]:
    for path, inside in _files(folder):
        status = path.stat()
        yield inside, status.st_size, status.st_mtime_ns


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """The files of a folder with their names in it; a file itself."""
    if root.is_file():
        yield root, root.name
        return
    for here, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = Path(here) / name
            yield path, path.relative_to(root).as_posix()


def _points() -> Iterator[EntryPoint]:
    for group in _GROUPS:
        points = (point for point in entry_points(group=group) if point.name != _BUNDLED)
        yield from sorted(points, key=lambda point: (point.name, point.value))


def _plugins() -> Iterator[tuple[str, str, str, tuple[Stamp, ...]]]:
    """Each plug-in with its version, and the files of its module or package."""
    for point in _points():
        version = point.dist.version if point.dist else ""
        stamps = (stamp for root in _module_root(point.module) for stamp in _stamps(root))
        yield point.group, point.value, version, tuple(stamps)


def _module_root(name: str) -> Iterator[Path]:
    """The file of a module; of one in a package the package's folder."""
    module = find_spec(name.partition(".")[0])
    if module is not None and module.origin is not None:
        origin = Path(module.origin)
        yield origin.parent if module.submodule_search_locations else origin
