"""Breaking and cutting lines by columns, not characters."""

import re
from collections.abc import Iterator

from zhupi.model.width import char_width, display_width
from zhupi.patterns import late

# A line breaks between wide characters, and at spaces between others; 。 and ， start no line.
_UNIT = late(r"[!-~]+[ ]*|.[，。、；：！？）》”’」』】…]*", re.DOTALL)


def wrap(text: str, width: int, indent: str = "") -> Iterator[str]:
    """The text in lines of at most so many columns, each after the indent."""
    line, room = "", width - display_width(indent)
    if display_width(text) <= room:
        yield from [indent + text.rstrip()] if text.strip() else []
        return
    for unit in _UNIT.findall(text):
        if line and display_width(line + unit.rstrip()) > room:
            yield indent + line.rstrip()
            line = ""
        line += unit
    if line.strip():
        yield indent + line.rstrip()


def fit(text: str, width: int) -> str:
    """The text cut to so many columns, with … where it was cut."""
    if display_width(text) <= width:
        return text
    kept, columns = "", 2  # … is wide in Chinese fonts
    for char in text:
        columns += char_width(char)
        if columns > width:
            break
        kept += char
    return kept + "…"


def pad(text: str, width: int) -> str:
    """The text with spaces up to so many columns."""
    return text + " " * (width - display_width(text))
