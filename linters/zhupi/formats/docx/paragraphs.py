"""The text of a paragraph, run by run."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from zhupi.formats.docx.markup import child, local, value
from zhupi.model.document import LINE_BREAK, OBJECT

_BREAKS = {"tab": "\t", "ptab": "\t", "cr": LINE_BREAK, "noBreakHyphen": "\u2011"}
# Deleted text, properties, instructions; text boxes are stories of their own.
_PASSED_OVER = frozenset(
    {
        "pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt",
        "Fallback", "txbxContent", "pict", "softHyphen",
    }
)  # fmt: skip
# XML keeps line ends inside w:t, Word shows them as spaces.
_ONE_LINE = str.maketrans("\n\r", "  ")


class Run(NamedTuple):
    """Characters that stand together in one element; a text node's are character for character."""

    text: str
    node: etree._Element
    verbatim: bool


def runs(element: etree._Element) -> Iterator[Run]:
    """The runs of a paragraph that its reader sees, in order."""
    for inner in element:
        name = local(inner)
        if name in _PASSED_OVER:
            continue
        if name == "t":
            if inner.text:
                yield Run(inner.text.translate(_ONE_LINE), inner, verbatim=True)
        elif name in _BREAKS:
            yield Run(_BREAKS[name], inner, verbatim=False)
        elif name == "br":
            if value(inner, "type") in (None, "textWrapping"):
                yield Run(LINE_BREAK, inner, verbatim=False)
        elif name in ("drawing", "object"):
            if child(inner, "inline") is not None or name == "object":
                yield Run(OBJECT, inner, verbatim=False)
        else:
            yield from runs(inner)
