"""Findings in the text: their spans may nest, cross, be empty, or cover many blocks."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zhupi.model.document import Block
from zhupi.model.result import Located
from zhupi.reporters.page.markup import escaped, prose
from zhupi.reporters.page.words import severity_class


class Cut(NamedTuple):
    """The part of a finding's span that stands in one block; finding ``number`` counts from 1."""

    start: int
    end: int
    number: int


def cuts_by_block(located: Sequence[Located], blocks: Sequence[Block]) -> dict[int, list[Cut]]:
    """The parts of all findings, by the index of their block; every finding has one at least."""
    starts = [block.span.start for block in blocks]
    cuts: dict[int, list[Cut]] = defaultdict(list)
    for number, each in enumerate(located, 1):
        for index, cut in _cuts(each, number, blocks, starts):
            cuts[index].append(cut)
    return cuts


def _cuts(
    located: Located, number: int, blocks: Sequence[Block], starts: list[int]
) -> Iterator[tuple[int, Cut]]:
    span = located.finding.span
    first = max(0, bisect_right(starts, span.start) - 1)
    found = False
    for index in range(first, len(blocks)):
        block = blocks[index].span
        if block.start >= span.end:
            break
        if not block.empty and block.overlaps(span):
            found = True
            yield index, Cut(max(block.start, span.start), min(block.end, span.end), number)
    if not found and blocks:
        # What is missing, or stands between two blocks, has a place but no characters.
        place = min(span.start, blocks[first].span.end)
        yield first, Cut(place, place, number)


class Marks:
    """Writes the marks of one report; the first part of each finding bears its id."""

    def __init__(self, report: str, located: Sequence[Located]) -> None:
        self._report = report
        self._located = located
        self._seen: set[int] = set()

    def write(self, text: str, block: Block, cuts: Iterable[Cut]) -> str:
        """The text of a block with its marks."""
        return "".join(self._pieces(text, block, sorted(cuts, key=_outer_first)))

    def _pieces(self, text: str, block: Block, cuts: list[Cut]) -> Iterator[str]:
        done, waiting = block.span.start, 0
        opened: list[Cut] = []
        for place in sorted({place for cut in cuts for place in cut[:2]}):
            yield prose(text[done:place])
            done = place
            yield from self._close(opened, place)
            while waiting < len(cuts) and cuts[waiting].start == place:
                cut = cuts[waiting]
                waiting += 1
                yield self._open(cut)
                if cut.end > place:
                    opened.append(cut)
                else:
                    yield "</mark>"
        yield prose(text[done : block.span.end])

    def _close(self, opened: list[Cut], place: int) -> Iterator[str]:
        """End the marks that end here; those that go on are interrupted, as HTML must nest."""
        ending = next((i for i, cut in enumerate(opened) if cut.end <= place), len(opened))
        inner = opened[ending:]
        del opened[ending:]
        yield "</mark>" * len(inner)
        for cut in inner:
            if cut.end > place:
                yield self._open(cut)
                opened.append(cut)

    def _open(self, cut: Cut) -> str:
        finding = self._located[cut.number - 1].finding
        kind = severity_class(finding.severity) + " caret" * (cut.start == cut.end)
        if cut.number in self._seen:
            return f'<mark class="{kind}" data-f="{cut.number}">'
        self._seen.add(cut.number)
        return (
            f'<mark class="{kind} first" data-f="{cut.number}" id="{self._report}m{cut.number}"'
            f' tabindex="0" aria-details="{self._report}f{cut.number}"'
            f' title="{escaped(finding.message)}">'
        )


def _outer_first(cut: Cut) -> tuple[int, bool, int, int]:
    """Carets before the words at the same place, then the longest."""
    return cut.start, cut.end > cut.start, -cut.end, cut.number
