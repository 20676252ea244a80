"""A sheet of a workbook, row by row, laid out to be read and printed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from zhupi.lang import Lang, Text
from zhupi.reporters.markup import clean

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

Value = str | int

ROWS = 1_048_576
"""How many rows a sheet of Excel has."""
_LONGEST = 32_767 // 2  # Excel counts UTF-16 units; a character is at most two
_LINE_END = re.compile(r"\r\n?")
_FORMULA = ("=", "+", "-", "@")
_A4 = 9
_LINE = 15  # the height of a line in points
_MOST_LINES = 27  # no row of Excel is higher than 409 points
_NARROW = 8  # the width of a column that nothing stands in


class Column(NamedTuple):
    """A column: its heading, its width in characters of Latin script, and what its words look like.

    ``colours`` gives the fills of words; ``fill`` that of a number above 0.
    """

    title: Text
    width: int
    colours: Mapping[Text, str] = {}
    fill: str = ""


class Table(NamedTuple):
    """A sheet: its name, and its columns, of which so many stay when one scrolls to the right."""

    name: Text
    columns: tuple[Column, ...]
    frozen: int = 0


class Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        base = {
            "font_name": "宋体",
            "font_size": 10,
            "text_wrap": True,
            "valign": "top",
            "border": 1,
            "border_color": "#BFBFBF",
        }
        self._book = book
        self.head = book.add_format(
            {**base, "bold": True, "bg_color": "#D9E1F2", "align": "center", "valign": "vcenter"}
        )
        self.plain = book.add_format(base)
        self.quoted = book.add_format({**base, "quote_prefix": True})
        self._fills: dict[str, Format] = {}

    def fill(self, colour: str) -> "Format":
        """The format of a cell with that background."""
        if colour not in self._fills:
            self._fills[colour] = self._book.add_format({"bg_color": colour})
        return self._fills[colour]


class Sheet:
    """A sheet that is being filled."""

    def __init__(self, book: "Workbook", formats: Formats, table: Table, lang: Lang) -> None:
        self._sheet = book.add_worksheet(table.name.say(lang))
        self._formats, self._table, self._lang = formats, table, lang
        self._row = 0
        self._left_out = 0
        self._filled: set[int] = set()
        self._write([column.title.say(lang) for column in table.columns], formats.head)
        self._sheet.set_row(0, 2 * _LINE)

    def add(self, values: Sequence[Value]) -> None:
        """A row; when the sheet is full, it is counted only."""
        if self._row < ROWS - 1:  # the last row is kept for the count
            self._sheet.set_row(self._row, self._height(values))
            self._filled.update(number for number, value in enumerate(values) if value != "")
            self._write(values, self._formats.plain)
        else:
            self._left_out += 1

    def close(self) -> None:
        """The last touches."""
        last, columns = self._row - 1, self._table.columns
        if self._left_out:
            more = Text(
                f"另有 {self._left_out} 行写不下", f"{self._left_out} more rows did not fit"
            )
            self._write([more.say(self._lang)], self._formats.plain)
        self._sheet.autofilter(0, 0, last, len(columns) - 1)
        self._sheet.freeze_panes(1, self._table.frozen)
        for number, column in enumerate(columns):
            width = column.width if number in self._filled else min(column.width, _NARROW)
            self._sheet.set_column(number, number, width)
            self._colour(number, column, last)
        self._set_up_print()

    def _height(self, values: Sequence[Value]) -> int:
        """The height of a row in points; not every program works it out when it opens a file."""
        columns = zip(self._table.columns, values, strict=True)
        lines = max(_lines(str(value), column.width) for column, value in columns)
        return _LINE * min(lines, _MOST_LINES)

    def _write(self, values: Iterable[Value], form: "Format") -> None:
        for number, value in enumerate(values):
            if isinstance(value, int):
                self._sheet.write_number(self._row, number, value, form)
            else:
                self._write_words(number, value, form)
        self._row += 1

    def _write_words(self, number: int, words: str, form: "Format") -> None:
        """Words, and nothing but words: ``write`` would make formulas and links of some.

        The prefix keeps them words also when somebody edits the cell.
        """
        if not words:
            self._sheet.write_blank(self._row, number, None, form)
            return
        words = _LINE_END.sub("\n", clean(words))[:_LONGEST]
        form = self._formats.quoted if words.startswith(_FORMULA) else form
        self._sheet.write_string(self._row, number, words, form)

    def _colour(self, number: int, column: Column, last: int) -> None:
        if last < 1:
            return
        for word, colour in column.colours.items():
            rule = {"criteria": "==", "value": f'"{word.say(self._lang)}"'}
            self._conditional(number, last, {**rule, "format": self._formats.fill(colour)})
        if column.fill:
            rule = {"criteria": ">", "value": "0"}
            self._conditional(number, last, {**rule, "format": self._formats.fill(column.fill)})

    def _conditional(self, number: int, last: int, rule: dict[str, object]) -> None:
        self._sheet.conditional_format(1, number, last, number, {"type": "cell", **rule})

    def _set_up_print(self) -> None:
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_footer("&C&P / &N")


def _lines(text: str, width: int) -> int:
    """How many lines words take in a column."""
    return sum(1 + _width(line) // width for line in text[:_LONGEST].split("\n"))


def _width(text: str) -> int:
    """The width of a line in Latin characters; in a Chinese font all others are twice as wide."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))
