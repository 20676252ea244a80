"""Characters on their way into HTML: nothing that stands in a file may become markup."""

from html import escape

from zhupi.model.document import LINE_BREAK, OBJECT

_REPLACEMENT = "\ufffd"
# HTML has no way to write most control characters; their pictures show that they are there.
_PICTURES: dict[int, str] = {code: chr(0x2400 + code) for code in range(32)}
_PICTURES |= dict.fromkeys([*range(0x80, 0xA0), 0xFFFE, 0xFFFF], _REPLACEMENT)
# A lone surrogate has no bytes in UTF-8.
_PICTURES |= dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT)
_PICTURES |= {0x7F: "\u2421", ord(OBJECT): "□"}
for _kept in "\t\n":
    del _PICTURES[ord(_kept)]


def shown(text: str) -> str:
    """The text with pictures of what cannot be shown, one character for one."""
    return text.translate(_PICTURES)


def escaped(text: str) -> str:
    """The text for an element or a quoted attribute; line breaks become spaces."""
    return escape(shown(text).replace(LINE_BREAK, " "))


def prose(text: str) -> str:
    """The text of a block, with the line breaks inside it."""
    return escape(shown(text), quote=False).replace(LINE_BREAK, "<br>")


def shortened(text: str, most: int) -> str:
    """The head of a text."""
    return text if len(text) <= most else text[: most - 1] + "…"
