"""``table``: the columns that a table must have, and cells that must not be empty."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Fields, Match, Subject
from zhupi.lang import Text
from zhupi.outline.tables import Table, read_tables
from zhupi.patterns import Regex

# A table with one such column may be any table.
_LEAST_COLUMNS = 2


class Column(NamedTuple):
    """A column of the table.

    title: what messages call it
    title_en: the same in English
    heading: the words by which its heading is known
    required: whether the table must have it
    filled: whether its cells must have words
    """

    title: str
    heading: Regex
    title_en: str = ""
    required: bool = True
    filled: bool = True


class TableCheck(NamedTuple):
    """The table that documents of this genre are.

    columns: its columns
    fault: column (one is missing, or the whole table) or cell (one is empty)
    """

    columns: tuple[Column, ...]
    fault: Literal["column", "cell"]

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("column", "row")

    def find(self, subject: Subject) -> Iterator[Match]:
        tables = [
            table for table in read_tables(subject.document) if self._is_meant(subject, table)
        ]
        if self.fault == "cell":
            yield from (m for table in tables for m in self._empty_cells(subject, table))
        elif tables:
            yield from self._missing_columns(subject, tables)
        else:
            required = [column for column in self.columns if column.required]
            yield Match(subject.title, _fields(required, ""))

    def _is_meant(self, subject: Subject, table: Table) -> bool:
        found = [table.columns(column.heading, subject.text) for column in self.columns]
        return sum(1 for each in found if each) >= _LEAST_COLUMNS

    def _missing_columns(self, subject: Subject, tables: list[Table]) -> Iterator[Match]:
        for column in self.columns:
            found = any(table.columns(column.heading, subject.text) for table in tables)
            if column.required and not found:
                header = tables[0].header
                yield Match(header.cells[max(header.cells)], _fields([column], ""))

    def _empty_cells(self, subject: Subject, table: Table) -> Iterator[Match]:
        wanted: dict[int, Column] = {}
        for column in self.columns:
            for index in table.columns(column.heading, subject.text) if column.filled else ():
                wanted.setdefault(index, column)
        for row in table.rows:
            # A row without any words is room for more, no fault of its own.
            written = any(not span.empty for span in row.cells.values())
            for index, column in wanted.items() if written else ():
                cell = row.cells.get(index)
                if cell is not None and cell.empty:
                    yield Match(cell, _fields([column], str(row.number)))


def _fields(columns: list[Column], row: str) -> Fields:
    titles = "、".join(column.title for column in columns)
    titles_en = ", ".join(column.title_en or column.title for column in columns)
    return {"column": Text(titles, titles_en), "row": row}
