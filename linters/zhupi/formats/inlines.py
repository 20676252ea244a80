"""The runs of a Markdown block, and the lines and paragraphs that they make."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from zhupi.formats.soft_breaks import WIDEST_WRAPPED, ends_title, is_paragraph_break, join_of
from zhupi.model.span import Span
from zhupi.model.width import display_width


class Inline(NamedTuple):
    """A run of a block's text and where it stands in the source.

    Of a remark to this program ``remark`` are the words; it has no text.
    """

    text: str
    source: Span
    verbatim: bool
    soft_break: bool = False
    remark: str = ""


def lines_of(inlines: list[Inline], *, opening: bool) -> list[list[Inline]]:
    """A block's runs, cut where a soft line end is the end of a paragraph, else joined."""
    breaks = [inline for inline in inlines if inline.soft_break]
    if not breaks:
        return [inlines]
    lines = _parted(inlines)
    texts = [_text_of(line) for line in lines]
    widest = _widest(texts)
    if widest > WIDEST_WRAPPED:
        return lines  # no editor has wrapped them
    return list(_joined(lines, breaks, texts, widest, opening=opening))


def _parted(inlines: list[Inline]) -> list[list[Inline]]:
    """A block's runs, line by line."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if inline.soft_break:
            lines.append([])
        else:
            lines[-1].append(inline)
    return lines


def _text_of(line: list[Inline]) -> str:
    return line[0].text if len(line) == 1 else "".join([inline.text for inline in line])


def _joined(
    lines: list[list[Inline]],
    breaks: list[Inline],
    texts: list[str],
    widest: int,
    *,
    opening: bool,
) -> Iterator[list[Inline]]:
    """The paragraphs that lines make; of the opening ones the first may be the title."""
    paragraph = lines[0]
    for (before, after), line, end in zip(pairwise(texts), lines[1:], breaks, strict=True):
        titled = opening and paragraph is lines[0] and ends_title(before)
        if titled or is_paragraph_break(before, after, widest):
            yield paragraph
            paragraph = line
        else:
            paragraph += [Inline(join_of(before, after), end.source, verbatim=False), *line]
    yield paragraph


def _widest(texts: list[str]) -> int:
    """The columns of the widest line; of lines wider than any wrapped one that they are."""
    widest = 0
    for text in sorted(texts, key=len, reverse=True):
        if widest > WIDEST_WRAPPED or widest >= 2 * len(text):
            break  # none of the shorter ones can be wider, or it no longer matters
        widest = max(widest, display_width(text))
    return widest
