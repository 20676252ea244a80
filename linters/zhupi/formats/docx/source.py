"""Where the elements of an XML part stand in its bytes, so that only what changes is rewritten."""

import re
from typing import NamedTuple
from xml.parsers import expat

_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)")
_AS_UTF_8 = frozenset({"utf-8", "us-ascii", "ascii"})


class NotSpliced(Exception):
    """A part whose bytes cannot be edited in place."""


class Tags(NamedTuple):
    """An element: from ``start`` to ``inner`` its start tag, from ``close`` to ``end`` its end tag.

    An element that is one tag has ``inner``, ``close`` and ``end`` all behind it.
    """

    start: int
    inner: int
    close: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.inner == self.end


class Splice(NamedTuple):
    """Bytes that stand instead of others."""

    start: int
    end: int
    raw: bytes


def read_tags(raw: bytes) -> list[Tags]:
    """All elements in the order of their start tags; raises NotSpliced.

    The end event of an element of one tag comes behind the tag, so that the tag's own bytes tell.
    """
    _refuse_encoding(raw)
    found: list[Tags] = []
    open_elements: list[int] = []
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: dict[str, str]) -> None:
        begin = parser.CurrentByteIndex
        tag = _TAG.match(raw, begin)
        if tag is None:
            raise NotSpliced
        open_elements.append(len(found))
        found.append(Tags(begin, tag.end(), tag.end(), tag.end()))

    def end(_name: str) -> None:
        number = open_elements.pop()
        tags = found[number]
        if raw[tags.inner - 2 : tags.inner] != b"/>":
            close = parser.CurrentByteIndex
            found[number] = tags._replace(close=close, end=raw.index(b">", close) + 1)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError) as error:
        raise NotSpliced from error
    return found


def _refuse_encoding(raw: bytes) -> None:
    named = _ENCODING.match(raw.removeprefix(b"\xef\xbb\xbf"))
    name = named.group(1).decode("ascii", "replace").lower() if named else "utf-8"
    if raw.startswith(_UTF_16) or name not in _AS_UTF_8:
        raise NotSpliced


def splice(raw: bytes, splices: list[Splice]) -> bytes:
    """The bytes with the splices made, those at one place in their order; raises NotSpliced.

    They must not overlap.
    """
    pieces = []
    end = 0
    for each in sorted(splices, key=lambda each: (each.start, each.end)):
        if each.start < end:
            raise NotSpliced
        pieces += [raw[end : each.start], each.raw]
        end = each.end
    return b"".join([*pieces, raw[end:]])
