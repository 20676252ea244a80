"""What the program is made of, told the same on each machine where the same is installed."""

import os
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

import zhupi
from zhupi.rulepacks.bundled import IN_WHEEL, bundled_rules
from zhupi.rulepacks.fingerprint import BUNDLED, GROUPS
from zhupi.version import VERSION


def digest() -> str:
    """A hash of the program, its rules and its plug-ins, by what their files hold."""
    hashed = sha256(VERSION.encode())
    roots = [("program", Path(zhupi.__file__).parent), ("rules", bundled_rules())]
    roots += [(point.value, root) for point in _points() for root in _module_root(point.module)]
    for name, root in roots:
        hashed.update(f"\0{name}".encode())
        for path, inside in _files(root):
            if not inside.startswith(IN_WHEEL):  # in a checkout the rules stand elsewhere
                hashed.update(f"\0{inside}\0".encode("utf-8", "surrogatepass"))
                hashed.update(sha256(path.read_bytes()).digest())
    return hashed.hexdigest()


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
    for group in GROUPS:
        points = (point for point in entry_points(group=group) if point.name != BUNDLED)
        yield from sorted(points, key=lambda point: (point.name, point.value))


def _module_root(name: str) -> Iterator[Path]:
    """The file of a module; of one in a package the package's folder."""
    module = find_spec(name.partition(".")[0])
    if module is not None and module.origin is not None:
        origin = Path(module.origin)
        yield origin.parent if module.submodule_search_locations else origin
