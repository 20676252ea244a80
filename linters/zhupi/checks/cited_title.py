"""``cited-title``: laws and rules are cited by their names, character for character."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.lang import Text
from zhupi.model.fix import Safety
from zhupi.model.span import Span
from zhupi.patterns import DataFile

_TITLE = re.compile(r"《([\u3400-\u9fff、“”（）]{6,40})》")
_SHORTEST = 6


class CitedTitle(NamedTuple):
    """A title in 《》 that is one character off a known one, and none itself.

    file: the known titles, one a line; # begins a comment
    """

    file: DataFile

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def validate(self) -> None:
        if not read_titles(self.file):
            raise BadOption("file", Text("没有标题", "there is no title"))

    def find(self, subject: Subject) -> Iterator[Match]:
        titles = read_titles(self.file)
        index = _index(self.file)
        for prose in subject.document.prose_spans():
            for found in _TITLE.finditer(subject.text, *prose):
                written = found.group(1)
                if written not in titles:
                    near = sorted({title for key in _keys(written) for title in index.get(key, ())})
                    right = [title for title in near if is_one_off(written, title)]
                    if len(right) == 1:
                        yield correction(subject.text, Span(*found.span(1)), (right[0],), Safety.UNSAFE)


@lru_cache(maxsize=4)
def read_titles(table: DataFile) -> frozenset[str]:
    """The titles of a table."""
    lines = (line.strip() for line in table.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=4)
def _index(table: DataFile) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for title in read_titles(table):
        if len(title) >= _SHORTEST:
            for key in _keys(title):
                index[key] = (*index.get(key, ()), title)
    return index


def _keys(title: str) -> tuple[str, str]:
    """The halves of a title that is off by one character: one of them is right."""
    half = len(title) // 2
    return title[: half - 1], title[-(half - 1) :]


def is_one_off(one: str, other: str) -> bool:
    """Whether one replaced, missing, added or swapped character makes one text of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    if len(rest) == len(others):
        swapped = rest[1::-1] + rest[2:] if len(rest) > 1 else rest
        return rest[1:] == others[1:] or swapped == others
    longer, shorter = sorted((rest, others), key=len, reverse=True)
    return longer[1:] == shorter
