"""The editor's side of incremental synchronisation, written from the protocol, not from ours."""

import random
from typing import NamedTuple

from lsprotocol import types

ALPHABETS = {
    "Word and PDF": "报告部暑。ab\u2028\u2029\v\f\x85\x1c\x1d\x1e\n",
    "line ends": "报a\r\n\r\n\n\r",
    "astral": "𠮷𠮷报a\u0301\n",
    "all": "报a𠮷𠮷\u2028\v\f\x85\x1e\r\n\n\r\ufeff\u200b",
}
ENCODINGS = ("utf-8", "utf-16", "utf-32")
_BYTES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Line(NamedTuple):
    """Where a line starts, and where its text ends."""

    start: int
    end: int


def lines_of(text: str) -> list[Line]:
    """The lines, character by character: a line ends at LF, CR LF and CR only."""
    lines, start, here = [], 0, 0
    while here < len(text):
        if text[here] in "\r\n":
            lines.append(Line(start, here))
            here += 2 if text[here : here + 2] == "\r\n" else 1
            start = here
        else:
            here += 1
    return [*lines, Line(start, len(text))]


def units(text: str, encoding: str) -> int:
    """How long a text is for a client."""
    codec, size = _BYTES[encoding]
    return len(text.encode(codec)) // size


def position(text: str, offset: int, encoding: str) -> types.Position:
    """The client's position of an offset, which does not stand between CR and LF."""
    number, line = [each for each in enumerate(lines_of(text)) if each[1].start <= offset][-1]
    return types.Position(number, units(text[line.start : offset], encoding))


def between(text: str, offset: int) -> bool:
    """Whether an offset stands between CR and LF, where no editor has a cursor."""
    return text[offset - 1 : offset + 1] == "\r\n"


class Edit(NamedTuple):
    """An edit as an editor sends it, and the text after it."""

    change: types.TextDocumentContentChangePartial
    text: str


def random_edit(text: str, alphabet: str, encoding: str, dice: random.Random) -> Edit:
    """A small edit anywhere; now and then it ends past the end of a line or of the text."""
    places = [each for each in range(len(text) + 1) if not between(text, each)]
    start = dice.choice(places)
    end = dice.choice([each for each in places if start <= each <= start + 5])
    words = "".join(dice.choices(alphabet, k=dice.randint(0, 4)))
    last = position(text, end, encoding)
    line = lines_of(text)[last.line]
    if dice.random() < 0.2:
        end, last = line.end, types.Position(last.line, 10_000)
    if end < start:
        start = end
    extent = types.Range(position(text, start, encoding), last)
    change = types.TextDocumentContentChangePartial(extent, words)
    return Edit(change, text[:start] + words + text[end:])
