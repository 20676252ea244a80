"""Finding many words in one pass (Aho–Corasick), with the contexts in which they are right."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from zhupi.automata import Finder, finder_of
from zhupi.model.identity import Same
from zhupi.model.span import Span


class Word(NamedTuple):
    """A word to find; not where it stands inside one of the ``unless`` contexts.

    Chinese has no word boundary: 部暑 stands inside 多部暑期档影片, so a word names the contexts
    in which it is right. Each context contains the word.
    """

    word: str
    unless: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def _finder(words: Same[tuple[Word, ...]]) -> Finder:
    return finder_of([each.word for each in words.value])


def find_words(words: tuple[Word, ...], text: str, within: Span) -> Iterator[tuple[Span, int]]:
    """Where words stand, with the index of each; of overlapping ones the first, then longest.

    What finds them is kept for this very tuple: give the same one for each text.
    """
    # To compare thousands of words takes as long as to find them.
    return find_with(_finder(Same(words)), words.__getitem__, text, within)


def find_with(
    finder: Finder, word: Callable[[int], Word], text: str, within: Span
) -> Iterator[tuple[Span, int]]:
    """The same of words that are looked at only where they stand."""
    end = 0
    for offset, hits in finder.hits(text, within.start, within.end):
        for start, stop, index in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            span = Span(offset + start, offset + stop)
            if span.start >= end and not _excused(text, span, word(index)):
                end = span.end
                yield span, index


def _excused(text: str, span: Span, word: Word) -> bool:
    return any(_stands_in(text, span, word.word, context) for context in word.unless)


def _stands_in(text: str, span: Span, word: str, context: str) -> bool:
    offset = context.find(word)
    while offset >= 0:
        if text.startswith(context, span.start - offset) and span.start >= offset:
            return True
        offset = context.find(word, offset + 1)
    return False
