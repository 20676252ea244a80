"""Complex fields (ECMA-376-1, 17.16.18): where the instruction ends and the result begins."""

from zhupi.formats.docx.drawings import TEXT_BOX
from zhupi.formats.docx.markup import MC, Element, tag, value

FIELD_CHAR = tag("fldChar")
OF_CONTENTS = frozenset({"TOC", "INDEX", "TOA"})
LINKED = frozenset({"INCLUDETEXT", "LINK", "DDE", "DDEAUTO"})
_DROPPED = frozenset({tag("del"), tag("moveFrom"), f"{MC}Fallback", TEXT_BOX})


class Field:
    """A complex field being read; ``closed`` when its end will come."""

    def __init__(self, *, closed: bool) -> None:
        self.closed = closed
        self.instruction = ""
        self.in_result = not closed

    @property
    def name(self) -> str:
        """The first word of the instruction, such as TOC."""
        words = self.instruction.split(None, 1)
        return words[0].upper() if words else ""


def unclosed_fields(root: Element) -> frozenset[Element]:
    """The begins of fields that never end; their instruction must not swallow what follows."""
    waiting: list[Element] = []
    for node in root.iter(FIELD_CHAR):
        if any(each.tag in _DROPPED for each in _ancestors(node, root)):
            continue
        kind = value(node, "fldCharType")
        if kind == "begin":
            waiting.append(node)
        elif kind == "end" and waiting:
            waiting.pop()
    return frozenset(waiting)


def _ancestors(node: Element, root: Element) -> list[Element]:
    above = []
    parent = node.getparent()
    while parent is not None and parent is not root:
        above.append(parent)
        parent = parent.getparent()
    return above
