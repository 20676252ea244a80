"""Markdown: CommonMark with tables, footnotes and front matter.

Code, link targets, pictures and raw HTML are not prose. Inline code and pictures stand in the view
as one U+FFFC, so that no word is read across them; inline tags and comments leave nothing but the
line break of ``<br>``; blocks of code and HTML do not appear at all. Comments that speak to this
program stand behind the text, as comments.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pyromark

from zhupi.formats.decoding import decode, encoding_note
from zhupi.formats.directives import html_directives
from zhupi.formats.front_matter import read_front_matter
from zhupi.formats.inlines import Inline, lines_of
from zhupi.formats.options import READ_AS_IS, ReadOptions
from zhupi.formats.source_map import PieceKind, SourceMap
from zhupi.formats.text_origin import TextOrigin, locate, pieces, settle, write
from zhupi.model.document import (
    LINE_BREAK,
    OBJECT,
    Block,
    BlockKind,
    Cell,
    Directive,
    Document,
    Story,
)
from zhupi.model.lines import index_lines
from zhupi.model.span import Span
from zhupi.patterns import late

if TYPE_CHECKING:
    from pyromark.event import Range

__all__ = ["locate", "pieces", "read", "settle", "write"]

_UNPRINTABLE = late(r"[\x00-\x08\n\r\x0e-\x1f\x7f]")
_BEHIND_COMMENT = late(r"-->[ \t]*(?P<words>[^<>\r\n]*[^<>\s])[ \t]*$", re.MULTILINE)
_ITEM_NUMBER = late(r"(\d{1,9})([.)])")

_PARSER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
)


def read(raw: bytes, path: str, _options: ReadOptions = READ_AS_IS) -> Document:
    """Read a Markdown file; raises UnreadableFile when it is none."""
    decoded = decode(raw, path)
    utf8 = raw if decoded.encoding == "utf-8" and not decoded.bom else decoded.text.encode()
    view = _View(decoded.text, utf8)
    # A text that the parser has read keeps its UTF-8 form as long as it lives: a copy does not.
    for event, extent in _PARSER.events_with_range(utf8.decode()):
        view.take(event, extent)
    view.flush()
    directives = tuple(view.write_remarks())
    properties = read_front_matter(view.front_matter, path) if view.front_matter else {}
    return Document(
        path=path,
        format="markdown",
        text="".join(view.text),
        blocks=tuple(view.blocks),
        origin=TextOrigin(decoded, index_lines(decoded.text), view.map),
        synthetic=tuple(view.synthetic),
        properties=properties,
        notes=encoding_note(decoded),
        directives=directives,
    )


class _CharOffsets:
    """UTF-8 byte offsets to code-point offsets, asked for in rising order."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._byte = self._char = 0

    def span(self, extent: "Range") -> Span:
        start = self.start(extent)
        end = extent["end"]
        self._char += len(self._raw[self._byte : end].decode())
        self._byte = end
        return Span(start, self._char)

    def start(self, extent: "Range") -> int:
        byte = extent["start"]
        if byte < self._byte:
            self._byte = self._char = 0
        self._char += len(self._raw[self._byte : byte].decode())
        self._byte = byte
        return self._char


class _List:
    """An ordered list being read: what number its next item shows."""

    def __init__(self, first: int | None) -> None:
        self.ordered = first is not None
        self._next = first or 0
        self._lazy: bool | None = None
        self._seen = 0

    def shown(self, typed: int) -> int:
        """The typed number, unless all items are typed alike and the renderer counts them."""
        if self._seen == 1:
            self._lazy = typed == self._next - 1
        self._seen += 1
        number = self._next if self._lazy else typed
        self._next = number + 1
        return number


class _View:
    """The text view being made, event by event."""

    def __init__(self, source: str, utf8: bytes) -> None:
        self.source = source
        self.text: list[str] = []
        self.blocks: list[Block] = []
        self.map = SourceMap()
        self.synthetic: list[Span] = []
        self.front_matter = ""
        self._offsets = _CharOffsets(utf8)
        self._inlines: list[Inline] = []
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._label: Inline | None = None
        self._story: Story = "body"
        self._lists: list[_List] = []
        self._table = -1
        self._row = self._column = 0
        self._silent = ""
        # The words of remarks, and the number of the block that each is about.
        self._remarks: list[tuple[Inline, int]] = []

    def take(self, event: Any, extent: "Range") -> None:  # noqa: ANN401 (pyromark's own type)
        """One event of the parser."""
        if isinstance(event, str):
            self._take_plain(event, extent)
            return
        ((name, value),) = event.items()
        if name == "Text":
            self._take_text(value, extent)
        elif name in ("Start", "End"):
            tag = value if isinstance(value, str) else next(iter(value))
            detail = None if isinstance(value, str) else value[tag]
            (self._start if name == "Start" else self._end)(tag, detail, extent)
        elif name in ("Html", "InlineHtml"):
            self._take_html(value, extent, inline=name == "InlineHtml")
        elif self._silent:
            return
        elif name == "Code":
            self._add(OBJECT, extent, verbatim=False)

    def _take_plain(self, event: str, extent: "Range") -> None:
        if self._silent or event not in ("SoftBreak", "HardBreak"):
            return
        soft = event == "SoftBreak"
        self._inlines.append(
            Inline("" if soft else LINE_BREAK, self._offsets.span(extent), False, soft)
        )

    def _take_text(self, text: str, extent: "Range") -> None:
        if self._silent == "MetadataBlock":
            self.front_matter += text
        if not self._silent:
            span = self._offsets.span(extent)
            # Character references may stand for line ends and controls, which no block can hold.
            shown = text if text.isprintable() else _UNPRINTABLE.sub(" ", text)
            self._inlines.append(Inline(shown, span, span.of(self.source) == shown))

    def _take_html(self, value: str, extent: "Range", *, inline: bool) -> None:
        """A line of HTML: its remarks to us, a line break, words behind a comment."""
        if "<!--" in value:
            self._take_remarks(self._offsets.span(extent), inline=inline)
        if inline and not self._silent and value.lower().startswith("<br"):
            self._add(LINE_BREAK, extent, verbatim=False)
        behind = _BEHIND_COMMENT.search(value)
        if behind and not inline:
            # To CommonMark it is HTML up to the end of the line, but a reader reads it.
            start = self._offsets.start(extent) + behind.start("words")
            span = Span(start, start + len(behind.group("words")))
            self._inlines.append(Inline(behind.group("words"), span, verbatim=True))

    def _take_remarks(self, span: Span, *, inline: bool) -> None:
        """Note the remarks of comments; one in a paragraph is about it, else about the next."""
        for found in html_directives(self.source, span.start, span.end):
            remark = Inline("", Span(*found.span("words")), False, remark=found.group("words"))
            if inline:
                self._inlines.append(remark)
            else:
                self._remarks.append((remark, len(self.blocks)))

    def _add(self, text: str, extent: "Range", *, verbatim: bool) -> None:
        self._inlines.append(Inline(text, self._offsets.span(extent), verbatim))

    def _start(self, tag: str, detail: Any, extent: "Range") -> None:  # noqa: ANN401
        if tag in _SILENT and not self._silent:
            self._silent = tag
            if tag == "Image":
                self._add(OBJECT, extent, verbatim=False)
                return
        opener = _OPENERS.get(tag)
        if opener:
            self.flush()
            opener(self, detail, extent)

    def _end(self, tag: str, _detail: object, _extent: "Range") -> None:
        if tag == self._silent:
            self._silent = ""
        if tag in _OPENERS:
            self.flush()
        if tag == "Item":
            self._label = None
        if tag == "List":
            self._lists.pop()
        if tag == "FootnoteDefinition":
            self._story = "body"

    def open_heading(self, detail: Any, _extent: "Range") -> None:  # noqa: ANN401
        """A heading of level H1 to H6."""
        self._kind, self._level = "heading", int(detail["level"][1])

    def open_list(self, detail: Any, _extent: "Range") -> None:  # noqa: ANN401
        """A list; ``detail`` is its first number, or None for bullets."""
        self._lists.append(_List(detail))

    def open_item(self, _detail: object, extent: "Range") -> None:
        """A list item; an ordered one shows its number."""
        self._kind = "item"
        if not self._lists[-1].ordered:
            return
        # The extent of a nested item may begin with the line end before it.
        number = _ITEM_NUMBER.search(self.source, self._offsets.start(extent))
        if number is None:
            return
        typed = int(number.group(1))
        shown = self._lists[-1].shown(typed)
        label = f"{shown}{number.group(2)}"
        self._label = Inline(label, Span(*number.span()), verbatim=label == number.group())

    def open_table(self, _detail: object, _extent: "Range") -> None:
        """A table."""
        self._table += 1
        self._row = -1

    def open_row(self, _detail: object, _extent: "Range") -> None:
        """A row of a table."""
        self._row += 1
        self._column = -1

    def open_cell(self, _detail: object, _extent: "Range") -> None:
        """A cell of a table."""
        self._kind = "cell"
        self._column += 1

    def open_footnote(self, _detail: object, _extent: "Range") -> None:
        """The text of a footnote."""
        self._story = "footnote"

    def open_plain(self, _detail: object, _extent: "Range") -> None:
        """A paragraph or a container; an item's first paragraph stays an item."""

    def flush(self) -> None:
        """End the block that is open."""
        lines = lines_of(self._inlines, opening=not self.blocks) if self._inlines else []
        if self._kind == "cell" and not lines:
            lines = [[]]
        for line in lines:
            self._write_block(line)
        if lines or self._kind != "item":
            self._kind, self._level = "paragraph", 0
        if self._inlines:
            self._inlines = []

    def _write_block(self, inlines: list[Inline]) -> None:
        if self.blocks:
            first = self._label or (inlines[0] if inlines else None)
            after = self.map.end_of_source
            self._end_line(Span(after, first.source.start if first else after))
        start = self.map.length
        label = ""
        if self._label:
            label = self._label.text
            if not self._label.verbatim:
                self.synthetic.append(Span(start, start + len(label)))
            self._write(self._label)
            self._label = None
        for inline in inlines:
            if inline.text:
                kind: PieceKind = "verbatim" if inline.verbatim else "computed"
                self._append(inline.text, inline.source, kind)
            if inline.remark:
                self._remarks.append((inline, len(self.blocks)))
        cell = Cell(self._table, self._row, self._column) if self._kind == "cell" else None
        span = Span(start, self.map.length)
        self.blocks.append(Block(self._kind, span, self._level, self._story, label, cell))

    def write_remarks(self) -> Iterator[Directive]:
        """Put the remarks behind the text, as comments; they are about its blocks."""
        body, end = len(self.blocks), self.map.length
        for remark, number in self._remarks:
            at = _whole(self.blocks, number) if number < body else Span(end, end)
            if self.blocks:
                after = self.map.end_of_source
                self._end_line(Span(after, after))
            words = _UNPRINTABLE.sub(" ", remark.remark)
            span = Span(self.map.length, self.map.length + len(words))
            self._write(Inline(words, remark.source, words == remark.remark))
            self.blocks.append(Block("paragraph", span, story="comment"))
            yield Directive(span, at)

    def _write(self, inline: Inline) -> None:
        if not inline.text:
            return
        kind: PieceKind = "verbatim" if inline.verbatim else "computed"
        self._append(inline.text, inline.source, kind)

    def _end_line(self, source: Span) -> None:
        self._append("\n", source, "line-end")

    def _append(self, text: str, source: Span, kind: PieceKind) -> None:
        self.text.append(text)
        self.map.append(len(text), source, kind)


def _whole(blocks: list[Block], number: int) -> Span:
    """The span of a block; of the first cell of a table that of the table."""
    block = blocks[number]
    if block.cell is None or block.cell[1:] != (0, 0):
        return block.span
    cells = [each for each in blocks if each.cell and each.cell.table == block.cell.table]
    return Span(block.span.start, cells[-1].span.end)


_SILENT = frozenset({"CodeBlock", "HtmlBlock", "MetadataBlock", "Image"})
_Opener = Callable[[_View, Any, "Range"], None]
_OPENERS: dict[str, _Opener] = {
    "Paragraph": _View.open_plain,
    "BlockQuote": _View.open_plain,
    "CodeBlock": _View.open_plain,
    "HtmlBlock": _View.open_plain,
    "Heading": _View.open_heading,
    "List": _View.open_list,
    "Item": _View.open_item,
    "Table": _View.open_table,
    "TableHead": _View.open_row,
    "TableRow": _View.open_row,
    "TableCell": _View.open_cell,
    "FootnoteDefinition": _View.open_footnote,
}
