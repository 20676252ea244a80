"""The paragraphs of a story in the order of the document, tables cell by cell."""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.formats.docx.inline import chosen_branch
from zhupi.formats.docx.markup import (
    MC,
    TBL,
    TC,
    TR,
    Element,
    P,
    child,
    integer,
    tag,
    value,
)
from zhupi.model.document import Cell

_ALTERNATIVE = f"{MC}AlternateContent"
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
_WRAPPERS = frozenset(
    map(tag, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo"))
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

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._tables = -1

    def blocks(
        self, parent: Element, cells: tuple[Cell, ...] = (), *, contents: bool = False
    ) -> Iterator[Placed]:
        """Every paragraph below an element."""
        joined: list[Element] = []
        for element in parent:
            name = element.tag
            if name == P:
                joined.append(element)
                if not self._is_left_out(child(element, "pPr", "rPr")):
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
                yield from self.blocks(branch, cells, contents=contents)
        elif name in _WRAPPERS and name not in self._revision.wrappers:
            inside = contents or _is_contents(element)
            yield from self.blocks(element, cells, contents=inside)

    def _table(self, table: Element, cells: tuple[Cell, ...], contents: bool) -> Iterator[Placed]:
        self._tables += 1
        number = self._tables
        rows = (row for row in self._inside(table, TR) if not self._is_left_out(child(row, "trPr")))
        for index, row in enumerate(rows):
            column = integer(value(child(row, "trPr", "gridBefore"))) or 0
            for cell in self._inside(row, TC):
                properties = child(cell, "tcPr")
                if not _continues_another(properties) and not self._is_cut(properties):
                    place = Cell(number, index, column)
                    yield from self.blocks(cell, (*cells, place), contents=contents)
                column += max(integer(value(child(properties, "gridSpan"))) or 1, 1)

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

    def _is_cut(self, properties: Element | None) -> bool:
        if properties is None:
            return False
        return next(properties.iterchildren(self._revision.cell_mark), None) is not None


def _continues_another(properties: Element | None) -> bool:
    """Whether a cell is the lower or right part of a merged one; its text is not shown."""
    for name in ("vMerge", "hMerge"):
        merge = child(properties, name)
        if merge is not None and value(merge) in (None, "continue"):
            return True
    return False


def _is_contents(element: Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) in _CONTENTS_GALLERIES
