"""Which item of one series belongs to which of another."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from zhupi.model.outline import Item

# A best alignment that wins by less than this share of its score does not name an item.
_MARGIN = 0.15
_COMMON = frozenset("的了和是在对不有与及等为中上下工作加强方面问题不够存在进一步")


class Pairing(NamedTuple):
    """The items without partner; ``certain`` when these very items are known to be the ones."""

    unpaired: tuple[int, ...]
    certain: bool


def pair_items(left: tuple[Item, ...], right: tuple[Item, ...], text: str) -> Pairing:
    """Which of ``left`` have no partner in ``right``.

    By number where the numbers of ``right`` have holes; else, when there are too few, by the words
    that the items share, in order.
    """
    if len(right) >= len(left):
        return Pairing((), certain=True)
    numbers = {item.number for item in right}
    holes = tuple(i for i, item in enumerate(left) if item.number not in numbers)
    renumbered = numbers == set(range(1, len(right) + 1))
    if not renumbered and len(holes) == len(left) - len(right):
        return Pairing(holes, certain=True)
    return _by_shared_words(left, right, text)


def _by_shared_words(left: tuple[Item, ...], right: tuple[Item, ...], text: str) -> Pairing:
    """Leave out the items of ``left`` whose absence lets the others share most with ``right``."""
    grams = [_bigrams(_words(item, text)) for item in left]
    others = [_bigrams(_words(item, text)) for item in right]
    similar = [[_similarity(a, b) for b in others] for a in grams]
    ranked = sorted(_alignments(similar), reverse=True)
    best = ranked[0]
    second = ranked[1].score if len(ranked) > 1 else 0.0
    certain = best.score > 0 and best.score - second >= _MARGIN * best.score
    return Pairing(best.left_out, certain)


class _Alignment(NamedTuple):
    score: float
    left_out: tuple[int, ...]


_MOST_CHOICES = 12


def _alignments(similar: list[list[float]]) -> list[_Alignment]:
    """Every way to match the columns to rows in order, with what the pairs share."""
    rows, columns = len(similar), len(similar[0]) if similar else 0
    if rows > _MOST_CHOICES:
        return [_Alignment(0.0, tuple(range(columns, rows)))]

    @cache
    def ways(row: int, column: int) -> tuple[_Alignment, ...]:
        if rows - row < columns - column:
            return ()
        if row == rows:
            return (_Alignment(0.0, ()),)
        found = [_Alignment(way.score, (row, *way.left_out)) for way in ways(row + 1, column)]
        if column < columns:
            gain = similar[row][column]
            found += [
                _Alignment(way.score + gain, way.left_out) for way in ways(row + 1, column + 1)
            ]
        return tuple(found)

    return list(ways(0, 0))


def _similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared bigrams in the share of the smaller set."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def _words(item: Item, text: str) -> str:
    """An item without its number."""
    return text[item.marker.span.end : item.span.end]


def _bigrams(passage: str) -> frozenset[str]:
    return frozenset(_content_bigrams(passage))


def _content_bigrams(passage: str) -> Iterator[str]:
    for a, b in pairwise(passage):
        if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff" and not {a, b} <= _COMMON:
            yield a + b
