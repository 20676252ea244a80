"""Plain text: one paragraph a line."""

from collections.abc import Iterator

from zhupi.formats.decoding import decode, encoding_note
from zhupi.formats.options import READ_AS_IS, ReadOptions
from zhupi.formats.source_map import SourceMap
from zhupi.formats.text_origin import TextOrigin, locate, pieces, settle, write
from zhupi.model.document import Block, Document
from zhupi.model.lines import index_lines, line_spans
from zhupi.model.span import Span

__all__ = ["locate", "pieces", "read", "settle", "write"]


def read(raw: bytes, path: str, _options: ReadOptions = READ_AS_IS) -> Document:
    """Read a text file; raises UnreadableFile when it is none."""
    decoded = decode(raw, path)
    source = decoded.text
    lines = line_spans(source)
    return Document(
        path=path,
        format="text",
        text="\n".join([source[start:end] for start, end in lines]) if "\r" in source else source,
        blocks=tuple(_blocks(lines)),
        origin=TextOrigin(decoded, index_lines(source), _map(lines)),
        notes=encoding_note(decoded),
    )


def _blocks(lines: list[tuple[int, int]]) -> Iterator[Block]:
    offset = 0
    for start, end in lines:
        yield Block("paragraph", Span(offset, offset + end - start))
        offset += end - start + 1


def _map(lines: list[tuple[int, int]]) -> SourceMap:
    """Each line as it is; each line end, also ``\\r\\n``, as one piece."""
    made = SourceMap()
    for number, (start, end) in enumerate(lines):
        if number:
            made.append(1, Span(made.end_of_source, start), "line-end")
        made.append(end - start, Span(start, end), "verbatim")
    return made
