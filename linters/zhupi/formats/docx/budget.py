"""What may be read of one file: how parts are inflated and parsed, and how far.

Nothing is extracted to disk, fetched or executed.
"""

import lzma
import re
import zipfile
import zlib
from functools import cache
from typing import NamedTuple, NoReturn

from lxml import etree

from zhupi.errors import UnreadableFile
from zhupi.formats.docx.markup import Element
from zhupi.formats.options import Limits
from zhupi.lang import Text

_RATIO_GRACE = 1 << 20
_SAVE_AGAIN = Text(
    "用 Word 或 WPS 打开后另存为 .docx，再检查", "open it in Word or WPS and save it as .docx again"
)
_RAISE_LIMIT = Text(
    "确认文件可信后，可用 --limit {} 放宽", "if you trust the file, raise it with --limit {}"
)
_WIDE_DOCTYPES = tuple("<!DOCTYPE".encode(each) for each in ("utf-16-le", "utf-16-be"))
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
# The namespaces of the strict edition (ISO/IEC 29500-1, annex A), and where they go.
_STRICT = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"officeDocument/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"officeDocument/customProperties", b"officeDocument/2006/custom-properties"),
    (b"officeDocument/docPropsVTypes", b"officeDocument/2006/docPropsVTypes"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
)
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMESPACE = re.compile(
    rb"(xmlns(?::\w+)?\s*=\s*[\"'])" + re.escape(_STRICT_MARK) + rb"([\w/]+)"
)
DAMAGES = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError,
    NotImplementedError, lzma.LZMAError,
)  # fmt: skip


class Parsed(NamedTuple):
    """The root of a part; ``size`` and ``markup`` are what it took of the limits."""

    root: Element
    size: int
    markup: int


def refuse(path: str, what: Text, mend: Text = _SAVE_AGAIN) -> NoReturn:
    """Raise UnreadableFile."""
    raise UnreadableFile(path, what, mend) from None


def over(path: str, what: Text, limit: str) -> NoReturn:
    """Raise UnreadableFile for what a limit forbids."""
    mend = Text(_RAISE_LIMIT.zh.format(limit), _RAISE_LIMIT.en.format(limit))
    refuse(path, Text(f"{what.zh}，不予读取", f"{what.en}: it is not read"), mend)


class Budget:
    """What may still be read and parsed of one file."""

    def __init__(self, path: str, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self._bytes = limits.total
        self._markup = limits.markup

    def inflate(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, read no further than the limits."""
        by_ratio = self._by_ratio(info)
        limit = min(self.limits.part, by_ratio, self._bytes)
        if info.flag_bits & 1:
            refuse(self.path, Text("压缩包设有密码", "the archive has a password"))
        try:
            with archive.open(info) as entry:
                raw = entry.read(limit + 1)
        except DAMAGES:
            name = info.filename
            refuse(self.path, Text(f"{name} 已损坏，读不出来", f"{name} is damaged"))
        if len(raw) > limit:
            which = "ratio" if limit == by_ratio else "part"
            which = "total" if limit == self._bytes else which
            what = Text(f"{info.filename} 解压后过大", f"{info.filename} inflates to too much")
            over(self.path, what, which)
        self._bytes -= len(raw)
        return raw

    def parse(self, raw: bytes, part: str) -> Parsed:
        """Parse one part with nothing loaded from outside it."""
        if b"<!DOCTYPE" in raw or (b"\0" in raw and any(mark in raw for mark in _WIDE_DOCTYPES)):
            refuse(
                self.path,
                Text(f"{part} 含有 DOCTYPE，不予读取", f"{part} has a DOCTYPE and is not read"),
            )
        markup = raw.count(b"<") + raw.count(b"=")
        self._markup -= markup
        if self._markup < 0:
            over(self.path, Text(f"{part} 的元素过多", f"{part} has too many elements"), "markup")
        try:
            return Parsed(etree.fromstring(_transitional(raw), _parser()), len(raw), markup)
        except (etree.XMLSyntaxError, ValueError):
            refuse(
                self.path,
                Text(
                    f"{part} 不是完好的 XML，文件可能已损坏",
                    f"{part} is not well-formed XML; the file may be damaged",
                ),
            )

    def allows(self, info: zipfile.ZipInfo, size: int, markup: int) -> bool:
        """Count an entry that is known already; False when it is too large for this file."""
        limit = min(self.limits.part, self._by_ratio(info), self._bytes)
        if size > limit or markup > self._markup:
            return False
        self._bytes -= size
        self._markup -= markup
        return True

    def _by_ratio(self, info: zipfile.ZipInfo) -> int:
        return max(_RATIO_GRACE, info.compress_size * self.limits.ratio)


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


def _transitional(raw: bytes) -> bytes:
    """The part with the namespaces of the strict edition written as the transitional ones."""
    if _STRICT_MARK not in raw:
        return raw
    names = dict(_STRICT)

    def rewrite(match: re.Match[bytes]) -> bytes:
        name = names.get(match[2])
        return match[1] + _TRANSITIONAL + name if name else match[0]

    return _STRICT_NAMESPACE.sub(rewrite, raw)
