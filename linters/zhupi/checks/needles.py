"""Words of which one must stand wherever a pattern matches, so that it need not be tried elsewhere.

Many words are found in one pass; a pattern of many alternatives goes over a text ten times as
slowly. Of what cannot be read nothing is known, and it is tried everywhere.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zhupi.automata import Finder, finder_of
from zhupi.checks.required import AnyOf, required_by
from zhupi.patterns import Regex, late

_LINE = late(r"[^\n]+")


class Gate(NamedTuple):
    """Finds where some of several patterns may match, in one pass.

    ``owners`` has for each word the patterns that need it, ``always`` are those of which nothing is
    known. ``words`` is None where there are no words.
    """

    words: Finder | None
    owners: tuple[tuple[int, ...], ...]
    always: tuple[int, ...]

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Places with the number of a pattern that may match around them.

        A pattern that may match anywhere stands at each line.
        """
        for start, _, word in self.words.each(text) if self.words else ():
            for index in self.owners[word]:
                yield start, index
        for line in _LINE.finditer(text) if self.always else ():
            for index in self.always:
                yield line.start(), index


def gate_of(patterns: Iterable[Regex | None]) -> Gate:
    """The gate of some patterns; None stands for one that is not to be found."""
    owners: dict[str, list[int]] = {}
    always = []
    for index, pattern in enumerate(patterns):
        needles = needles_of(pattern) if pattern is not None else ()
        if pattern is not None and not needles:
            always.append(index)
        for word in needles:
            owners.setdefault(word, []).append(index)
    words = finder_of(owners) if owners else None
    return Gate(words, tuple(map(tuple, owners.values())), tuple(always))


def needles_of(pattern: Regex) -> AnyOf:
    """Words of which every match of a pattern has one, the rarest; none where none is known."""
    required = required_by(pattern)
    return required[0] if required else frozenset()
