"""Names in WordprocessingML, and small look-ups.

Every file is read in the transitional namespaces: those of the strict edition are rewritten before
parsing (``package.parse``), prefixes do not matter.
"""

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# XML keeps line ends inside w:t, Word shows them as spaces.
ONE_LINE = str.maketrans("\n\r", "  ")

Element = etree._Element


def tag(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{W}{name}"


P, R_, T, TBL, TR, TC = map(tag, ("p", "r", "t", "tbl", "tr", "tc"))
P_PR, R_PR, TC_PR = map(tag, ("pPr", "rPr", "tcPr"))


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of a WordprocessingML element; also one written without its prefix."""
    if element is None:
        return None
    found = element.get(f"{W}{name}")
    return str(found) if found is not None else element.get(name)


def child(element: Element | None, *names: str) -> Element | None:
    """The element found by going down from child to child."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(f"{W}{name}"), None)
    return element


Properties = dict[object, Element]


def properties_of(element: Element, name: str) -> Properties:
    """What a ``w:pPr`` or ``w:tcPr`` holds, by name; it is the first child where there is one."""
    first = element[0] if len(element) else None
    return {} if first is None or first.tag != name else {inner.tag: inner for inner in first}


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    return iter(()) if element is None else element.iterchildren(f"{W}{name}")


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def integer(text: str | None) -> int | None:
    """A whole number; None where there is none or it is malformed."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def switch(element: Element | None) -> bool | None:
    """An on/off property (ECMA-376-1, 17.17.4); None where it is not given."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off")
