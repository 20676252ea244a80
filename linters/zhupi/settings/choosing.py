"""From layers to what holds for one file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from zhupi.rulepacks.place import Place
from zhupi.rulepacks.selection import Choice, Named
from zhupi.settings.layers import Layer
from zhupi.settings.spec import Threshold


class Chosen(NamedTuple):
    """What holds for a file: the choice of rules, its genre, its threshold, and who says so."""

    rules: Choice = Choice()
    genre: str = ""
    fail_on: Threshold = "warning"
    origins: Mapping[str, str] = {}


def fitting(layers: Sequence[Layer], file: Path) -> tuple[int, ...]:
    """The numbers of the layers that speak of a file."""
    return tuple(
        number
        for number, layer in enumerate(layers)
        if layer.patterns is None or layer.patterns.match(file)
    )


def fold(layers: Sequence[Layer]) -> Chosen:
    """What layers say together: a later one adds to the earlier ones, or replaces their choice."""
    chosen = Chosen()
    for layer in layers:
        chosen = _over(chosen, layer)
    return chosen


def _over(below: Chosen, layer: Layer) -> Chosen:
    spec, given, rules = layer.spec, layer.given, below.rules
    if "select" in given:
        # Whoever selects says all that is to run.
        rules = rules._replace(select=(), enable=(), ignore=())
    rules = Choice(
        select=_names(layer, "select", spec.select) or rules.select,
        enable=(*rules.enable, *_names(layer, "enable", spec.enable)),
        ignore=(*rules.ignore, *_names(layer, "ignore", spec.ignore)),
        severity=(*rules.severity, *_severities(layer)),
        options=(*rules.options, *_options(layer)),
    )
    origins = {key: layer.place.child(key.replace("_", "-")).where for key in _SINGLE & given}
    return Chosen(
        rules,
        spec.genre if "genre" in given else below.genre,
        spec.fail_on if "fail_on" in given else below.fail_on,
        {**below.origins, **origins},
    )


_SINGLE = frozenset({"genre", "fail_on"})


def _names(layer: Layer, key: str, names: Sequence[str]) -> tuple[Named, ...]:
    place = layer.place.child(key)
    return tuple(Named(name, place.child(index).where) for index, name in enumerate(names))


def _severities(layer: Layer) -> Iterator[tuple[Named, str]]:
    place = layer.place.child("severity")
    for name, level in layer.spec.severity.items():
        yield Named(name, place.child(name).where), level


def _options(layer: Layer) -> Iterator[tuple[Named, Mapping[str, object], Place]]:
    place = layer.place.child("options")
    for name, options in layer.spec.options.items():
        yield Named(name, place.child(name).where), options, place.child(name)
