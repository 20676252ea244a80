"""Enumerations: 一是…二是…, 第一，…第二，…, ①…②…, inline or over paragraphs."""

from bisect import bisect_left
from typing import NamedTuple

from zhupi.model.document import Document
from zhupi.model.outline import Enumeration, Item, Marker
from zhupi.model.span import Span
from zhupi.numbering.markers import inline_markers
from zhupi.outline.sentences import first_clause, follows_colon, last_sentence

_LAST = 99  # 最后, whatever came before


_DEEPEST = 8  # how many series may be open inside each other


class _Hit(NamedTuple):
    """A number; ``introduced`` when a colon stands right before it."""

    marker: Marker
    block: int
    at_head: bool
    introduced: bool


class _Place(NamedTuple):
    """The section that a series stands in: its blocks, and where its heading ends."""

    blocks: list[int]
    start: int


class _Open:
    """A series that may still go on."""

    def __init__(self, first: _Hit) -> None:
        self.hits = [first]
        self.at_head = first.at_head

    @property
    def last(self) -> int:
        return self.hits[-1].marker.number

    def add(self, hit: _Hit) -> None:
        number = hit.marker.number
        if number == _LAST:
            hit = hit._replace(marker=hit.marker._replace(number=self.last + 1))
        self.hits.append(hit)


def find_enumerations(document: Document, blocks: list[int], start: int) -> tuple[Enumeration, ...]:
    """The enumerations in the blocks of one section; its text begins at ``start``."""
    hits = [hit for index in blocks for hit in _hits(document, index)]
    if not hits:
        return ()
    series: list[_Open] = []
    for style in dict.fromkeys(hit.marker.style for hit in hits):
        series += _assemble([hit for hit in hits if hit.marker.style == style])
    series.sort(key=lambda one: one.hits[0].marker.span)
    starts = sorted(one.hits[0].marker.span.start for one in series)
    made = (_enumeration(document, _Place(blocks, start), one, starts) for one in series)
    return tuple(enumeration for enumeration in made if enumeration)


def _hits(document: Document, index: int) -> list[_Hit]:
    span = document.blocks[index].span
    found: list[_Hit] = []
    for marker in inline_markers(document.text, span):
        before = document.text[span.start : marker.span.start]
        introduced = follows_colon(document.text, marker.span.start)
        found.append(_Hit(marker, index, not before.strip(), introduced))
    return found


def _assemble(hits: list[_Hit]) -> list[_Open]:
    """Give each number to the series that it continues; 一是 opens a new one."""
    done: list[_Open] = []
    stack: list[_Open] = []
    for hit in hits:
        owner = _owner(stack, hit) if hit.marker.number > 1 else None
        if owner is None:
            stack = [*stack[-_DEEPEST:], _Open(hit)]
            done.append(stack[-1])
            continue
        while stack[-1] is not owner:
            stack.pop()
        owner.add(hit)
    return done


def _owner(stack: list[_Open], hit: _Hit) -> _Open | None:
    """The innermost series that waits for this number; else the innermost, where it leaps or stops.

    A number in the middle of a paragraph does not continue an outer series of paragraph heads, or
    of another paragraph; one that goes back belongs to a series whose first number is written
    otherwise.
    """
    number = hit.marker.number
    for one in reversed(stack):
        waits = number in (one.last + 1, _LAST)
        near = hit.at_head or one.hits[-1].block == hit.block
        if waits and (one is stack[-1] or (one.at_head == hit.at_head and near)):
            return one
    if not stack or hit.introduced or number < stack[-1].last:
        return None
    return stack[-1]


def _enumeration(
    document: Document, place: _Place, series: _Open, starts: list[int]
) -> Enumeration | None:
    first = series.hits[0]
    if first.marker.style == "sequence" and len(series.hits) == 1:
        return None  # a lone 首先 or 最后 is an adverb
    lead = _lead(document, place, first)
    return Enumeration(
        style=first.marker.style,
        lead=lead.of(document.text).strip(),
        lead_span=lead,
        items=tuple(_items(document, series, starts)),
    )


def _items(document: Document, series: _Open, starts: list[int]) -> list[Item]:
    items = []
    for hit, after in zip(series.hits, [*series.hits[1:], None], strict=True):
        end = after.marker.span.start if after else _end(document, hit, starts)
        while document.text[end - 1] == "\n":
            end -= 1
        span = Span(hit.marker.span.start, end)
        title = first_clause(document.text, Span(hit.marker.span.end, end))
        items.append(Item(hit.marker, title, span))
    return items


def _end(document: Document, hit: _Hit, starts: list[int]) -> int:
    """The last item ends with its block, or where the next series of the block is introduced."""
    block = document.blocks[hit.block].span
    later = bisect_left(starts, hit.marker.span.end)
    if later == len(starts) or starts[later] >= block.end:
        return block.end
    after = starts[later]
    lead = last_sentence(document.text, Span(hit.marker.span.end, after))
    # 一是…。原因：一是… opens a new series after a full stop; without one it is nested inside.
    return lead.start if lead.start > hit.marker.span.end else block.end


def _lead(document: Document, place: _Place, first: _Hit) -> Span:
    """The sentence that introduces a series: before it in its block, or the block before."""
    start = first.marker.span.start
    if not first.at_head:
        block = document.blocks[first.block].span
        return last_sentence(document.text, Span(max(block.start, place.start), start))
    here = bisect_left(place.blocks, first.block) - 1
    while here >= 0 and document.blocks[place.blocks[here]].span.empty:
        here -= 1
    if here < 0 or _hits(document, place.blocks[here]):
        return Span(start, start)
    before = document.blocks[place.blocks[here]].span
    if before.end <= place.start:
        return Span(start, start)  # the section's heading introduces no series in particular
    return last_sentence(document.text, Span(max(before.start, place.start), before.end))
