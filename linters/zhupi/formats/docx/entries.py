"""Where the parts of a package come from: the entries of a zip file, or one XML file (Flat OPC)."""

import io
import zipfile
from base64 import b64decode
from collections.abc import Callable
from itertools import pairwise
from operator import attrgetter
from typing import Protocol, TypeVar, cast
from urllib.parse import unquote

from zhupi.formats.docx.budget import Budget, over, refuse
from zhupi.formats.docx.markup import Element
from zhupi.formats.docx.shelf import Kept, Shelf
from zhupi.lang import Text

T = TypeVar("T")
Make = Callable[[str, Element], T]
"""Makes something of a part by its name and root; one and the same function for each purpose."""

_LOCAL_HEADER = 30  # bytes before the name in a zip entry's own header
_LARGEST_SHARED = 1 << 19  # bytes of XML of a part that is remembered
_MOST_SHARED = 1 << 21
_FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"

_shelf = Shelf(_MOST_SHARED)


class Parts(Protocol):
    """Where parts come from. Names are compared as OPC does: without regard to case."""

    def names(self) -> list[str]:
        """The names of all parts, as they are written."""
        ...

    def root(self, name: str) -> Element | None:
        """The root of an XML part; None when there is no such part."""
        ...

    def shared(self, name: str, make: Make[T]) -> T | None:
        """What is made of an XML part, which other files may have as well, byte for byte."""
        ...

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, such as a picture; None when there is no such part."""
        ...


def parts_of_zip(raw: bytes, budget: Budget) -> Parts:
    """Raises what ``zipfile`` raises (DAMAGES), and UnreadableFile for odd entries."""
    return _ZipParts(raw, budget)


def parts_of_xml(root: Element) -> Parts:
    """The parts inside one XML file (Flat OPC)."""
    return _FlatParts(root)


class _ZipParts:
    """The entries of a zip file."""

    def __init__(self, raw: bytes, budget: Budget) -> None:
        self._raw = raw
        self._archive = zipfile.ZipFile(io.BytesIO(raw))
        self._budget = budget
        infos = sorted(self._archive.infolist(), key=attrgetter("header_offset"))
        self._entries = {key_of(info.filename): info for info in infos}
        self._refuse_odd_entries(infos)
        starts = [*(info.header_offset for info in infos), self._archive.start_dir]
        self._ends = dict(pairwise(starts))

    def names(self) -> list[str]:
        return self._archive.namelist()

    def root(self, name: str) -> Element | None:
        info = self._entries.get(key_of(name))
        if info is None:
            return None
        raw = self._budget.inflate(self._archive, info)
        return self._budget.parse(raw, info.filename).root

    def shared(self, name: str, make: Make[T]) -> T | None:
        info = self._entries.get(key_of(name))
        if info is None:
            return None
        label, record = _label(name, make, info), self._record(info)
        kept = _shelf.get(label, record)
        if kept and self._budget.allows(info, kept.size, kept.markup):
            return cast(T, kept.value)
        raw = self._budget.inflate(self._archive, info)
        parsed = self._budget.parse(raw, info.filename)
        value = make(name, parsed.root)
        if record and len(raw) <= _LARGEST_SHARED:
            _shelf.put(label, Kept(record, parsed.size, parsed.markup, value))
        return value

    def data(self, name: str) -> bytes | None:
        info = self._entries.get(key_of(name))
        return None if info is None else self._budget.inflate(self._archive, info)

    def _record(self, info: zipfile.ZipInfo) -> bytes:
        """The local header of an entry with its packed contents: all that it is read from.

        Without the time, which differs from file to file. Empty for an entry that is large, or that
        runs into another one.
        """
        start = info.header_offset
        name, extra = self._raw[start + 26 : start + 28], self._raw[start + 28 : start + 30]
        names = int.from_bytes(name, "little") + int.from_bytes(extra, "little")
        end = start + _LOCAL_HEADER + names + info.compress_size
        if info.compress_size > _LARGEST_SHARED or end > self._ends[start]:
            return b""
        time, after = start + 10, start + 14
        return self._raw[start:time] + self._raw[after:end]

    def _refuse_odd_entries(self, infos: list[zipfile.ZipInfo]) -> None:
        path, most = self._budget.path, self._budget.limits.entries
        if len(infos) > most:
            over(path, Text(f"压缩包内文件超过 {most} 个", f"more than {most} entries"), "entries")
        if len(self._entries) != len(infos):
            # Readers disagree on which of two entries of one name counts.
            refuse(path, Text("压缩包内有重名文件，不予读取", "two entries have one name"))
        end = 0
        for info in infos:
            if info.header_offset < end:
                what = Text("压缩包内文件相互重叠，不予读取", "entries of the archive overlap")
                refuse(path, what)
            name = len(info.orig_filename)
            end = info.header_offset + _LOCAL_HEADER + name + info.compress_size


def _label(name: str, make: object, info: zipfile.ZipInfo) -> tuple[object, ...]:
    """All that the directory says of how an entry is to be read, and for what it is read."""
    packed = info.compress_type, info.flag_bits, info.compress_size, info.file_size, info.CRC
    return make, name, info.orig_filename, *packed


class _FlatParts:
    """The parts inside one XML file."""

    def __init__(self, root: Element) -> None:
        self._parts = {
            key_of(str(part.get(f"{_FLAT}name", ""))): part for part in root.iter(f"{_FLAT}part")
        }

    def names(self) -> list[str]:
        return list(self._parts)

    def root(self, name: str) -> Element | None:
        part = self._parts.get(key_of(name))
        data = None if part is None else next(part.iterchildren(f"{_FLAT}xmlData"), None)
        return None if data is None else next(iter(data), None)

    def shared(self, name: str, make: Make[T]) -> T | None:
        root = self.root(name)
        return None if root is None else make(name, root)

    def data(self, name: str) -> bytes | None:
        part = self._parts.get(key_of(name))
        data = None if part is None else next(part.iterchildren(f"{_FLAT}binaryData"), None)
        try:
            return None if data is None else b64decode(data.text or "")
        except ValueError:
            return None


def key_of(name: str) -> str:
    """A name as OPC compares it."""
    name = name.replace("\\", "/")
    return (unquote(name) if "%" in name else name).lstrip("/").lower()
