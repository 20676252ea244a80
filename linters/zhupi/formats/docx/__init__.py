"""DOCX: all that a Word or WPS document says, with the numbers that Word computes."""

from collections.abc import Iterator
from typing import cast

from zhupi.errors import UnreadableFile
from zhupi.formats.base import Location, place_of
from zhupi.formats.docx.directives import read_directives
from zhupi.formats.docx.formatting import DocxLayout
from zhupi.formats.docx.inline import Found
from zhupi.formats.docx.package import Relationship, open_package
from zhupi.formats.docx.places import DocxOrigin
from zhupi.formats.docx.stories import EMBEDDED, Parts, read_parts, read_stories
from zhupi.formats.docx.view import Segment
from zhupi.formats.options import READ_AS_IS, ReadOptions
from zhupi.lang import Text
from zhupi.model.document import Document
from zhupi.model.fix import Fix
from zhupi.model.span import Span

__all__ = ["DocxOrigin", "Segment", "locate", "origin_of", "pieces", "read", "settle"]


def read(raw: bytes, path: str, options: ReadOptions = READ_AS_IS) -> Document:
    """Read a Word file; raises UnreadableFile when it is none, too large or without any text."""
    parts = read_parts(open_package(raw, path, options))
    view, found, properties = read_stories(parts, options)
    text = view.text
    printed = any(block.printed and not block.span.empty for block in view.blocks)
    if not printed or not text.strip():
        raise UnreadableFile(
            path,
            Text("文档里没有文字，没有可检查的内容", "the document holds no text to check"),
            Text("确认保存的是正确的文件", "make sure that the right file was saved"),
        )
    blocks = tuple(view.blocks)
    origin = DocxOrigin(tuple(view.lines), blocks, tuple(view.page_breaks))
    return Document(
        path=path,
        format="docx",
        text=text,
        blocks=blocks,
        origin=origin,
        synthetic=tuple(view.synthetic),
        properties={each.name: each.value for each in properties},
        notes=tuple(_notes(parts, found)),
        hidden=tuple(view.hidden),
        layout=DocxLayout(parts, origin),
        directives=read_directives(view, parts.document),
    )


def locate(document: Document, span: Span) -> Location:
    """Line and column in the text view, and the place in the package."""
    origin = origin_of(document)
    return place_of(origin.line_index, document.text, span, origin.place(span.start))


def pieces(document: Document, span: Span) -> list[Span]:
    """The parts of a span that stand in one element; a made number is none."""
    return [
        Span(max(segment.start, span.start), min(segment.end, span.end))
        for segment in origin_of(document).segments_of(span)
    ]


def settle(document: Document, fix: Fix) -> Fix:
    """The fix as it is: where its edits may be written is known to the writer of the file."""
    return fix


def origin_of(document: Document) -> DocxOrigin:
    """The origin that this format put into the document."""
    return cast(DocxOrigin, document.origin)


def _notes(parts: Parts, found: Found) -> Iterator[Text]:
    """What a reader should know of a file that holds more than its own text."""
    package = parts.package
    if not found.rare.isdisjoint(EMBEDDED):
        yield Text("文中嵌入了其他文件，其内容没有检查", "other files are embedded: not checked")
    if found.linked_fields:
        names = sorted(found.linked_fields)
        yield Text(
            f"含有引用外部内容的域（{'、'.join(names)}），没有更新",
            f"it has fields that fetch other content ({', '.join(names)}): not updated",
        )
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        yield Text("含有宏，没有运行", "it has macros: not run")
    if any(r.kind == "attachedTemplate" and r.external for r in _of_settings(parts)):
        yield Text("引用了外部模板，没有读取", "it names an external template: not fetched")


def _of_settings(parts: Parts) -> Iterator[Relationship]:
    package = parts.package
    yield from package.relationships(package.related(package.main, "settings") or "").all
