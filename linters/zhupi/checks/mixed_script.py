"""``mixed-script``: paragraphs that are not in the script of the document."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from zhupi.checks.base import Match, Subject
from zhupi.checks.script import characters_of, places_of
from zhupi.lang import Text
from zhupi.model.document import Block
from zhupi.model.span import Span
from zhupi.patterns import DataFile

_NAMES = {False: Text("简体", "simplified"), True: Text("繁体", "traditional")}


class MixedScript(NamedTuple):
    """Paragraphs in traditional characters in a simplified document, or the other way.

    traditional: a file of the characters that only traditional texts have
    simplified: a file of those that only simplified texts have
    least: how many of them make a paragraph one of the other script
    """

    traditional: DataFile
    simplified: DataFile
    least: int = 5

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("script", "document")

    def find(self, subject: Subject) -> Iterator[Match]:
        # A text with fewer has no paragraph of either script: if it is a simplified one, they are
        # too few, and if it is a traditional one, it has still fewer simplified ones.
        places = places_of(self.traditional, subject.text)
        if len(places) < self.least:
            return
        blocks = [block for block in subject.document.blocks if block.printed]
        counts = [_number_in(places, block.span) for block in blocks]
        is_traditional = self._has_fewer_simplified(sum(counts), subject.text, blocks)
        for block, traditional in zip(blocks, counts, strict=True):
            if not is_traditional and traditional < self.least:
                continue  # whatever else it has
            simplified = self._simplified_in(block.span.of(subject.text))
            foreign, own = traditional, simplified
            if is_traditional:
                foreign, own = own, foreign
            if foreign >= self.least and foreign > 2 * own:
                yield _match(block, is_traditional)

    def _has_fewer_simplified(self, most: int, text: str, blocks: list[Block]) -> bool:
        """Whether blocks have fewer simplified characters than so many, counted only until then."""
        counted = accumulate(self._simplified_in(block.span.of(text)) for block in blocks)
        return not any(count >= most for count in counted)

    def _simplified_in(self, text: str) -> int:
        simplified = characters_of(self.simplified)
        return sum(char in simplified for char in text)


def _number_in(places: Sequence[int], span: Span) -> int:
    """How many places lie in a span."""
    return bisect_left(places, span.end) - bisect_left(places, span.start)


def _match(block: Block, is_traditional: bool) -> Match:
    fields = {"script": _NAMES[not is_traditional], "document": _NAMES[is_traditional]}
    return Match(block.span, fields)
