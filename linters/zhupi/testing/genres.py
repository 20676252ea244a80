"""What is wrong with the parts of a genre, though its file can be loaded.

A synonym that can never match, and two parts that one word would give to a heading at once, are
faults that nobody sees until a report is misread.
"""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.numbering.markers import heading_marker
from zhupi.outline.genre import Genre, Role
from zhupi.patterns import found_in
from zhupi.testing.samples import alternatives, samples

_STOPS = "。！？；\n"


class GenreFault(NamedTuple):
    """A fault of a genre: where, what, and what to do."""

    where: str
    genre: str
    what: Text
    mend: Text


def genre_faults(genre: Genre) -> Iterator[GenreFault]:
    """The faults of a genre's parts."""
    for role in genre.outline:
        where = genre.places.get(role.role, "")
        for alternative in alternatives(role.heading):
            words = samples(alternative)
            if words and not any(_may_be_heading(role, word) for word in words):
                yield _dead(genre, role, alternative, where)
                continue
            other = _shared_with(genre, role, words)
            if other:
                yield _shared(genre, role, other, alternative, where)


def _may_be_heading(role: Role, word: str) -> bool:
    """Whether a heading with these words could play the role."""
    if any(stop in word for stop in _STOPS) or heading_marker(word, Span(0, len(word))):
        return False  # titles come without their number, and end at a full stop
    return bool(word) and not (role.heading_not and found_in(role.heading_not, word))


def _shared_with(genre: Genre, role: Role, words: list[str]) -> Role | None:
    """A part further on to which the same words of a heading would give it."""
    after = genre.outline[genre.outline.index(role) + 1 :]
    for other in after:
        for word in words:
            both = _may_be_heading(role, word) and _may_be_heading(other, word)
            if both and found_in(role.heading, word) == found_in(other.heading, word) == word:
                return other
    return None


def _dead(genre: Genre, role: Role, alternative: str, where: str) -> GenreFault:
    return GenreFault(
        where,
        genre.name,
        Text(
            f"“{role.title}”的同义词“{alternative}”永远用不上",
            f"the synonym “{alternative}” of “{role.role}” can never match",
        ),
        Text(
            "它被 heading-not 排除了，或带有标题里没有的序号、句号；改写或删去",
            "heading-not forbids it, or it has a number or a full stop, as no title has",
        ),
    )


def _shared(genre: Genre, role: Role, other: Role, alternative: str, where: str) -> GenreFault:
    return GenreFault(
        where,
        genre.name,
        Text(
            f"“{role.title}”和“{other.title}”都有同义词“{alternative}”，两个部分分不开",
            f"“{role.role}” and “{other.role}” share the synonym “{alternative}”",
        ),
        Text(
            "只留在一个部分里，或用 heading-not 分开",
            "leave it to one, or part them by heading-not",
        ),
    )
