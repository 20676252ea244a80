"""``stated-length``: the number of characters that a document says it has, “（1836字）”."""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.checks.base import Match, Subject, require_group
from zhupi.model.span import Span
from zhupi.patterns import Regex, late, matches

# Word counts each 汉字 and each Chinese mark as one, and so each run of other characters (字数).
_OTHERS = late(
    r"[^\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f“”‘’…—·\U00020000-\U0003ffff]+"
)


class StatedLength(NamedTuple):
    """The stated number of characters is that of the text, as Word counts them.

    pattern: where it is stated; the group n is the number
    tolerance: how far they may be apart, as a share of the stated number
    """

    pattern: Regex
    tolerance: float = 0.1

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "stated", "count")

    def validate(self) -> None:
        require_group(self.pattern, "n", "pattern")

    def find(self, subject: Subject) -> Iterator[Match]:
        title = subject.outline.title
        for line in title:
            for found in matches(self.pattern, subject.text, *line):
                stated = int(found.group("n"))
                end = max((block.span.end for block in subject.document.body()), default=0)
                count = count_words(subject.text[title[-1].end : end])
                if abs(count - stated) > self.tolerance * stated:
                    fields = {"match": found.group(), "stated": str(stated), "count": str(count)}
                    yield Match(Span(*found.span()), fields)


def count_words(text: str) -> int:
    """字数 as Word counts it; that of several lines is the sum of theirs."""
    others = _OTHERS.findall(text)
    return len(text) - sum(map(len, others)) + sum(len(run.split()) for run in others)
