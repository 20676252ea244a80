"""What the formats for other programs share: paths, and what they can know of a place."""

from pathlib import PurePath
from urllib.parse import quote

from zhupi.model.result import Extent, Located, Result


def posix(path: str) -> str:
    """A path as repositories write it: with forward slashes, and no ``./`` at its head."""
    return PurePath(path).as_posix()


def uri(path: str) -> str:
    """A path as a URI, percent-encoded; a relative one stays relative."""
    encoded = quote(_raw(posix(path)))
    return f"file:///{encoded.lstrip('/')}" if PurePath(path).is_absolute() else encoded


def _raw(path: str) -> bytes:
    """The bytes of a file name, of which not all need be characters."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")


def is_in_file(result: Result) -> bool:
    """Whether lines and columns are those of the file itself, not of the text of a Word file."""
    return result.format != "docx"


def last_line(extent: Extent) -> int:
    """The last line of which something belongs to a place; its end is behind the last character."""
    start, end = extent.start, extent.end
    return end.line - 1 if end.column == 1 and end.line > start.line else end.line


def section_of(located: Located) -> str:
    """The headings above, in one line."""
    return " › ".join(located.where)


def message_of(result: Result, located: Located) -> str:
    """The message; of a Word file, which nobody opens at a line, with the headings above."""
    message, section = located.finding.message, section_of(located)
    return message if is_in_file(result) or not section else f"{message}（{section}）"
