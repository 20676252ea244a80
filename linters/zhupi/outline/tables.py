"""Tables as rows of cells, whatever the file's format."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from zhupi.model.document import Block, Document
from zhupi.model.span import Span
from zhupi.patterns import Regex, found_in

# A row that spans the table is its title, no header.
_LEAST_HEADINGS = 2


class Row(NamedTuple):
    """The cells of a row by column; a cell that a merged one covers is not among them."""

    number: int
    cells: Mapping[int, Span]


class Table(NamedTuple):
    """A table with its header; ``rows`` are those below it, numbered from 1."""

    header: Row
    rows: tuple[Row, ...]

    def columns(self, heading: Regex, text: str) -> list[int]:
        """The columns that are headed so."""
        return [
            index
            for index, span in self.header.cells.items()
            if found_in(heading, "".join(span.of(text).split()))
        ]


def read_tables(document: Document) -> Iterator[Table]:
    """The tables of a document that have a header and a row below it."""
    cells = [block for block in document.blocks if block.cell and block.story == "body"]
    for _, blocks in groupby(sorted(cells, key=_place), key=lambda block: _place(block)[0]):
        rows = [
            _row(document, list(row)) for _, row in groupby(blocks, key=lambda b: _place(b)[:2])
        ]
        headings = (i for i, row in enumerate(rows) if _is_header(document, row))
        first = next(headings, len(rows))
        below = tuple(row._replace(number=n) for n, row in enumerate(rows[first + 1 :], 1))
        if below:
            yield Table(rows[first], below)


def _place(block: Block) -> tuple[int, int, int]:
    return tuple(block.cell) if block.cell else (-1, -1, -1)  # type: ignore[return-value]


def _row(document: Document, blocks: list[Block]) -> Row:
    cells: dict[int, Span] = {}
    for block in blocks:
        column = _place(block)[2]
        start = cells[column].start if column in cells else block.span.start
        cells[column] = _trimmed(document.text, Span(start, block.span.end))
    return Row(0, cells)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _is_header(document: Document, row: Row) -> bool:
    return sum(1 for span in row.cells.values() if not span.empty) >= _LEAST_HEADINGS
