"""``repetition``: the same line or sentence twice."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from zhupi.checks.base import Hint, Match, Subject
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.outline.sentences import sentences
from zhupi.patterns import late

_HAN = late(r"[\u3400-\u9fff]")
# What may stand between a stop and the next sentence: closing marks, and all that is blank.
_MARGIN = (
    "”’）》」』】\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


class Repetition(NamedTuple):
    """The same words twice.

    unit: line (two lines that follow each other) or sentence (anywhere in the document)
    at_least: how many 汉字 they must have
    """

    unit: Literal["line", "sentence"]
    at_least: int = 15

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match",)

    def find(self, subject: Subject) -> Iterator[Match]:
        look = _lines if self.unit == "line" else _sentences
        pairs = look(subject, self.at_least)
        for first, second in pairs:
            words = second.of(subject.text)
            if len(_HAN.findall(words)) >= self.at_least:
                hint = Hint(first, Text("第一次出现", "the first time"))
                yield Match(second, {"match": words}, (hint,))


def _lines(subject: Subject, at_least: int) -> Iterator[tuple[Span, Span]]:
    text = subject.text
    for one, other in pairwise([block.span for block in subject.document.body()]):
        length = one.end - one.start
        if length == other.end - other.start >= at_least and one.of(text) == other.of(text):
            yield one, other


def _sentences(subject: Subject, at_least: int) -> Iterator[tuple[Span, Span]]:
    repeated = _repeated(subject.text, at_least)
    if not repeated:
        return
    seen: dict[str, Span] = {}
    for block in subject.document.body():
        if repeated.isdisjoint(_cores(subject.text, block.span, at_least)):
            continue
        for span in sentences(subject.text, block.span):
            words = span.of(subject.text).strip()
            start = span.start + span.of(subject.text).index(words)
            if words in seen:
                yield seen[words], Span(start, start + len(words))
            else:
                seen[words] = span


def _repeated(text: str, at_least: int) -> set[int]:
    """The cores that stand twice in a text: no sentence with another one does."""
    once: set[int] = set()
    repeated: set[int] = set()
    for core in _cores(text, Span(0, len(text)), at_least):
        (repeated if core in once else once).add(core)
    return repeated


def _cores(text: str, span: Span, at_least: int) -> Iterator[int]:
    """What stands between stops, closing marks aside: the hashes, which are smaller."""
    for found in _between_stops(at_least).finditer(text, *span):
        yield hash(found.group().strip(_MARGIN))


@cache
def _between_stops(at_least: int) -> re.Pattern[str]:
    return re.compile(rf"[^。！？!?…\n]{{{max(at_least, 1)},}}")
