"""Which genre a document is of, by its title."""

from collections.abc import Iterator, Mapping

from zhupi.model.document import Document
from zhupi.model.outline import Outline
from zhupi.outline.genre import Applies, Genre
from zhupi.patterns import found_in, late


def choose_genres(
    document: Document, outline: Outline, genres: Mapping[str, Genre]
) -> dict[str, str]:
    """The genres that a document is of beyond doubt, with the words of the title that say so.

    The kind of a document stands at the end of its title; 调研报告 is no 报告.
    """
    titles = list(_titles(document, outline))
    named: dict[str, str] = {}
    for name, genre in genres.items():
        words = max(
            (_named(genre.applies, line) for line in titles),
            key=len,
            default="",
        )
        if words:
            named[name] = words
    return {
        name: words
        for name, words in named.items()
        if not any(words != other and words in other for other in named.values())
    }


# （1836字） and （征求意见稿） after the kind of a document.
_LABEL = late(r"(?:[（(【\[〔][^（(【\[〔]*[）)】\]〕])+$")


def _titles(document: Document, outline: Outline) -> Iterator[str]:
    """The title lines, alone and joined: 述 职 报 告 is often spaced, and broken over lines."""
    lines = ["".join(span.of(document.text).split()) for span in outline.title]
    for start in range(len(lines)):
        for end in range(start + 1, len(lines) + 1):
            yield _LABEL.sub("", "".join(lines[start:end]))


def _named(applies: Applies, title: str) -> str:
    """The words at the end of a title that name the genre; empty when it is another."""
    words = found_in(applies.ending, title) if applies.title else ""
    if words and applies.title_not and found_in(applies.title_not, title):
        return ""
    return words
