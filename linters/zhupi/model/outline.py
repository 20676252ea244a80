"""The tree that headings and numbering make of a document."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from zhupi.model.span import Span


class Marker(NamedTuple):
    """A number at the head of a heading or an item, such as “（一）”, “2.” or “三是”.

    ``style`` names its shape (see ``numbering.markers``), ``text`` is as written, ``mark`` the
    punctuation after the number.
    """

    style: str
    number: int
    text: str
    mark: str
    span: Span


class Item(NamedTuple):
    """One member of an enumeration, from its marker to the next; ``title`` is its first clause."""

    marker: Marker
    title: str
    span: Span

    @property
    def number(self) -> int:
        """The number it bears."""
        return self.marker.number


class Enumeration(NamedTuple):
    """A series such as 一是…二是…, inline or over paragraphs.

    ``lead`` is the sentence that introduces it (“产生问题的主要原因：”), ``lead_span`` its place.
    """

    style: str
    lead: str
    lead_span: Span
    items: tuple[Item, ...]

    @property
    def span(self) -> Span:
        """From its first marker to the end of its last item."""
        return Span(self.items[0].span.start, self.items[-1].span.end)

    def item_at(self, offset: int) -> Item | None:
        """The item in which a place stands."""
        before = bisect_right(self.items, offset, key=lambda item: item.span.start)
        item = self.items[before - 1] if before else None
        return item if item and _holds(item.span, offset) else None


class Section(NamedTuple):
    """A heading with all that stands under it.

    ``heading`` is the place of number and title; ``lead`` is the text between the heading and the
    first section inside it. The root of an outline is a section with no marker and no title.
    """

    marker: Marker | None
    title: str
    level: int
    heading: Span
    span: Span
    lead: Span
    sections: tuple["Section", ...]
    enumerations: tuple[Enumeration, ...]

    def walk(self) -> Iterator["Section"]:
        """The section and all below it, in order."""
        left = [self]
        while left:
            section = left.pop()
            yield section
            left += reversed(section.sections)


class Outline(NamedTuple):
    """A document's title lines and its sections, all under one root."""

    title: tuple[Span, ...]
    root: Section

    def path(self, offset: int) -> tuple[Span, ...]:
        """The headings, and last the item, under which a place stands."""
        section = self.root
        path: list[Span] = []
        while inner := _inner_section(section, offset):
            path.append(inner.heading)
            section = inner
        item = _inner_item(section, offset)
        if item:
            path.append(Span(item.span.start, item.marker.span.end + len(item.title)))
        return tuple(path)


# How many series may begin between an item's marker and a place inside the item.
_NEAREST_SERIES = 100


def _inner_item(section: Section, offset: int) -> Item | None:
    """The innermost item, among the section's own series, that holds a place."""
    series = section.enumerations
    before = bisect_right(series, offset, key=lambda one: one.span.start)
    nearest = reversed(series[max(0, before - _NEAREST_SERIES) : before])
    return next((item for one in nearest if (item := one.item_at(offset))), None)


def _inner_section(section: Section, offset: int) -> Section | None:
    """The section directly below that holds a place."""
    before = bisect_right(section.sections, offset, key=lambda inner: inner.span.start)
    inner = section.sections[before - 1] if before else None
    return inner if inner and _holds(inner.span, offset) else None


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end or span == (offset, offset)
