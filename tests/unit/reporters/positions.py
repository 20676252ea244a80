"""Reading a place out of a file, knowing nothing of the program but how it counts."""

import re

from hypothesis import strategies as st

LINE_END = re.compile(rb"\r\n|\n|\r")
TEXTS = st.text(
    st.sampled_from([*"部署工作，一二。ab\t \n\r\u2028\u0085\x0c𠮷😀", "é", "\u0301", "\ufffc"]),
    min_size=1,
    max_size=60,
).filter(str.strip)


def spans(text: str):
    """Spans of a text."""
    offsets = st.integers(0, len(text))
    return st.tuples(offsets, offsets).map(lambda pair: (min(pair), max(pair)))


def lines_of(raw: bytes) -> list[bytes]:
    """The lines of a file with their ends."""
    ends = [match.end() for match in LINE_END.finditer(raw)]
    return [raw[start:end] for start, end in zip([0, *ends], [*ends, len(raw)], strict=True)]


def by_bytes(raw: bytes, start: tuple[int, int], end: tuple[int, int]) -> str:
    """What stands between two lines and columns in bytes."""
    lines = lines_of(raw)
    first, last = (sum(map(len, lines[: line - 1])) + column - 1 for line, column in (start, end))
    return raw[first:last].decode()


def by_characters(raw: bytes, start: tuple[int, int], end: tuple[int, int]) -> str:
    """What stands between two lines and columns in code points."""
    lines = [line.decode() for line in lines_of(raw)]
    first, last = (sum(map(len, lines[: line - 1])) + column - 1 for line, column in (start, end))
    return "".join(lines)[first:last]


def with_plain_ends(text: str) -> str:
    """A text as a document has it, with one kind of line end."""
    return re.sub(r"\r\n|\r", "\n", text)
