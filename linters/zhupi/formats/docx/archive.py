"""Rewriting a zip file: what does not change is copied as it is, compressed bytes and all."""

import struct
import zipfile
import zlib
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from zhupi.formats.docx.source import NotSpliced

_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_CENTRAL_MARK, _LOCAL_MARK, _END_MARK = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
_UTF_8_NAME = 0x800
_DEFLATED = 8
_ZIP64 = 0xFFFFFFFF
_VERSION = 20
# The earliest date that a zip file knows, so that the same input gives the same bytes.
_DATE = (1 << 5) | 1


class _Entry(NamedTuple):
    """A file of the archive: its local record with its data, and its line in the directory."""

    name: bytes
    local: bytes
    central: tuple[int | bytes, ...]
    tail: bytes


def rewrite(raw: bytes, changed: dict[str, bytes], added: dict[str, bytes]) -> bytes:
    """The archive with other contents for some files and some more files; raises NotSpliced."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        start = archive.start_dir
        names = {info.header_offset: info.filename for info in archive.infolist()}
    entries = [
        _changed(entry, changed[names[offset]]) if names[offset] in changed else entry
        for offset, entry in _entries(raw, start, names)
    ]
    entries += [_new(name, content) for name, content in added.items()]
    out, directory = BytesIO(), BytesIO()
    for entry in entries:
        fields = (*entry.central[:-1], out.tell())
        directory.write(_CENTRAL.pack(*fields) + entry.tail)
        out.write(entry.local)
    comment = _comment(raw)
    size, offset = directory.tell(), out.tell()
    out.write(directory.getvalue())
    count = len(entries)
    out.write(_END.pack(_END_MARK, 0, 0, count, count, size, offset, len(comment)) + comment)
    return out.getvalue()


def _entries(raw: bytes, directory: int, names: dict[int, str]) -> list[tuple[int, _Entry]]:
    """The entries in the order of the directory, each with its offset."""
    limits = [*sorted(names), directory]
    ends = dict(pairwise(limits))
    found = []
    at = directory
    for _ in names:
        fields = _CENTRAL.unpack_from(raw, at)
        name, extra, comment, offset = fields[10], fields[11], fields[12], fields[16]
        if fields[0] != _CENTRAL_MARK or offset not in ends or _ZIP64 in fields:
            raise NotSpliced
        stop = at + _CENTRAL.size + name + extra + comment
        tail = raw[at + _CENTRAL.size : stop]
        found.append((offset, _Entry(tail[:name], raw[offset : ends[offset]], fields, tail)))
        at = stop
    return found


def _changed(entry: _Entry, content: bytes) -> _Entry:
    """An entry with another content: its name, date and attributes stay."""
    packed = _deflate(content)
    mark, made_by, needs, flags, _, time, date, *_, disk, inner, outer, offset = entry.central
    flags = int(flags) & _UTF_8_NAME
    sizes = (zlib.crc32(content), len(packed), len(content))
    central = (
        mark, made_by, needs, flags, _DEFLATED, time, date, *sizes,
        len(entry.name), 0, 0, disk, inner, outer, offset,
    )  # fmt: skip
    local = _LOCAL.pack(
        _LOCAL_MARK, needs, flags, _DEFLATED, time, date, *sizes, len(entry.name), 0
    )
    return _Entry(entry.name, local + entry.name + packed, central, entry.name)


def _new(name: str, content: bytes) -> _Entry:
    packed, encoded = _deflate(content), name.encode()
    flags = 0 if name.isascii() else _UTF_8_NAME
    sizes = (zlib.crc32(content), len(packed), len(content))
    local = _LOCAL.pack(_LOCAL_MARK, _VERSION, flags, _DEFLATED, 0, _DATE, *sizes, len(encoded), 0)
    central = (
        _CENTRAL_MARK, _VERSION, _VERSION, flags, _DEFLATED, 0, _DATE, *sizes,
        len(encoded), 0, 0, 0, 0, 0, 0,
    )  # fmt: skip
    return _Entry(encoded, local + encoded + packed, central, encoded)


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _comment(raw: bytes) -> bytes:
    at = raw.rfind(_END_MARK)
    return raw[at + _END.size :] if at >= 0 else b""
