"""``doubled``: a character or a word typed twice."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zhupi.checks.base import Match, Subject, correction
from zhupi.model.span import Span

_REPEATED = 3  # what stands so often in a document is meant
_SAID_TWICE = ("了", "着", "啊")  # 老了老了, 走着走着: said twice on purpose


class Doubled(NamedTuple):
    """A character or a word that stands twice where it is meant once."""

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def find(self, subject: Subject) -> Iterator[Match]:
        from zhupi.typos.doubling import doubled

        times = cache(subject.text.count)  # a long document says the same again and again
        for part in subject.document.prose_spans():
            for second in doubled(part.of(subject.text)):
                length = second.end - second.start
                span = Span(part.start + second.start - length, part.start + second.end)
                written = span.of(subject.text)
                meant = written.endswith(_SAID_TWICE) and length > 1
                if not meant and times(written) < _REPEATED:
                    yield correction(subject.text, span, (written[:length],))
