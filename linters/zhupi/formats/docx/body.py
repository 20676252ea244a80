"""The blocks of the body: paragraphs and table cells, in the order of the document."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from zhupi.formats.docx.markup import child, local
from zhupi.formats.docx.numbering import NumberCounter
from zhupi.formats.docx.paragraphs import Run, runs
from zhupi.formats.docx.styles import (
    NumberRef,
    ParagraphStyle,
    number_ref,
    outline_level,
    style_id_of,
)
from zhupi.model.document import BlockKind, Cell

_PLAIN = ParagraphStyle(title=False, level=0, number=None)
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"}
)


class Paragraph(NamedTuple):
    """A paragraph as Word shows it."""

    kind: BlockKind
    level: int
    label: str
    runs: tuple[Run, ...]
    cell: Cell | None


class Placed(NamedTuple):
    """A ``w:p`` and the table cell that it stands in."""

    element: etree._Element
    cell: Cell | None


def placed_paragraphs(body: etree._Element) -> Iterator[Placed]:
    """Every ``w:p`` of the body, tables cell by cell."""
    yield from _Walk().blocks(body, None)


def read_paragraph(
    placed: Placed, styles: dict[str, ParagraphStyle], counter: NumberCounter
) -> Paragraph:
    """What Word shows of a ``w:p``, its automatic number counted."""
    properties = child(placed.element, "pPr")
    style_id = style_id_of(placed.element)
    style = styles.get(style_id) or styles.get("") or _PLAIN
    level = outline_level(properties)
    level = style.level if level is None else level
    label = counter.label(_number(properties, style), style_id)
    return Paragraph(
        _kind(placed, style, level), level, label, tuple(runs(placed.element)), placed.cell
    )


def _number(properties: etree._Element | None, style: ParagraphStyle) -> NumberRef | None:
    """A paragraph may name a list, or only a level in its style's list."""
    own = number_ref(properties)
    if own is None:
        return style.number
    if own.num == -1:
        return NumberRef(style.number.num, own.level) if style.number else None
    return own


def _kind(placed: Placed, style: ParagraphStyle, level: int) -> BlockKind:
    if placed.cell:
        return "cell"
    if style.title:
        return "title"
    return "heading" if level else "paragraph"


class _Walk:
    """Goes through block-level content and counts the tables."""

    def __init__(self) -> None:
        self._tables = -1

    def blocks(self, parent: etree._Element, cell: Cell | None) -> Iterator[Placed]:
        for element in parent:
            name = local(element)
            if name == "p":
                yield Placed(element, cell)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _WRAPPERS:
                yield from self.blocks(element, cell)

    def _table(self, table: etree._Element) -> Iterator[Placed]:
        self._tables += 1
        number = self._tables
        for row, tr in enumerate(_inside(table, "tr")):
            for column, tc in enumerate(_inside(tr, "tc")):
                yield from self.blocks(tc, Cell(number, row, column))


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _inside(element, name)
