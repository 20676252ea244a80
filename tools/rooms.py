"""The rooms of the program as they are: layers, imports, and the way of a file through them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, get_type_hints

import grimp

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "linters" / "zhupi"


class Step(NamedTuple):
    """A step of a file's way: the function (``module:name``) of a room that makes ``noun``."""

    room: str
    function: str
    noun: str


RAW = "bytes"
"""What the way begins with."""

SPINE = (
    Step("formats", "zhupi.formats:read", "Document"),
    Step("outline", "zhupi.outline.building:build_outline", "Outline"),
    Step("checks", "zhupi.checks.base:Check.find", "Match"),
    Step("engine", "zhupi.engine.linting:lint", "Finding"),
    Step("engine", "zhupi.engine.locating:result_of", "Result"),
    Step("reporters", "zhupi.reporters:Reporter.__call__", "report"),
)


class House(NamedTuple):
    """The program.

    upper: the layers that have folders, from the top
    ground: the single modules below them, the higher ones first
    imports: what each room of ``upper`` imports there, unless a longer way implies it
    """

    upper: tuple[tuple[str, ...], ...]
    ground: tuple[str, ...]
    imports: Mapping[str, frozenset[str]]


def rooms() -> set[str]:
    """The folders and modules that there are, by their names."""
    return {
        each.stem
        for each in PROGRAM.iterdir()
        if (each.suffix == ".py" or (each / "__init__.py").exists())
        and not each.stem.startswith("_")
    }


@cache
def house() -> House:
    """The program, by the contract on its imports and by the imports that there are."""
    layers = _layers()
    upper = tuple(layer for layer in layers if any((PROGRAM / room).is_dir() for room in layer))
    placed = {room for layer in upper for room in layer}
    ground = tuple(room for layer in layers for room in layer if room not in placed)
    return House(upper, ground, _without_implied(_imports(placed)))


def _layers() -> list[tuple[str, ...]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    return [tuple(room.strip() for room in layer.split("|")) for layer in contract["layers"]]


def _imports(among: set[str]) -> dict[str, set[str]]:
    graph = grimp.build_graph(PROGRAM.name, cache_dir=None)
    found: dict[str, set[str]] = {room: set() for room in among}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            room, other = _room_of(module), _room_of(imported)
            if room != other and {room, other} <= among:
                found[room].add(other)
    return found


def _room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _without_implied(imports: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """The transitive reduction; the imports go round in no circle, as the contract says."""

    @cache
    def reached(room: str) -> frozenset[str]:
        return frozenset(imports[room]).union(*(reached(other) for other in imports[room]))

    return {
        room: frozenset(direct.difference(*(reached(other) for other in direct)))
        for room, direct in imports.items()
    }


def returned(step: Step) -> str:
    """What the function of a step says that it returns."""
    module, _, name = step.function.partition(":")
    value: object = import_module(module)
    for part in name.split("."):
        value = getattr(value, part)
    return str(get_type_hints(value)["return"])
