"""``repetition``: the same line or sentence twice."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from zhupi.checks.base import Hint, Match, Subject
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.outline.sentences import sentences

_HAN = re.compile(r"[\u3400-\u9fff]")


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
        pairs = _lines(subject) if self.unit == "line" else _sentences(subject)
        for first, second in pairs:
            words = second.of(subject.text)
            if len(_HAN.findall(words)) >= self.at_least:
                hint = Hint(first, Text("第一次出现", "the first time"))
                yield Match(second, {"match": words}, (hint,))


def _lines(subject: Subject) -> Iterator[tuple[Span, Span]]:
    for one, next_one in pairwise(subject.document.body()):
        if subject.document.prose(one) == subject.document.prose(next_one):
            yield one.span, next_one.span


def _sentences(subject: Subject) -> Iterator[tuple[Span, Span]]:
    seen: dict[str, Span] = {}
    for block in subject.document.body():
        for span in sentences(subject.text, block.span):
            words = span.of(subject.text).strip()
            start = span.start + span.of(subject.text).index(words)
            if words in seen:
                yield seen[words], Span(start, start + len(words))
            else:
                seen[words] = span
