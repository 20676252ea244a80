"""The formats: bytes to documents and back. One module a format."""

from pathlib import PurePath
from typing import cast

from zhupi.errors import UnreadableFile
from zhupi.formats import plain_text
from zhupi.formats.base import Format, Location
from zhupi.lang import Text
from zhupi.model.document import Document
from zhupi.model.fix import Fix, Safety
from zhupi.model.span import Span

__all__ = ["FORMATS", "SUFFIXES", "Format", "Location", "format_of", "locate", "read", "settle"]


def _markdown() -> Format:
    from zhupi.formats import markdown  # its parser is not needed for other files

    return markdown


def _docx() -> Format:
    from zhupi.formats import docx  # lxml is slow to import

    return docx


FORMATS = {"text": lambda: cast(Format, plain_text), "markdown": _markdown, "docx": _docx}
SUFFIXES = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".docx": "docx"}


def format_of(path: str) -> Format:
    """The format that a file's name announces; raises UnreadableFile for any other."""
    name = SUFFIXES.get(PurePath(path).suffix.lower())
    if name is None:
        raise UnreadableFile(
            path,
            Text("不认识的文件类型", "unknown kind of file"),
            Text(
                "可以检查 .docx、.md、.markdown 和 .txt；.doc、.wps 请先另存为 .docx",
                "check .docx, .md, .markdown or .txt; save a .doc or .wps as .docx first",
            ),
        )
    return FORMATS[name]()


def read(raw: bytes, path: str) -> Document:
    """The document in ``raw``, read as what ``path`` announces; the file itself is not opened."""
    return format_of(path).read(raw, path)


def locate(document: Document, span: Span) -> Location:
    """The place of a span of ``document.text``."""
    return FORMATS[document.format]().locate(document, span)


def settle(document: Document, fix: Fix) -> Fix:
    """The fix as the file allows it: an edit of a made number, or across markup, is only shown."""
    if any(document.is_synthetic(edit.span) for edit in fix.edits):
        return Fix(fix.edits, Safety.SHOW)
    return FORMATS[document.format]().settle(document, fix)
