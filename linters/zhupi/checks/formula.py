"""``formula``: the words with which documents of a genre open or close."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Match, Subject
from zhupi.model.span import Span
from zhupi.outline.genre import Reading
from zhupi.patterns import Regex, found_in


class Formula(NamedTuple):
    """The words with which documents of this genre open or close.

    at: opening (before the first section) or closing (from the last section on)
    pattern: the words
    """

    at: Literal["opening", "closing"]
    pattern: Regex

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ()

    def find(self, subject: Subject) -> Iterator[Match]:
        reading = subject.reading
        if reading is None or not reading.claims:
            return
        starts = [claim.section.span.start for claim in reading.claims]
        first, last = min(starts), max(starts)
        opening = self.at == "opening"
        blocks = (
            block
            for block in subject.document.body()
            if (block.span.start < first if opening else block.span.start > last)
        )
        if not any(found_in(self.pattern, subject.document.prose(block)) for block in blocks):
            yield Match(self._place(reading))

    def _place(self, reading: Reading) -> Span:
        """Before the first section; or after the last item of the last one."""
        if self.at == "opening":
            return reading.claims[0].section.heading
        section = max((claim.section for claim in reading.claims), key=lambda s: s.span.end)
        series = section.enumerations
        end = max(one.span.end for one in series) if series else section.span.end
        return Span(end, end)
