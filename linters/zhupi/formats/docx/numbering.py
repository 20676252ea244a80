"""The numbers that Word computes: 一、 （一） 1. that stand in no run (ECMA-376-1, 17.9)."""

import re
from typing import NamedTuple

from lxml import etree

from zhupi.formats.docx.markup import child, children, integer, value
from zhupi.formats.docx.number_formats import write_number
from zhupi.formats.docx.styles import NumberRef

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


class Level(NamedTuple):
    """One level of a list."""

    start: int
    number_format: str
    text: str
    legal: bool
    restart: int | None
    style: str


class ListDefinition(NamedTuple):
    """A list (``w:num``): its levels, its counters' owner, and the starts that it sets anew."""

    abstract: int
    levels: dict[int, Level]
    starts: dict[int, int]


def read_numbering(root: etree._Element | None) -> dict[int, ListDefinition]:
    """The lists of ``numbering.xml`` by number."""
    if root is None:
        return {}
    abstracts = {integer(value(a, "abstractNumId")): a for a in children(root, "abstractNum")}
    by_style_link = {
        value(child(a, "styleLink")): a
        for a in abstracts.values()
        if child(a, "styleLink") is not None
    }
    lists: dict[int, ListDefinition] = {}
    for num in children(root, "num"):
        number = integer(value(num, "numId"))
        abstract_id = integer(value(child(num, "abstractNumId")))
        abstract = abstracts.get(abstract_id)
        if number is None or abstract_id is None or abstract is None:
            continue
        link = value(child(abstract, "numStyleLink"))
        lists[number] = _definition(num, abstract_id, by_style_link.get(link, abstract))
    return lists


def level_of_style(definition: ListDefinition, style_id: str) -> int:
    """The level that a style's paragraphs take when the style names a list but no level."""
    levels = definition.levels.items()
    return next((index for index, level in levels if style_id and level.style == style_id), 0)


def _definition(num: etree._Element, abstract_id: int, abstract: etree._Element) -> ListDefinition:
    levels = _levels(abstract)
    starts: dict[int, int] = {}
    for override in children(num, "lvlOverride"):
        index = integer(value(override, "ilvl"))
        start = integer(value(child(override, "startOverride")))
        levels.update(_levels(override))
        if index is not None and start is not None:
            starts[index] = start
    return ListDefinition(abstract_id, levels, starts)


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels = {}
    for level in children(parent, "lvl"):
        index = integer(value(level, "ilvl"))
        start = integer(value(child(level, "start")))
        legal = child(level, "isLgl")
        if index is not None:
            levels[index] = Level(
                start=1 if start is None else start,
                number_format=value(child(level, "numFmt")) or "decimal",
                text=value(child(level, "lvlText")) or "",
                legal=legal is not None and value(legal) not in ("0", "false"),
                restart=integer(value(child(level, "lvlRestart"))),
                style=value(child(level, "pStyle")) or "",
            )
    return levels


class NumberCounter:
    """Counts through one story and writes each numbered paragraph's label."""

    def __init__(self, lists: dict[int, ListDefinition]) -> None:
        self._lists = lists
        self._counts: dict[int, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()

    def label(self, reference: NumberRef | None, style_id: str) -> str:
        """The label of the next paragraph; empty when it has none."""
        definition = self._lists.get(reference.num) if reference else None
        if reference is None or definition is None:
            return ""
        index = reference.level
        if index is None:
            index = level_of_style(definition, style_id)
        level = definition.levels.get(index)
        if level is None:
            return ""
        self._step(reference.num, definition, index, level)
        return self._write(definition, level)

    def _step(self, num: int, definition: ListDefinition, index: int, level: Level) -> None:
        counts = self._counts.setdefault(definition.abstract, {})
        override = definition.starts.get(index)
        if override is not None and (num, index) not in self._started:
            # A startOverride counts once, at the list's first paragraph on that level.
            self._started.add((num, index))
            counts[index] = override
        else:
            counts[index] = counts[index] + 1 if index in counts else level.start
        for deeper in range(index + 1, _LEVELS):
            inner = definition.levels.get(deeper)
            if inner is None or inner.restart is None or index + 1 <= inner.restart:
                counts.pop(deeper, None)

    def _write(self, definition: ListDefinition, level: Level) -> str:
        counts = self._counts[definition.abstract]

        def number(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            shown = definition.levels.get(index, level)
            number_format = "decimal" if level.legal else shown.number_format
            return write_number(counts.get(index, shown.start), number_format)

        if level.number_format == "bullet":
            return ""
        return _PLACEHOLDER.sub(number, level.text)
