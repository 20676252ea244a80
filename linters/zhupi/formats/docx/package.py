"""The package of a Word file, opened with care: parts by name, found by their relationships.

Nothing is extracted to disk, fetched or executed. A package is a zip file, or one XML file that
holds the parts of one (Flat OPC).
"""

import io
import lzma
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from functools import cache, lru_cache
from posixpath import dirname, join, normpath
from typing import NamedTuple, NoReturn, Protocol
from urllib.parse import unquote

from lxml import etree

from zhupi.errors import UnreadableFile
from zhupi.formats.docx.encryption import decrypt
from zhupi.formats.docx.kinds import (
    ENCRYPTED_STREAM,
    OLE,
    Kind,
    has_stream,
    kind_of,
    kind_of_package,
)
from zhupi.formats.docx.markup import Element
from zhupi.formats.options import Limits, ReadOptions
from zhupi.lang import Text

_RATIO_GRACE = 1 << 20
_LOCAL_HEADER = 30  # bytes before the name in a zip entry's own header
_SAVE_AGAIN = Text(
    "用 Word 或 WPS 打开后另存为 .docx，再检查", "open it in Word or WPS and save it as .docx again"
)
_RAISE_LIMIT = Text(
    "确认文件可信后，可用 --limit {} 放宽", "if you trust the file, raise it with --limit {}"
)
_DOCTYPES = tuple("<!DOCTYPE".encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be"))
_FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_FLAT_MARK = re.compile(rb"<(?:\w+:)?package\b[^>]*schemas\.microsoft\.com/office/2006/xmlPackage")
_HEAD = 4096
_LARGEST_SHARED = 1 << 19  # bytes of a part that is remembered

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
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError,
    NotImplementedError, lzma.LZMAError,
)  # fmt: skip


class Relationship(NamedTuple):
    """What a part refers to; ``kind`` is the last word of its type, ``target`` a part or a URL."""

    id: str
    kind: str
    target: str
    external: bool


class _Parts(Protocol):
    """Where parts come from."""

    def names(self) -> list[str]:
        """The names of all parts, as they are written."""
        ...

    def root(self, name: str, *, shared: bool = False) -> Element | None:
        """The root of an XML part; None when there is no such part."""
        ...

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, such as a picture; None when there is no such part."""
        ...


class Package:
    """An open package; ``path`` is for messages, ``main`` the name of the main part."""

    def __init__(self, path: str, parts: _Parts) -> None:
        self.path = path
        self._parts = parts
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self._targets: dict[str, dict[tuple[str, bool], str]] = {}
        self.main = self.related("", "officeDocument") or ""

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return self._parts.names()

    def part(self, name: str) -> Element | None:
        """The root of an XML part; None when the package has no such part."""
        return self._parts.root(name) if name else None

    def shared_part(self, name: str) -> Element | None:
        """The same of a part that other files may have as well, byte for byte: its styles.

        Nobody may change it. What was parsed lately is not parsed again, for whoever collects
        reports has many that were made from one template.
        """
        return self._parts.root(name, shared=True) if name else None

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, such as a picture; None when the package has no such part."""
        return self._parts.data(name) if name else None

    def relationships(self, source: str) -> tuple[Relationship, ...]:
        """What a part refers to; the package itself under the empty name."""
        if source not in self._relationships:
            self._relationships[source] = tuple(self._read_relationships(source))
        return self._relationships[source]

    def target(self, source: str, name: str, *, external: bool = False) -> str:
        """Where the relationship of a part with this id leads; empty when there is none such."""
        if source not in self._targets:
            self._targets[source] = {
                (r.id, r.external): r.target for r in self.relationships(source)
            }
        return self._targets[source].get((name, external), "")

    def entry(self, name: str) -> str:
        """The name of a part as the archive spells it."""
        return next((each for each in self.names if _key(each) == _key(name)), name)

    def related(self, source: str, kind: str) -> str | None:
        """The name of the first part of that kind that another refers to."""
        return next(
            (r.target for r in self.relationships(source) if r.kind == kind and not r.external),
            None,
        )

    def _read_relationships(self, source: str) -> Iterator[Relationship]:
        folder, name = dirname(source), source.rpartition("/")[2]
        root = self.shared_part(join(folder, "_rels", f"{name}.rels"))
        for element in root if root is not None else ():
            target = str(element.get("Target", ""))
            external = element.get("TargetMode") == "External"
            yield Relationship(
                id=str(element.get("Id", "")),
                kind=str(element.get("Type", "")).rpartition("/")[2],
                target=target if external else _part_name(folder, target),
                external=external,
            )


def open_package(raw: bytes, path: str, options: ReadOptions) -> Package:
    """Open a Word file; raises UnreadableFile for anything that is none, or that is too large."""
    if not raw:
        refuse(path, Text("文件是空的，没有可检查的内容", "the file is empty"))
    limits = options.limits
    if len(raw) > limits.file:
        _over(
            path, Text(f"文件超过 {limits.file:,} 字节", f"more than {limits.file:,} bytes"), "file"
        )
    if raw.startswith(OLE[:4]) and has_stream(raw, ENCRYPTED_STREAM):
        raw = decrypt(raw, path, options.password)
    parts = _open_parts(raw, path, limits)
    package = Package(path, parts)
    if not package.main:
        _is_something_else(path, kind_of_package(parts.names()))
    return package


def refuse(path: str, what: Text, mend: Text = _SAVE_AGAIN) -> NoReturn:
    """Raise UnreadableFile."""
    raise UnreadableFile(path, what, mend) from None


def _open_parts(raw: bytes, path: str, limits: Limits) -> _Parts:
    budget = _Budget(path, limits)
    if _FLAT_MARK.search(raw[:_HEAD]):
        return _FlatParts(budget.parse(raw, "Flat OPC"))
    if not raw.startswith(b"PK"):
        _is_something_else(path, kind_of(raw))
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except _DAMAGES:
        refuse(path, Text("zip 包已损坏或不完整", "the zip package is damaged or cut short"))
    return _ZipParts(archive, budget)


def _is_something_else(path: str, kind: Kind) -> NoReturn:
    what = Text(f"内容是{kind.name.zh}，不能检查", f"it is {kind.name.en}, which is not checked")
    if kind.name.zh.startswith("不是"):
        what = kind.name
    refuse(path, what, kind.mend)


def _over(path: str, what: Text, limit: str) -> NoReturn:
    mend = Text(_RAISE_LIMIT.zh.format(limit), _RAISE_LIMIT.en.format(limit))
    refuse(path, Text(f"{what.zh}，不予读取", f"{what.en}: it is not read"), mend)


class _Budget:
    """What may still be read and parsed of one file."""

    def __init__(self, path: str, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self._bytes = limits.total
        self._markup = limits.markup

    def inflate(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, read no further than the limits."""
        by_ratio = max(_RATIO_GRACE, info.compress_size * self.limits.ratio)
        limit = min(self.limits.part, by_ratio, self._bytes)
        if info.flag_bits & 1:
            refuse(self.path, Text("压缩包设有密码", "the archive has a password"))
        try:
            with archive.open(info) as entry:
                raw = entry.read(limit + 1)
        except _DAMAGES:
            name = info.filename
            refuse(self.path, Text(f"{name} 已损坏，读不出来", f"{name} is damaged"))
        if len(raw) > limit:
            which = "ratio" if limit == by_ratio else "part"
            which = "total" if limit == self._bytes else which
            what = Text(f"{info.filename} 解压后过大", f"{info.filename} inflates to too much")
            _over(self.path, what, which)
        self._bytes -= len(raw)
        return raw

    def parse(self, raw: bytes, part: str, *, shared: bool = False) -> Element:
        """Parse one part with nothing loaded from outside it."""
        is_shared = shared and len(raw) <= _LARGEST_SHARED
        looks = _look_once(raw) if is_shared else _look(raw)
        if looks.doctype:
            refuse(
                self.path,
                Text(f"{part} 含有 DOCTYPE，不予读取", f"{part} has a DOCTYPE and is not read"),
            )
        self._markup -= looks.markup
        if self._markup < 0:
            _over(self.path, Text(f"{part} 的元素过多", f"{part} has too many elements"), "markup")
        try:
            return _parse_once(raw) if is_shared else _parse(raw)
        except (etree.XMLSyntaxError, ValueError):
            refuse(
                self.path,
                Text(
                    f"{part} 不是完好的 XML，文件可能已损坏",
                    f"{part} is not well-formed XML; the file may be damaged",
                ),
            )


class _Looks(NamedTuple):
    """What is seen of a part before it is parsed."""

    doctype: bool
    markup: int


def _look(raw: bytes) -> _Looks:
    doctype = any(mark in raw for mark in _DOCTYPES)
    return _Looks(doctype, raw.count(b"<") + raw.count(b"="))


_look_once = lru_cache(maxsize=8)(_look)


@lru_cache(maxsize=8)
def _parse_once(raw: bytes) -> Element:
    return _parse(raw)


def _parse(raw: bytes) -> Element:
    return etree.fromstring(_transitional(raw), _parser())


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


class _ZipParts:
    """The entries of a zip file. Names are compared as OPC does: without regard to case."""

    def __init__(self, archive: zipfile.ZipFile, budget: _Budget) -> None:
        self._archive = archive
        self._budget = budget
        self._refuse_odd_entries()
        self._entries = {_key(info.filename): info for info in archive.infolist()}

    def names(self) -> list[str]:
        return self._archive.namelist()

    def root(self, name: str, *, shared: bool = False) -> Element | None:
        info = self._entries.get(_key(name))
        if info is None:
            return None
        raw = self._budget.inflate(self._archive, info)
        return self._budget.parse(raw, info.filename, shared=shared)

    def data(self, name: str) -> bytes | None:
        info = self._entries.get(_key(name))
        return None if info is None else self._budget.inflate(self._archive, info)

    def _refuse_odd_entries(self) -> None:
        path, most = self._budget.path, self._budget.limits.entries
        infos = self._archive.infolist()
        if len(infos) > most:
            _over(path, Text(f"压缩包内文件超过 {most} 个", f"more than {most} entries"), "entries")
        if len({_key(info.filename) for info in infos}) != len(infos):
            # Readers disagree on which of two entries of one name counts.
            refuse(path, Text("压缩包内有重名文件，不予读取", "two entries have one name"))
        end = 0
        for info in sorted(infos, key=lambda each: each.header_offset):
            if info.header_offset < end:
                what = Text("压缩包内文件相互重叠，不予读取", "entries of the archive overlap")
                refuse(path, what)
            name = len(info.orig_filename)
            end = info.header_offset + _LOCAL_HEADER + name + info.compress_size


class _FlatParts:
    """The parts inside one XML file."""

    def __init__(self, root: Element) -> None:
        self._parts = {
            _key(str(part.get(f"{_FLAT}name", ""))): part for part in root.iter(f"{_FLAT}part")
        }

    def names(self) -> list[str]:
        return list(self._parts)

    def root(self, name: str, *, shared: bool = False) -> Element | None:
        part = self._parts.get(_key(name))
        data = None if part is None else next(part.iterchildren(f"{_FLAT}xmlData"), None)
        return None if data is None else next(iter(data), None)

    def data(self, name: str) -> bytes | None:
        part = self._parts.get(_key(name))
        data = None if part is None else next(part.iterchildren(f"{_FLAT}binaryData"), None)
        try:
            return None if data is None else b64decode(data.text or "")
        except ValueError:
            return None


def _part_name(folder: str, target: str) -> str:
    target = unquote(target.replace("\\", "/"))
    return normpath(join("/", folder, target)).lstrip("/")


def _key(name: str) -> str:
    return unquote(name.replace("\\", "/")).lstrip("/").lower()
