"""``pair``: each item of one kind has its item of another, as each problem has its cause."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Fields, Hint, Match, Subject
from zhupi.checks.pairing import pair_items
from zhupi.lang import Text
from zhupi.model.outline import Item
from zhupi.model.span import Span
from zhupi.outline.genre import ItemSet, Reading
from zhupi.patterns import found_in


class Pair(NamedTuple):
    """Each item of a set needs one of another.

    An item is paired inside its own passage, by the same number, by shared words, or by count.
    Where only the count is known to be short, no item is named.

    each: the item set whose items need a partner
    needs: the item set of the partners
    by: item, or any where one partner may serve all
    """

    each: str
    needs: str
    by: Literal["item", "any"] = "item"

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("item.number", "item.title", "each-count", "needs-count", "faulty")

    def find(self, subject: Subject) -> Iterator[Match]:
        reading = subject.reading
        if reading is None:
            return
        needs_set = reading.genre.items[self.needs]
        each = tuple(
            item
            for item in reading.items(self.each)
            if not found_in(needs_set.inside, item.span.of(subject.text))
        )
        needs = reading.items(self.needs)
        if not each or (self.by == "any" and needs):
            return
        if not needs:
            yield from self._none(reading, needs_set, each)
            return
        pairing = pair_items(each, needs, subject.text)
        unpaired = [each[index] for index in pairing.unpaired]
        if unpaired and pairing.certain:
            for item in unpaired:
                yield Match(_head(item), self._describe(item, each, needs), _hints(needs))
        elif unpaired:
            yield Match(_whole(needs), self._describe(None, each, needs), _hints(each))

    def _none(
        self, reading: Reading, needs_set: ItemSet, each: tuple[Item, ...]
    ) -> Iterator[Match]:
        """No partner at all: one fault for all, if the document has a part for them."""
        roles = {source.section for source in needs_set.from_ if not source.lead}
        if any(reading.sections(role) for role in roles):
            yield Match(_whole(each), self._describe(None, each, ()), _hints(each))

    def _describe(
        self, item: Item | None, each: tuple[Item, ...], needs: tuple[Item, ...]
    ) -> Fields:
        counts = {"each-count": str(len(each)), "needs-count": str(len(needs))}
        if item is None:
            faulty = Text(
                f"{len(each)}个问题只对应{len(needs)}条", f"{len(needs)} for {len(each)} items"
            )
            return {"item.number": "", "item.title": "", "faulty": faulty, **counts}
        faulty = Text(
            f"第{item.number}个问题“{item.title}”没有对应的内容",
            f"item {item.number}, “{item.title}”, has none",
        )
        return {
            "item.number": str(item.number),
            "item.title": item.title,
            "faulty": faulty,
            **counts,
        }


def _head(item: Item) -> Span:
    """Marker and title of an item."""
    return Span(item.span.start, min(item.span.end, item.marker.span.end + len(item.title)))


def _whole(items: tuple[Item, ...]) -> Span:
    """The head of the first item: where a reader looks for the series."""
    return _head(items[0])


def _hints(items: tuple[Item, ...]) -> tuple[Hint, ...]:
    return tuple(
        Hint(_head(item), Text(f"第{item.number}条：{item.title}", f"{item.number}: {item.title}"))
        for item in items
    )
