"""Document properties: who made a file, where, and what it calls itself (ISO/IEC 29500-2, 8)."""

from collections.abc import Iterable
from typing import NamedTuple

from zhupi.formats.docx.entries import Make
from zhupi.formats.docx.markup import Element, local
from zhupi.formats.docx.package import Package

# Name in the part, and the name that rules use.
_NAMES = {
    "title": "title",
    "subject": "subject",
    "creator": "author",
    "keywords": "keywords",
    "description": "comments",
    "lastModifiedBy": "last-modified-by",
    "category": "category",
    "contentStatus": "status",
    "Company": "company",
    "Manager": "manager",
    "HyperlinkBase": "hyperlink-base",
}


class Property(NamedTuple):
    """A property; one that the writer named himself is called ``custom:NAME``."""

    name: str
    value: str
    part: str
    element: Element


def read_properties(package: Package) -> list[Property]:
    """The properties that have a value, in the order of their parts."""
    makers = {"core": _named, "extended": _named, "custom": _custom}
    return [each for kind, make in makers.items() for each in _read(package, kind, make)]


def _read(package: Package, kind: str, make: Make[tuple[Property, ...]]) -> Iterable[Property]:
    # The strict edition writes extendedProperties for extended-properties.
    part = package.related("", f"{kind}-properties") or package.related("", f"{kind}Properties")
    return package.made_of(part or "", make) or ()


def _named(part: str, root: Element) -> tuple[Property, ...]:
    return tuple(
        Property(_NAMES[name], element.text, part, element)
        for element in root
        if (name := local(element)) in _NAMES and element.text and element.text.strip()
    )


def _custom(part: str, root: Element) -> tuple[Property, ...]:
    inners = ((element, next(iter(element), None)) for element in root)
    return tuple(
        Property(f"custom:{element.get('name', '')}", inner.text, part, inner)
        for element, inner in inners
        if inner is not None and inner.text and inner.text.strip()
    )
