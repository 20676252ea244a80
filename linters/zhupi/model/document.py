"""A document as a reader sees it: one text, cut into blocks."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from zhupi.lang import Text
from zhupi.model.span import Span

FormatName = Literal["text", "markdown", "docx"]
BlockKind = Literal["title", "heading", "paragraph", "item", "cell"]
Story = Literal["body", "footnote"]


OBJECT = "\ufffc"
"""Stands in the text for what is no prose: a picture, inline code."""
LINE_BREAK = "\u2028"
"""A line break inside a block."""


class Cell(NamedTuple):
    """Where a table cell stands: 0-based table in the document, row and column in the table."""

    table: int
    row: int
    column: int


class Block(NamedTuple):
    """One line of ``Document.text``: a paragraph, a heading, a list item, a table cell.

    ``level`` is 1 for the highest heading and 0 for what is no heading. ``label`` is the number at
    the head that the format makes itself (a Word list, a Markdown list), else empty.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    story: Story = "body"
    label: str = ""
    cell: Cell | None = None


class Document(NamedTuple):
    """All the prose of a file, one block a line, joined by ``\\n``.

    ``synthetic`` are the spans of text that stands in no place of the file (an automatic number);
    no fix may touch them. ``properties`` are the file's own (front matter). ``notes`` are what the
    reader of the file should be told. ``origin`` is what the format needs to find its way back to
    the file; only the format looks inside.
    """

    path: str
    format: FormatName
    text: str
    blocks: tuple[Block, ...]
    origin: object
    synthetic: tuple[Span, ...] = ()
    properties: Mapping[str, str] = {}
    notes: tuple[Text, ...] = ()

    def body(self) -> Iterator[Block]:
        """The blocks of the body that hold prose, in order; tables are not among them."""
        for block in self.blocks:
            if block.story == "body" and block.kind != "cell" and not block.span.empty:
                yield block

    def prose(self, block: Block) -> str:
        """The characters of a block."""
        return self.text[block.span.start : block.span.end]

    def is_synthetic(self, span: Span) -> bool:
        """Whether a span touches text that stands in no place of the file."""
        before = bisect_left(self.synthetic, (span.end, 0))
        return before > 0 and self.synthetic[before - 1].overlaps(span)
