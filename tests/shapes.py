"""Reports in the formats that offices use: text, Markdown, Word with typed or automatic numbers.

Each shape tells in which line of it a line of the report stands.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.reports import as_docx, as_markdown
from tests.word_files import paragraph, table, word, zipped


class Shaped(NamedTuple):
    """A file, and the line in it of each line of the report."""

    name: str
    raw: bytes
    lines: dict[int, int]


def as_text(text: str) -> Shaped:
    count = text.count("\n") + 1
    return Shaped("a.txt", text.encode(), {line: line for line in range(1, count + 1)})


def in_markdown(text: str) -> Shaped:
    made, lines = as_markdown(text.split("\n"))
    return Shaped("a.md", made.encode(), lines)


def in_word(text: str) -> Shaped:
    return as_text(text)._replace(name="a.docx", raw=as_docx(text.split("\n")))


def in_word_numbered(text: str) -> Shaped:
    return as_text(text)._replace(name="a.docx", raw=as_docx(text.split("\n"), automatic=True))


def markdown_itself(text: str) -> Shaped:
    return as_text(text)._replace(name="a.md")


def markdown_in_word(text: str) -> Shaped:
    """A Markdown report as a Word file: headings as plain lines, pipe tables as tables."""
    parts: list[str] = []
    lines: dict[int, int] = {}
    rows: list[tuple[str, ...]] = []
    count = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.startswith("|"):
            if not re.fullmatch(r"[|\s:-]+", line):
                cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
                rows.append(tuple(paragraph(escape(cell)) for cell in cells))
                lines[number] = count + 1
                count += len(cells)
            continue
        if rows:
            parts.append(table(*rows))
            rows = []
        if line.strip():
            count += 1
            lines[number] = count
            parts.append(paragraph(escape(line.lstrip("# "))))
    return Shaped("a.docx", zipped(word("".join(parts))), lines)


AUTOMATIC = "Word, numbers automatic"
Shape = Callable[[str], Shaped]
SHAPES: dict[str, dict[str, Shape]] = {
    ".txt": {
        "text": as_text,
        "Markdown": in_markdown,
        "Word, numbers typed": in_word,
        AUTOMATIC: in_word_numbered,
    },
    ".md": {"Markdown": markdown_itself, "Word, numbers typed": markdown_in_word},
}
