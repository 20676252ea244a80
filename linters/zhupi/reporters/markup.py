"""What the XML formats share."""

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

# XML 1.0, production 2 (Char), says what may stand in a document, escaped or not.
_HALF = re.compile("[\ud800-\udfff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """A text as XML can hold it: without control characters, U+FFFD for half a character."""
    return _HALF.sub("\ufffd", _FORBIDDEN.sub("", text))


def element(
    tag: str,
    attributes: Mapping[str, object],
    children: Iterable[ET.Element] = (),
    text: str = "",
) -> ET.Element:
    """An element; its attributes are written in the order given."""
    made = ET.Element(tag, {name: clean(str(value)) for name, value in attributes.items()})
    made.text = clean(text) or None
    made.extend(children)
    return made


def written(made: ET.Element) -> str:
    """An element as text, indented."""
    ET.indent(made, " ")
    return ET.tostring(made, encoding="unicode") + "\n"
