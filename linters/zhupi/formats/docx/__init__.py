"""DOCX: the body of a Word or WPS document, with the numbers that Word computes."""

from bisect import bisect_right
from typing import NamedTuple, cast

from lxml import etree

from zhupi.errors import UnreadableFile
from zhupi.formats.base import Location
from zhupi.formats.docx.body import Paragraph, placed_paragraphs, read_paragraph
from zhupi.formats.docx.markup import child
from zhupi.formats.docx.numbering import NumberCounter, read_numbering
from zhupi.formats.docx.package import Package, open_package
from zhupi.formats.docx.styles import read_styles
from zhupi.lang import Text
from zhupi.model.document import Block, Document
from zhupi.model.fix import Fix
from zhupi.model.lines import LineIndex, index_lines
from zhupi.model.span import Span

__all__ = ["DocxOrigin", "Segment", "locate", "read", "segment_at", "settle"]


class Segment(NamedTuple):
    """A run of the text view and the element it was read from.

    A ``verbatim`` segment is a text node, character for character; of another (a tab, a line
    break, a picture) only the whole corresponds.
    """

    view: Span
    paragraph: int
    node: etree._Element
    verbatim: bool


class DocxOrigin(NamedTuple):
    """The part behind a view."""

    part: str
    lines: LineIndex
    segments: tuple[Segment, ...]


def read(raw: bytes, path: str) -> Document:
    """Read a DOCX; raises UnreadableFile when it is none."""
    package = open_package(raw, path)
    paragraphs = _paragraphs(package)
    view = _View()
    for number, paragraph in enumerate(paragraphs):
        view.add(number, paragraph)
    text = "\n".join(view.lines)
    if not text.strip():
        raise UnreadableFile(
            path,
            Text("文档正文里没有文字，没有可检查的内容", "the body of the document holds no text"),
            Text("确认保存的是正确的文件", "make sure that the right file was saved"),
        )
    return Document(
        path=path,
        format="docx",
        text=text,
        blocks=tuple(view.blocks),
        origin=DocxOrigin(package.main, index_lines(text), tuple(view.segments)),
        synthetic=tuple(view.synthetic),
    )


def locate(document: Document, span: Span) -> Location:
    """Line and column in the text view, and the paragraph in the part."""
    origin = cast(DocxOrigin, document.origin)
    start, end = origin.lines.position(span.start), origin.lines.position(span.end)
    return Location(start, end, {"part": origin.part, "paragraph": start.line - 1})


def settle(document: Document, fix: Fix) -> Fix:
    """The fix as it is: where its edits may be written is known to the writer of the file."""
    return fix


def segment_at(document: Document, offset: int) -> Segment | None:
    """The segment that a character was read from; None for one that stands in no run."""
    segments = cast(DocxOrigin, document.origin).segments
    index = bisect_right(segments, offset, key=lambda segment: segment.view.start) - 1
    if index < 0 or offset >= segments[index].view.end:
        return None
    return segments[index]


def _paragraphs(package: Package) -> list[Paragraph]:
    body = child(package.part(package.main), "body")
    if body is None:
        raise UnreadableFile(
            package.path,
            Text(
                "Word 文档缺少正文部分，文件可能已损坏",
                "the document has no body: it may be damaged",
            ),
            Text(
                "用 Word 或 WPS 打开后另存为 .docx", "open it in Word or WPS and save it as .docx"
            ),
        )
    styles = read_styles(_related(package, "styles"))
    counter = NumberCounter(read_numbering(_related(package, "numbering")))
    return [read_paragraph(placed, styles, counter) for placed in placed_paragraphs(body)]


def _related(package: Package, kind: str) -> etree._Element | None:
    name = package.related(kind)
    return package.part(name) if name else None


class _View:
    """The text view being made, a paragraph a line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.segments: list[Segment] = []
        self.synthetic: list[Span] = []
        self._offset = 0

    def add(self, number: int, paragraph: Paragraph) -> None:
        """One more paragraph."""
        start = self._offset
        offset = start + len(paragraph.label)
        if paragraph.label:
            self.synthetic.append(Span(start, offset))
        for run in paragraph.runs:
            view = Span(offset, offset + len(run.text))
            self.segments.append(Segment(view, number, run.node, run.verbatim))
            offset = view.end
        self.lines.append(paragraph.label + "".join(run.text for run in paragraph.runs))
        self.blocks.append(
            Block(
                paragraph.kind,
                Span(start, offset),
                paragraph.level,
                label=paragraph.label,
                cell=paragraph.cell,
            )
        )
        self._offset = offset + 1
