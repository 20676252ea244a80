"""Names in WordprocessingML, whatever prefix or edition (transitional, strict) a file uses."""

from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute in the element's own namespace, or in none."""
    if element is None or not isinstance(element.tag, str):
        return None
    namespace = element.tag.partition("}")[0]
    found = element.get(f"{namespace}}}{name}")
    return str(found) if found is not None else element.get(name)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element found by going down from child to child."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name."""
    return (inner for inner in element if local(inner) == name)


def integer(text: str | None) -> int | None:
    """A whole number; None where there is none or it is malformed."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None
