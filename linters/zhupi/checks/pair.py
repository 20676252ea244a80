"""``pair``: each item of one kind has its item of another, as each problem has its cause."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Fields, Hint, Match, Subject
from zhupi.checks.pairing import pair_items
from zhupi.lang import Text
from zhupi.model.outline import Item
from zhupi.model.span import Span
from zhupi.outline.genre import ItemSet, Reading
from zhupi.patterns import found_in

_MOST_HINTS = 20


class Pair(NamedTuple):
    """Each item of a set needs one of another.

    An item is paired inside its own passage, by the same number, by shared words, or by count.

    each: the item set whose items need a partner
    needs: the item set of the partners
    each_title: what messages call an item of the first set
    needs_title: what messages call a partner
    each_title_en: the first in English
    needs_title_en: the second in English
    report: items (those that are known to have no partner) or count (there are too few partners,
        but which item lacks one is not known; perhaps one serves two)
    by: item, or any where one partner may serve all
    """

    each: str
    needs: str
    each_title: str
    needs_title: str
    each_title_en: str = ""
    needs_title_en: str = ""
    report: Literal["items", "count"] = "items"
    by: Literal["item", "any"] = "item"

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("fault", "each-count", "needs-count")

    def find(self, subject: Subject) -> Iterator[Match]:
        reading = subject.reading
        if reading is None:
            return
        each, needs = reading.items(self.each), reading.items(self.needs)
        if not each or (needs and self.by == "any"):
            return
        if needs:
            yield from self._paired(subject, reading, each, needs)
        elif self.report == "items":
            yield from self._without_any(subject, reading, each)

    def _without_any(
        self, subject: Subject, reading: Reading, each: tuple[Item, ...]
    ) -> Iterator[Match]:
        """No series of partners: most items may state theirs inside, or none has one."""
        alone = [item for item in each if not self._inside(subject, reading, item)]
        if len(alone) * 2 <= len(each):
            stated = tuple(item for item in each if item not in alone)
            yield from (self._match(item, each, stated) for item in alone)
        elif len(alone) == len(each) and _calls_for(
            subject, reading, reading.genre.items[self.needs]
        ):
            yield self._match(None, each, (), _whole(each))

    def _paired(
        self,
        subject: Subject,
        reading: Reading,
        each: tuple[Item, ...],
        needs: tuple[Item, ...],
    ) -> Iterator[Match]:
        pairing = pair_items(each, needs, subject.text)
        items = [each[index] for index in pairing.unpaired]
        unpaired = [item for item in items if not self._inside(subject, reading, item)]
        if unpaired and pairing.certain and self.report == "items":
            yield from (self._match(item, each, needs) for item in unpaired)
        elif unpaired and not pairing.certain and self.report == "count":
            yield self._match(None, each, needs, _whole(needs))

    def _inside(self, subject: Subject, reading: Reading, item: Item) -> bool:
        """Whether an item's own passage, up to the series of partners, states its partner."""
        needs_set = reading.genre.items[self.needs]
        groups = reading.groups[self.needs]
        after = bisect_right(groups, item.span.start, key=lambda group: group.lead.start)
        end = groups[after].lead.start if after < len(groups) else item.span.end
        passage = subject.text[item.span.start : min(end, item.span.end)]
        return bool(found_in(needs_set.inside, passage))

    def _match(
        self,
        item: Item | None,
        each: tuple[Item, ...],
        needs: tuple[Item, ...],
        place: Span | None = None,
    ) -> Match:
        if item:
            return Match(_head(item), self._describe(item, each, needs), _hints(needs))
        return Match(place or _whole(each), self._describe(None, each, needs), _hints(each))

    def _describe(
        self, item: Item | None, each: tuple[Item, ...], needs: tuple[Item, ...]
    ) -> Fields:
        return {
            "fault": self._fault(item, len(each), len(needs)),
            "each-count": str(len(each)),
            "needs-count": str(len(needs)),
        }

    def _fault(self, item: Item | None, each: int, needs: int) -> Text:
        one, other = self.each_title, self.needs_title
        one_en, other_en = self.each_title_en or self.each, self.needs_title_en or self.needs
        if item:
            name = item.marker.text.strip() + item.title
            return Text(f"{one}“{name}”没有对应的{other}", f"{one_en} “{name}” has no {other_en}")
        if not needs:
            return Text(f"{each}个{one}都没有对应的{other}", f"no {one_en} has its {other_en}")
        return Text(
            f"{each}个{one}只有{needs}条{other}", f"{each} of {one_en}, only {needs} of {other_en}"
        )


def _calls_for(subject: Subject, reading: Reading, needs_set: ItemSet) -> bool:
    """Whether the document has a part for the partners, and nothing there that may be one.

    Causes told in prose, without numbers, cannot be counted.
    """
    patterns = [source.lead for source in needs_set.from_ if source.lead]
    patterns += [needs_set.inside] if needs_set.inside else []
    dedicated = [source.section for source in needs_set.from_ if not source.lead]
    parts = [section for role in dedicated for section in reading.sections(role)]
    for part in parts:
        text = subject.text[part.heading.end : part.span.end].strip()
        shared = sum(claim.section is part for claim in reading.claims) > 1
        if text and (not shared or any(found_in(pattern, text) for pattern in patterns)):
            return False
    return bool(parts)


def _head(item: Item) -> Span:
    """Marker and title of an item."""
    return Span(item.span.start, min(item.span.end, item.marker.span.end + len(item.title)))


def _whole(items: tuple[Item, ...]) -> Span:
    """The head of the first item: where a reader looks for the series."""
    return _head(items[0])


def _hints(items: tuple[Item, ...]) -> tuple[Hint, ...]:
    return tuple(
        Hint(_head(item), Text(f"第{item.number}条：{item.title}", f"{item.number}: {item.title}"))
        for item in items[:_MOST_HINTS]
    )
