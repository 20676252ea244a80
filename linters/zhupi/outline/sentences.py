"""Cutting a block into sentences and clauses."""

from zhupi.model.span import Span
from zhupi.patterns import late

_STOPS = "。！？!?…"
_CLOSERS = "”’）》」』】…"
_ENDS = _STOPS + _CLOSERS
_SENTENCE_END = late(r"[。！？!?…]+[”’）》」』】]*")
_CLAUSE_END = late(r"[。！？!?；;：，,\u2028]")
LONGEST_TITLE = 40


def trim_end(text: str, span: Span) -> Span:
    """The span without the blanks and line ends at its end."""
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)


def follows_colon(text: str, offset: int) -> bool:
    """Whether a colon stands before a place, blanks and line ends aside."""
    while offset and text[offset - 1].isspace():
        offset -= 1
    return offset > 0 and text[offset - 1] in "：:"


def first_sentence(text: str, span: Span) -> Span:
    """The first sentence of a span, its end mark included."""
    end = _SENTENCE_END.search(text, span.start, span.end)
    return Span(span.start, end.end() if end else span.end)


def last_sentence(text: str, span: Span) -> Span:
    """The last sentence of a span: what stands after the last full stop but the closing one."""
    end = span.end
    while end > span.start and text[end - 1] in _ENDS:
        end -= 1
    start = max(text.rfind(stop, span.start, end) for stop in _STOPS) + 1
    while 0 < start < end and text[start] in _CLOSERS:
        start += 1
    return Span(start or span.start, span.end)


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a span, end marks included."""
    found, start = [], span.start
    for end in _SENTENCE_END.finditer(text, span.start, span.end):
        found.append(Span(start, end.end()))
        start = end.end()
    return [*found, Span(start, span.end)] if start < span.end else found


def first_clause(text: str, span: Span) -> str:
    """The words up to the first mark: what an item is called."""
    end = _CLAUSE_END.search(text, span.start, span.end)
    stop = min(end.start() if end else span.end, span.start + LONGEST_TITLE)
    return text[span.start : stop].strip()
