"""The paragraphs of a story in the order of the document, tables cell by cell."""

from collections.abc import Iterator, Set
from typing import NamedTuple

from zhupi.formats.docx.drawings import chosen_branch
from zhupi.formats.docx.markup import (
    MC,
    TBL,
    TC,
    TC_PR,
    TR,
    Element,
    P,
    Properties,
    child,
    integer,
    properties_of,
    tag,
    value,
)
from zhupi.model.document import Cell

_ALTERNATIVE = f"{MC}AlternateContent"
_GRID_SPAN = tag("gridSpan")
_MERGES = (tag("vMerge"), tag("hMerge"))
_CONTENTS_GALLERIES = frozenset({"Table of Contents", "List of Figures", "List of Tables"})


class Revision(NamedTuple):
    """What a reading of tracked changes leaves out: ``marks`` in properties, ``wrappers``."""

    marks: tuple[str, ...]
    cell_mark: str
    wrappers: frozenset[object]


FINAL = Revision(
    (tag("del"), tag("moveFrom")), tag("cellDel"), frozenset({tag("del"), tag("moveFrom")})
)
ORIGINAL = Revision(
    (tag("ins"), tag("moveTo")), tag("cellIns"), frozenset({tag("ins"), tag("moveTo")})
)
REVISION_MARKS = (*FINAL.marks, FINAL.cell_mark, *ORIGINAL.marks, ORIGINAL.cell_mark)
_WRAPPERS = frozenset(
    map(
        tag,
        ("body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo"),
    )
)


class Placed(NamedTuple):
    """The ``w:p`` elements that make one paragraph, and the table cells it stands in.

    There are several where the marks between them are deleted. ``cells`` begins with the outermost.
    """

    elements: tuple[Element, ...]
    cells: tuple[Cell, ...]
    contents: bool


class BlockWalk:
    """Goes through block-level content and counts the tables."""

    def __init__(self, root: Element, rare: Set[object], revision: Revision) -> None:
        self._root = root
        self._revision = revision
        self._tables = -1
        self._revised = not rare.isdisjoint(REVISION_MARKS)

    def blocks(self) -> Iterator[Placed]:
        """Every paragraph below the root."""
        return self._below(self._root, (), contents=False)

    def _below(
        self, parent: Element, cells: tuple[Cell, ...], *, contents: bool
    ) -> Iterator[Placed]:
        joined: list[Element] = []
        for element in parent:
            name = element.tag
            if name == P:
                joined.append(element)
                if not (self._revised and self._is_left_out(child(element, "pPr", "rPr"))):
                    yield Placed(tuple(joined), cells, contents)
                    joined = []
                continue
            if joined and (name == TBL or name in _WRAPPERS):
                # A paragraph cannot run into a table: it stays, whatever became of its mark.
                yield Placed(tuple(joined), cells, contents)
                joined = []
            yield from self._other(element, cells, contents)
        if joined:
            yield Placed(tuple(joined), cells, contents)

    def _other(self, element: Element, cells: tuple[Cell, ...], contents: bool) -> Iterator[Placed]:
        name = element.tag
        if name == TBL:
            yield from self._table(element, cells, contents)
        elif name == _ALTERNATIVE:
            branch = chosen_branch(element)
            if branch is not None:
                yield from self._below(branch, cells, contents=contents)
        elif name in _WRAPPERS and name not in self._revision.wrappers:
            inside = contents or _is_contents(element)
            yield from self._below(element, cells, contents=inside)

    def _table(self, table: Element, cells: tuple[Cell, ...], contents: bool) -> Iterator[Placed]:
        self._tables += 1
        number = self._tables
        rows = self._inside(table, TR)
        if self._revised:
            rows = (row for row in rows if not self._is_left_out(child(row, "trPr")))
        for index, row in enumerate(rows):
            column = integer(value(child(row, "trPr", "gridBefore"))) or 0
            for cell in self._inside(row, TC):
                properties = properties_of(cell, TC_PR)
                cut = self._revision.cell_mark in properties
                if not cut and not _continues_another(properties):
                    place = Cell(number, index, column)
                    yield from self._below(cell, (*cells, place), contents=contents)
                column += max(integer(value(properties.get(_GRID_SPAN))) or 1, 1)

    def _inside(self, parent: Element, name: str) -> Iterator[Element]:
        """Rows of a table or cells of a row, also inside content controls."""
        for element in parent:
            if element.tag == name:
                yield element
            elif element.tag in _WRAPPERS and element.tag not in self._revision.wrappers:
                yield from self._inside(element, name)

    def _is_left_out(self, properties: Element | None) -> bool:
        """Whether the mark of a paragraph, or a row, is deleted (in the original: inserted)."""
        if properties is None:
            return False
        return any(inner.tag in self._revision.marks for inner in properties)


def _continues_another(properties: Properties) -> bool:
    """Whether a cell is the lower or right part of a merged one; its text is not shown."""
    merges = (properties.get(name) for name in _MERGES)
    return any(merge is not None and value(merge) in (None, "continue") for merge in merges)


def _is_contents(element: Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) in _CONTENTS_GALLERIES
