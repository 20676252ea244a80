"""``promised-items``: a report lists as many problems as it speaks of."""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.checks.base import BadOption, Hint, Match, Subject, require_group
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.numbering.numerals import to_number
from zhupi.patterns import Regex, matches


class PromisedItems(NamedTuple):
    """A number in the text, far from the list that keeps it.

    pattern: where it is promised; the group n is the number
    sets: item sets; the first, or all together, must have this number of items
    """

    pattern: Regex
    sets: tuple[str, ...]

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "promised", "count")

    def validate(self) -> None:
        require_group(self.pattern, "n", "pattern")
        if not self.sets:
            raise BadOption("sets", Text("至少写一个条目集", "name at least one item set"))

    def find(self, subject: Subject) -> Iterator[Match]:
        if subject.reading is None:
            return
        items = [subject.reading.items(name) for name in self.sets]
        counts = {len(items[0]), sum(map(len, items))}
        first = min((each[0].span.start for each in items if each), default=0)
        # Before the list only: after it, 5个问题 may be some of them.
        for found in matches(self.pattern, subject.text, 0, first):
            number = to_number(found.group("n"))
            if number is not None and number not in counts and counts != {0}:
                hints = tuple(
                    Hint(item.marker.span, Text("列出的一项", "one that is there"))
                    for item in items[0][:20]
                )
                fields = {
                    "match": found.group(),
                    "promised": str(number),
                    "count": str(len(items[0])),
                }
                yield Match(Span(*found.span()), fields, hints)
