"""A document as a reader sees it: one text, cut into blocks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from zhupi.lang import Text
from zhupi.model.identity import Same
from zhupi.model.layout import Layout
from zhupi.model.span import Span

FormatName = Literal["text", "markdown", "docx"]
BlockKind = Literal["title", "heading", "paragraph", "item", "cell", "contents"]
Story = Literal[
    "body", "header", "footer", "footnote", "endnote", "textbox",
    "comment", "link", "alt-text", "qr-code", "property",
]  # fmt: skip
PRINTED: frozenset[Story] = frozenset(
    {"body", "header", "footer", "footnote", "endnote", "textbox"}
)
"""The stories that stand on paper; the others are seen in the word processor only."""

STORY_NAMES: Mapping[Story, Text] = {
    "header": Text("页眉", "header"),
    "footer": Text("页脚", "footer"),
    "footnote": Text("脚注", "footnote"),
    "endnote": Text("尾注", "endnote"),
    "textbox": Text("文本框", "text box"),
    "comment": Text("批注", "comment"),
    "link": Text("链接地址", "link target"),
    "alt-text": Text("图片替代文字", "alternative text"),
    "qr-code": Text("二维码", "QR code"),
    "property": Text("文档属性", "document property"),
}
"""What the stories beside the body are called."""

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
    the head that the format makes itself (a Word list, a Markdown list), else empty. A block of
    kind ``contents`` is a line of a table of contents, which repeats the headings. ``hidden`` says
    that nobody sees it: hidden text, or a first-page header of a section that has none.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    story: Story = "body"
    label: str = ""
    cell: Cell | None = None
    hidden: bool = False

    @property
    def printed(self) -> bool:
        """Whether its words are the document's own prose; a table of contents repeats others."""
        return self.story in PRINTED and self.kind != "contents"


class Directive(NamedTuple):
    """A remark to this program: its words after the prefix, and the text that it is about."""

    span: Span
    at: Span


class Document(NamedTuple):
    """All the prose of a file, one block a line, joined by ``\\n``.

    ``synthetic`` are the spans of text that stands in no place of the file (an automatic number);
    no fix may touch them. ``hidden`` are the spans of text that is there but not shown.
    ``properties`` are the file's own (front matter, document properties). ``notes`` are what the
    reader of the file should be told. ``layout`` tells fonts and spacing, for a file that has them.
    ``directives`` are the remarks in it that speak to this program.
    ``origin`` is what the format needs to find its way back to the file; only the format looks
    inside.
    """

    path: str
    format: FormatName
    text: str
    blocks: tuple[Block, ...]
    origin: object
    synthetic: tuple[Span, ...] = ()
    properties: Mapping[str, str] = {}
    notes: tuple[Text, ...] = ()
    hidden: tuple[Span, ...] = ()
    layout: Layout | None = None
    directives: tuple[Directive, ...] = ()

    def body(self) -> Iterator[Block]:
        """The blocks of the body that hold prose, in order; tables are not among them."""
        return iter(_body(Same(self.blocks)))

    def prose_spans(self) -> Iterator[Span]:
        """The parts of the text that stand on paper, neighbouring blocks as one.

        Tables of contents, comments, link targets and properties are not among them.
        """
        return iter(_prose_spans(Same(self.blocks)))

    def block_at(self, offset: int) -> Block | None:
        """The block in which a place stands; None in a document without text."""
        before = bisect_right(self.blocks, offset, key=lambda block: block.span.start)
        return self.blocks[before - 1] if before else None

    def prose(self, block: Block) -> str:
        """The characters of a block."""
        return self.text[block.span.start : block.span.end]

    def is_synthetic(self, span: Span) -> bool:
        """Whether a span touches text that stands in no place of the file."""
        before = bisect_left(self.synthetic, (span.end, 0))
        return before > 0 and self.synthetic[before - 1].overlaps(span)


def is_running_text(block: Block) -> bool:
    """Whether a block is of the body that readers read on: no table, no contents, not hidden."""
    return block.story == "body" and block.kind not in ("cell", "contents") and not block.hidden


# Every rule asks for these again.
@lru_cache(maxsize=2)
def _body(blocks: Same[tuple[Block, ...]]) -> tuple[Block, ...]:
    return tuple(
        [block for block in blocks.value if is_running_text(block) and not block.span.empty]
    )


@lru_cache(maxsize=2)
def _prose_spans(blocks: Same[tuple[Block, ...]]) -> tuple[Span, ...]:
    spans: list[Span] = []
    start, end = -1, 0
    for block in blocks.value:
        if block.printed:
            start = block.span.start if start < 0 else start
            end = block.span.end
        elif start >= 0:
            spans.append(Span(start, end))
            start = -1
    return tuple(spans if start < 0 else [*spans, Span(start, end)])
