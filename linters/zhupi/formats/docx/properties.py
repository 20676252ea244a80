"""Document properties: who made a file, where, and what it calls itself (ISO/IEC 29500-2, 8)."""

from collections.abc import Iterator
from typing import NamedTuple

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
_CUSTOM = "custom-properties"


class Property(NamedTuple):
    """A property; one that the writer named himself is called ``custom:NAME``."""

    name: str
    value: str
    part: str
    element: Element


def read_properties(package: Package) -> list[Property]:
    """The properties that have a value, in the order of their parts."""
    return [
        each
        for kind in ("core-properties", "extended-properties", _CUSTOM)
        for each in _read(package, kind)
        if each.value.strip()
    ]


def _read(package: Package, kind: str) -> Iterator[Property]:
    # The strict edition writes extendedProperties for extended-properties.
    strict = kind.split("-", maxsplit=1)[0] + "Properties"
    part = package.related("", kind) or package.related("", strict) or ""
    root = package.part(part)
    for element in root if root is not None else ():
        if kind == _CUSTOM:
            inner = next(iter(element), None)
            if inner is not None and inner.text:
                yield Property(f"custom:{element.get('name', '')}", inner.text, part, inner)
        elif local(element) in _NAMES and element.text:
            yield Property(_NAMES[local(element)], element.text, part, element)
