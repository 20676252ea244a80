"""Reading the lists and the tables that rule files name."""

from collections.abc import Iterator, Sequence

from zhupi.checks.base import BadOption
from zhupi.lang import Text
from zhupi.patterns import DataFile


def lines_of(listed: DataFile) -> Iterator[tuple[int, str]]:
    """The lines of a list with their numbers; ``#`` at the head of a line begins a comment."""
    for number, line in enumerate(listed.replace("\r\n", "\n").split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line


def rows_of(
    table: DataFile, header: Sequence[str], *, more: bool = False, option: str = "file"
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a TSV table below its header, one cell for each name, with their line numbers.

    Cells that are left out are empty; with ``more`` there may be further columns, which are not
    read. Raises BadOption for another header, with the name of the option that names the file.
    """
    lines = lines_of(table)
    number, first = next(lines, (1, ""))
    names = first.split("\t")
    if number != 1 or (names[: len(header)] if more else names) != list(header):
        raise BadOption(
            option,
            Text(f"表头应为 {'、'.join(header)}", f"the header must be {', '.join(header)}"),
        )
    for number, line in lines:
        yield number, [*line.split("\t"), *("" for _ in header)][: len(header)]
