"""The formats: bytes to documents and back. One module a format."""

from pathlib import PurePath
from typing import cast

from zhupi.errors import UnreadableFile
from zhupi.formats import plain_text
from zhupi.formats.base import Format, Location
from zhupi.formats.options import READ_AS_IS, Limits, Manner, ReadOptions
from zhupi.lang import Text
from zhupi.model.document import Document
from zhupi.model.fix import Fix, Safety
from zhupi.model.span import Span

__all__ = [
    "FORMATS",
    "READ_AS_IS",
    "SUFFIXES",
    "Format",
    "Limits",
    "Location",
    "Manner",
    "ReadOptions",
    "format_of",
    "locate",
    "pieces",
    "read",
    "settle",
]


def _markdown() -> Format:
    from zhupi.formats import markdown  # its parser is not needed for other files

    return markdown


def _docx() -> Format:
    from zhupi.formats import docx  # lxml is slow to import

    return docx


FORMATS = {"text": lambda: cast(Format, plain_text), "markdown": _markdown, "docx": _docx}
# Word's other suffixes are read by content: what is legacy inside is refused and named.
_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".rtf")
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    **dict.fromkeys(_WORD, "docx"),
}


def format_of(path: str) -> Format:
    """The format that a file's name announces; raises UnreadableFile for any other."""
    name = SUFFIXES.get(PurePath(path).suffix.lower())
    if name is None:
        raise UnreadableFile(
            path,
            Text("不认识的文件类型", "unknown kind of file"),
            Text(
                "可以检查 .docx、.md、.markdown 和 .txt；其他文档请先另存为其中一种",
                "check .docx, .md, .markdown or .txt; save other documents as one of these",
            ),
        )
    return FORMATS[name]()


def read(raw: bytes, path: str, options: ReadOptions = READ_AS_IS) -> Document:
    """The document in ``raw``, read as what ``path`` announces; the file itself is not opened.

    Raises UnreadableFile for a file that is none of its kind.
    """
    return format_of(path).read(raw, path, options)


def locate(document: Document, span: Span) -> Location:
    """The place of a span of ``document.text``."""
    return FORMATS[document.format]().locate(document, span)


def pieces(document: Document, span: Span) -> list[Span]:
    """The parts of a span of ``document.text``, each of which stands in one place of the file."""
    return FORMATS[document.format]().pieces(document, span)


def settle(document: Document, fix: Fix) -> Fix:
    """The fix as the file allows it: an edit of a made number, or across markup, is only shown."""
    if any(document.is_synthetic(edit.span) for edit in fix.edits):
        return Fix(fix.edits, Safety.SHOW)
    return FORMATS[document.format]().settle(document, fix)
