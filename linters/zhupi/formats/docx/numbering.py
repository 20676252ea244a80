"""The numbers that Word computes: 一、 （一） 1. that stand in no run (ECMA-376-1, 17.9)."""

import re
from typing import NamedTuple

from zhupi.formats.docx.markup import (
    ONE_LINE,
    Element,
    child,
    children,
    integer,
    switch,
    tag,
    value,
)
from zhupi.formats.docx.number_formats import write_number
from zhupi.formats.docx.styles import NumberRef, ParagraphStyle
from zhupi.numbering.numerals import CIRCLED

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_SPACES = {"tab": " ", "space": " ", "nothing": ""}


class Level(NamedTuple):
    """One level of a list; ``pattern`` is of a custom number format, such as “001, 002”."""

    start: int
    number_format: str
    pattern: str
    text: str
    suffix: str
    legal: bool
    restart: int | None
    style: str
    element: Element


class ListDefinition(NamedTuple):
    """A list (``w:num``): its levels, its counters' owner, and the starts that it sets anew."""

    abstract: int
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """A ``numbering.xml``, which files of one template share; levels are read when asked for.

    It has dozens of lists of nine levels each, and a file counts in one or two.
    """

    def __init__(self, root: Element | None) -> None:
        self.abstracts = _numbered(root, "abstractNum", "abstractNumId")
        self.nums = _numbered(root, "num", "numId")
        self._known: dict[tuple[int, int], ListDefinition] = {}

    def definition(self, number: int, owner: int) -> ListDefinition:
        """The list of that number, whose counters are those of an abstract definition."""
        known = self._known.get((number, owner))
        if known is None:
            known = _definition(self.nums[number], owner, self.abstracts[owner])
            self._known[number, owner] = known
        return known


class Lists:
    """The lists of a file by number; which definition one has may depend on the file's styles."""

    def __init__(self, numbering: Numbering, styles: dict[str, Element]) -> None:
        self._numbering = numbering
        self._owners = _Owners(numbering.abstracts, numbering.nums, styles)
        self._known: dict[int, ListDefinition | None] = {}

    def get(self, number: int) -> ListDefinition | None:
        """The list of that number; None when nothing defines one."""
        if number not in self._known:
            self._known[number] = self._read(number)
        return self._known[number]

    def _read(self, number: int) -> ListDefinition | None:
        num = self._numbering.nums.get(number)
        owner = None if num is None else self._owners.of(num)
        return None if owner is None else self._numbering.definition(number, owner)


def _numbered(root: Element | None, name: str, attribute: str) -> dict[int, Element]:
    numbers = ((integer(value(each, attribute)), each) for each in children(root, name))
    return {number: each for number, each in numbers if number is not None}


class _Owners(NamedTuple):
    """Which definition a list has: its own, or the one that a list style names."""

    abstracts: dict[int, Element]
    nums: dict[int, Element]
    styles: dict[str, Element]

    def of(self, num: Element) -> int | None:
        """The number of the definition that counts for a list."""
        seen: set[int] = set()
        owner = self._own(num)
        while owner is not None and owner not in seen:
            seen.add(owner)
            link = value(child(self.abstracts[owner], "numStyleLink"))
            if link is None:
                return owner
            owner = self._linked(link)
        return self._own(num)

    def _own(self, num: Element | None) -> int | None:
        number = integer(value(child(num, "abstractNumId")))
        return number if number in self.abstracts else None

    def _linked(self, link: str) -> int | None:
        """The definition with that style link; else the one that the style's own list has."""
        for number, abstract in self.abstracts.items():
            if value(child(abstract, "styleLink")) == link:
                return number
        style_num = integer(value(child(self.styles.get(link), "pPr", "numPr", "numId")))
        return self._own(self.nums.get(style_num)) if style_num is not None else None


def level_of(definition: ListDefinition, reference: NumberRef, style: ParagraphStyle) -> int:
    """The level that a paragraph takes: its own, or the one that names its style."""
    if reference.level is not None:
        return reference.level
    levels = definition.levels.items()
    named = (index for each in style.chain for index, level in levels if level.style == each)
    return next(named, 0)


def _definition(num: Element, abstract_id: int, abstract: Element) -> ListDefinition:
    levels = _levels(abstract)
    starts: dict[int, int] = {}
    for override in children(num, "lvlOverride"):
        index = integer(value(override, "ilvl"))
        start = integer(value(child(override, "startOverride")))
        levels.update(_levels(override))
        if index is not None and start is not None:
            starts[index] = start
    return ListDefinition(abstract_id, levels, starts)


def _levels(parent: Element) -> dict[int, Level]:
    levels = {}
    for level in children(parent, "lvl"):
        index = integer(value(level, "ilvl"))
        if index is not None:
            levels[index] = _level(level)
    return levels


def _level(level: Element) -> Level:
    start = integer(value(child(level, "start")))
    # Newer formats stand in an alternative, before the old one that older readers take.
    number_format = next(level.iter(tag("numFmt")), None)
    return Level(
        start=1 if start is None else start,
        number_format=value(number_format) or "decimal",
        pattern=value(number_format, "format") or "",
        text=(value(child(level, "lvlText")) or "").translate(ONE_LINE),
        suffix=_SPACES.get(value(child(level, "suff")) or "tab", ""),
        legal=bool(switch(child(level, "isLgl"))),
        restart=integer(value(child(level, "lvlRestart"))),
        style=value(child(level, "pStyle")) or "",
        element=level,
    )


class NumberCounter:
    """Counts through one story and writes each numbered paragraph's label."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[int, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()

    def label(self, reference: NumberRef | None, style: ParagraphStyle) -> str:
        """The label of the next paragraph; empty when it has none."""
        if reference is None or reference.num is None:
            return ""
        definition = self._lists.get(reference.num)
        if definition is None:
            return ""
        index = level_of(definition, reference, style)
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
            number_format = shown.number_format
            if level.legal and not number_format.startswith("decimal"):
                number_format = "decimal"  # 01 stays 01 in Word's own list “Section 1.01”
            return write_number(counts.get(index, shown.start), number_format, shown.pattern)

        if level.number_format == "bullet":
            return ""
        label = _PLACEHOLDER.sub(number, level.text)
        return label + level.suffix if _needs_space(label) else label


def _needs_space(label: str) -> bool:
    """Whether the blank after a label tells it from the text: 1.1 总则, 第一章 总则.

    After 一、 and （一） the writer types none, and Word's is left out.
    """
    return label[-1:].isalnum() and label[-1] not in CIRCLED
