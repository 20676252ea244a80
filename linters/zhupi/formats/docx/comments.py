"""The part that holds the comments of a Word file, and what names it."""

import re
from typing import NamedTuple

from zhupi.formats.docx.markup import integer, value
from zhupi.formats.docx.package import Package
from zhupi.formats.docx.runs import escape
from zhupi.formats.docx.source import NotSpliced
from zhupi.model.span import Span

_KIND = "comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "[Content_Types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org"
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)(comments|Types|Relationships)\b[^>]*?(/?)>")
_NAMESPACES = {
    True: (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    False: (
        f"{_TRANSITIONAL}/wordprocessingml/2006/main",
        f"{_TRANSITIONAL}/officeDocument/2006/relationships",
    ),
}
_RELATIONSHIPS = f"{_TRANSITIONAL}/package/2006/relationships"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Remark(NamedTuple):
    """What is said of a span: the paragraphs of a comment."""

    span: Span
    paragraphs: tuple[str, ...]


def start_mark(prefix: bytes, number: int) -> bytes:
    """Where the words begin that a comment is about."""
    name = prefix.decode()
    return f'<{name}commentRangeStart {name}id="{number}"/>'.encode()


def end_mark(prefix: bytes, number: int) -> bytes:
    """Where they end, with the reference without which Word drops the comment."""
    n = prefix.decode()
    return (
        f'<{n}commentRangeEnd {n}id="{number}"/>'
        f'<{n}r><{n}commentReference {n}id="{number}"/></{n}r>'
    ).encode()


class CommentParts:
    """Comments that are added to those of a package."""

    def __init__(self, package: Package, author: str, date: str) -> None:
        self._package = package
        self._author, self._date = author, date
        self._name = package.related(package.main, _KIND) or ""
        self._old = package.data(self._name) if self._name else None
        root = package.part(self._name) if self._name else None
        numbers = [integer(value(each, "id")) or 0 for each in root] if root is not None else []
        self._next = 1 + max(numbers, default=-1)
        self._texts: list[bytes] = []

    @property
    def count(self) -> int:
        """How many were added."""
        return len(self._texts)

    def add(self, remark: Remark) -> int:
        """One more comment; returns its id."""
        number = self._next
        self._next += 1
        self._texts.append(self._comment(remark, number))
        return number

    def _comment(self, remark: Remark, number: int) -> bytes:
        prefix = self._prefix()
        n = prefix.decode()
        paragraphs = b"".join(
            f'<{n}p><{n}r><{n}t xml:space="preserve">'.encode()
            + escape(paragraph)
            + f"</{n}t></{n}r></{n}p>".encode()
            for paragraph in remark.paragraphs
        )
        head = f'<{n}comment {n}id="{number}" {n}author="'.encode() + escape(self._author)
        head += f'" {n}date="'.encode() + escape(self._date)
        head += f'" {n}initials="'.encode() + escape(self._author[:1]) + b'">'
        return head + paragraphs + f"</{n}comment>".encode()

    def _prefix(self) -> bytes:
        if self._old is None:
            return b"w:"
        root = _ROOT.search(self._old)
        if root is None or not root.group(1):
            raise NotSpliced
        return root.group(1)

    def files(self) -> dict[str, bytes]:
        """The parts that change or are new, by name."""
        added = b"".join(self._texts)
        if self._old is not None:
            return {self._package.entry(self._name): _before_end(self._old, added)}
        name = self._new_name()
        strict = _STRICT in (self._package.data(self._package.main) or b"")
        namespace, relationships = _NAMESPACES[strict]
        root = f'<w:comments xmlns:w="{namespace}">'.encode()
        return {
            name: _DECLARATION + root + added + b"</w:comments>",
            **self._typed(name),
            **self._related(name, relationships),
        }

    def _new_name(self) -> str:
        folder = self._package.main.rpartition("/")[0]
        taken = {name.lower() for name in self._package.names}
        names = (f"{folder}/comments{n or ''}.xml".lstrip("/") for n in range(len(taken) + 1))
        return next(name for name in names if name.lower() not in taken)

    def _typed(self, name: str) -> dict[str, bytes]:
        types = self._package.data(_TYPES)
        if types is None:
            raise NotSpliced
        prefix = _prefix_of(types)
        row = f'<{prefix}Override PartName="/{name}" ContentType="{_TYPE}"/>'.encode()
        return {self._package.entry(_TYPES): _before_end(types, row)}

    def _related(self, name: str, relationships: str) -> dict[str, bytes]:
        folder, _, main = self._package.main.rpartition("/")
        part = f"{folder}/_rels/{main}.rels".lstrip("/")
        old = self._package.data(part)
        taken = {each.id for each in self._package.relationships(self._package.main).all}
        number = next(f"zhupi{n}" for n in range(1, len(taken) + 2) if f"zhupi{n}" not in taken)
        target = name.rpartition("/")[2]
        prefix = _prefix_of(old) if old is not None else ""
        row = (
            f'<{prefix}Relationship Id="{number}" Type="{relationships}/{_KIND}"'
            f' Target="{target}"/>'
        ).encode()
        if old is None:
            root = f'<Relationships xmlns="{_RELATIONSHIPS}">'.encode()
            return {part: _DECLARATION + root + row + b"</Relationships>"}
        return {self._package.entry(part): _before_end(old, row)}


def _prefix_of(raw: bytes) -> str:
    root = _ROOT.search(raw)
    if root is None:
        raise NotSpliced
    return root.group(1).decode()


def _before_end(raw: bytes, added: bytes) -> bytes:
    """An XML file with more at the end of its root."""
    root = _ROOT.search(raw)
    if root is None:
        raise NotSpliced
    name = root.group(1) + root.group(2)
    if root.group(3):
        opened = raw[root.start() : root.end() - 2].rstrip() + b">"
        whole = opened + added + b"</" + name + b">"
        return raw[: root.start()] + whole + raw[root.end() :]
    end = raw.rindex(b"</" + name)
    return raw[:end] + added + raw[end:]
