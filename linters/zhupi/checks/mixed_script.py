"""``mixed-script``: paragraphs that are not in the script of the document."""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.checks.base import Match, Subject
from zhupi.checks.script import characters_of, places_of
from zhupi.lang import Text
from zhupi.model.document import Block
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
        if len(places_of(self.traditional, subject.text)) < self.least:
            return
        blocks = [block for block in subject.document.blocks if block.printed]
        counts = [self._count(subject.document.prose(block)) for block in blocks]
        traditional = sum(one for one, _ in counts)
        simplified = sum(other for _, other in counts)
        is_traditional = traditional > simplified
        for block, (one, other) in zip(blocks, counts, strict=True):
            foreign, own = (other, one) if is_traditional else (one, other)
            if foreign >= self.least and foreign > 2 * own:
                yield _match(block, is_traditional)

    def _count(self, text: str) -> tuple[int, int]:
        """The characters of either script only."""
        traditional, simplified = characters_of(self.traditional), characters_of(self.simplified)
        return (
            sum(char in traditional for char in text),
            sum(char in simplified for char in text),
        )


def _match(block: Block, is_traditional: bool) -> Match:
    fields = {"script": _NAMES[not is_traditional], "document": _NAMES[is_traditional]}
    return Match(block.span, fields)
