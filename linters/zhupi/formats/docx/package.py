"""The package of a Word file, opened with care: parts by name, found by their relationships.

A package is a zip file, or one XML file that holds the parts of one (Flat OPC).
"""

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath
from typing import NamedTuple, NoReturn
from urllib.parse import unquote

from zhupi.formats.docx.budget import DAMAGES, Budget, over, refuse
from zhupi.formats.docx.encryption import decrypt
from zhupi.formats.docx.entries import Make, Parts, T, key_of, parts_of_xml, parts_of_zip
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

_FLAT_MARK = re.compile(rb"<(?:\w+:)?package\b[^>]*schemas\.microsoft\.com/office/2006/xmlPackage")
_HEAD = 4096


class Relationship(NamedTuple):
    """What a part refers to; ``kind`` is the last word of its type, ``target`` a part or a URL."""

    id: str
    kind: str
    target: str
    external: bool


class Relationships(NamedTuple):
    """All that a part refers to.

    ``parts`` are the first ones of each kind inside the package, ``targets`` are by id, and by
    whether they are outside.
    """

    all: tuple[Relationship, ...] = ()
    parts: Mapping[str, str] = {}
    targets: Mapping[tuple[str, bool], str] = {}


_NONE = Relationships()


class Package:
    """An open package; ``path`` is for messages, ``main`` the name of the main part.

    Nobody may change the elements of a part: other files that have the same one share them.
    """

    def __init__(self, path: str, parts: Parts) -> None:
        self.path = path
        self._parts = parts
        self._relationships: dict[str, Relationships] = {}
        self.main = self.related("", "officeDocument") or ""

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return self._parts.names()

    def document(self) -> Element | None:
        """The root of the main part; None when the package has none."""
        return self._parts.root(self.main)

    def part(self, name: str) -> Element | None:
        """The root of another XML part; None when the package has no such part."""
        return self.made_of(name, _root)

    def made_of(self, name: str, make: Make[T]) -> T | None:
        """What is made of such a part; what was made of the same one lately is not made again."""
        return self._parts.shared(name, make) if name else None

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, such as a picture; None when the package has no such part."""
        return self._parts.data(name) if name else None

    def relationships(self, source: str) -> Relationships:
        """What a part refers to; the package itself under the empty name."""
        if source not in self._relationships:
            part = join(dirname(source), "_rels", f"{source.rpartition('/')[2]}.rels")
            self._relationships[source] = self.made_of(part, _read_relationships) or _NONE
        return self._relationships[source]

    def target(self, source: str, name: str, *, external: bool = False) -> str:
        """Where the relationship of a part with this id leads; empty when there is none such."""
        return self.relationships(source).targets.get((name, external), "")

    def entry(self, name: str) -> str:
        """The name of a part as the archive spells it."""
        return next((each for each in self.names if key_of(each) == key_of(name)), name)

    def related(self, source: str, kind: str) -> str | None:
        """The name of the first part of that kind that another refers to."""
        return self.relationships(source).parts.get(kind)


def _root(_name: str, root: Element) -> Element:
    return root


def _read_relationships(name: str, root: Element) -> Relationships:
    """The relationships of a part, which stands beside the folder of ``name``."""
    folder = dirname(dirname(name))
    found = tuple(_relationship(element, folder) for element in root)
    parts: dict[str, str] = {}
    for each in found:
        if not each.external:
            parts.setdefault(each.kind, each.target)
    return Relationships(found, parts, {(r.id, r.external): r.target for r in found})


def _relationship(element: Element, folder: str) -> Relationship:
    target = str(element.get("Target", ""))
    external = element.get("TargetMode") == "External"
    return Relationship(
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
        over(
            path, Text(f"文件超过 {limits.file:,} 字节", f"more than {limits.file:,} bytes"), "file"
        )
    if raw.startswith(OLE[:4]) and has_stream(raw, ENCRYPTED_STREAM):
        raw = decrypt(raw, path, options.password)
    parts = _open_parts(raw, path, limits)
    package = Package(path, parts)
    if not package.main:
        _is_something_else(path, kind_of_package(parts.names()))
    return package


def _open_parts(raw: bytes, path: str, limits: Limits) -> Parts:
    budget = Budget(path, limits)
    if not raw.startswith(b"PK"):
        if _FLAT_MARK.search(raw, 0, _HEAD):
            return parts_of_xml(budget.parse(raw, "Flat OPC").root)
        _is_something_else(path, kind_of(raw))
    try:
        return parts_of_zip(raw, budget)
    except DAMAGES:
        refuse(path, Text("zip 包已损坏或不完整", "the zip package is damaged or cut short"))


def _is_something_else(path: str, kind: Kind) -> NoReturn:
    what = Text(f"内容是{kind.name.zh}，不能检查", f"it is {kind.name.en}, which is not checked")
    if kind.name.zh.startswith("不是"):
        what = kind.name
    refuse(path, what, kind.mend)


def _part_name(folder: str, target: str) -> str:
    target = unquote(target.replace("\\", "/"))
    return normpath(join("/", folder, target)).lstrip("/")
