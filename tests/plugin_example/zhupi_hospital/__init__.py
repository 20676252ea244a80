"""A rule pack of a hospital, and a kind of check that it needs."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from zhupi.checks import Match, Subject


def packs() -> Traversable:
    """The folder of the packs."""
    return files(__name__) / "packs"


class TooLong(NamedTuple):
    """Paragraphs that are too long to read aloud.

    most: how many characters a paragraph may have
    """

    most: int

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        """What the message may use in braces."""
        return ("length",)

    def find(self, subject: Subject) -> Iterator[Match]:
        """Each paragraph above the limit."""
        for block in subject.document.body():
            length = block.span.end - block.span.start
            if length > self.most:
                yield Match(block.span, {"length": str(length)})
