"""``script``: traditional characters in a simplified text, or the other way (OpenCC)."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from zhupi.checks.base import Match, Subject, replacement
from zhupi.checks.datafiles import lines_of
from zhupi.checks.script_forms import converter, is_traditional
from zhupi.model.fix import Safety
from zhupi.model.span import Span
from zhupi.patterns import DataFile, is_above_share, late

_HAN = late(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
# Five kana in a row: a Japanese text, whose characters are neither.
_KANA = late(r"[\u3041-\u30fa]{5}")


class Script(NamedTuple):
    """Characters of the other script.

    characters: a file of the characters that only the other script has; others are never reported
    text: the script of the texts that the rule is for
    most: the share of such characters among its 汉字 above which a text is in the other script
    """

    characters: DataFile
    text: Literal["simplified", "traditional"] = "simplified"
    most: float = 0.2

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def find(self, subject: Subject) -> Iterator[Match]:
        foreign = characters_of(self.characters)
        text = subject.text
        if self.text == "traditional" and not is_traditional(text):
            return
        offsets = places_of(self.characters, text)
        if not offsets or _KANA.search(text):
            return
        if is_above_share(len(offsets), self.most, _HAN, text):
            return
        for block in subject.document.blocks:
            if not block.printed:
                continue
            if bisect_left(offsets, block.span.start) == bisect_left(offsets, block.span.end):
                continue
            converted = _convert(self.text, block.span.of(text))
            if len(converted) == block.span.end - block.span.start:
                yield from _runs(text, block.span, converted, foreign)


def _runs(text: str, span: Span, converted: str, foreign: frozenset[str]) -> Iterator[Match]:
    """Neighbouring foreign characters make one match."""
    offset = span.start
    while offset < span.end:
        end = offset
        while end < span.end and text[end] in foreign and text[end] != converted[end - span.start]:
            end += 1
        if end > offset:
            found = Span(offset, end)
            right = converted[offset - span.start : end - span.start]
            fields = {"match": found.of(text), "right": right}
            # A name may keep its characters, so that a person decides.
            yield Match(found, fields, fix=replacement(found, right, Safety.UNSAFE))
        offset = end + 1


@cache
def characters_of(listed: DataFile) -> frozenset[str]:
    """The characters of a list."""
    return frozenset("".join(line for _, line in lines_of(listed)))


@lru_cache(maxsize=2)
def places_of(listed: DataFile, text: str) -> tuple[int, ...]:
    """Where a text has characters of a list."""
    return tuple(found.start() for found in _any_of(listed).finditer(text))


@cache
def _any_of(listed: DataFile) -> re.Pattern[str]:
    characters = "".join(sorted(characters_of(listed)))
    return re.compile(f"[{re.escape(characters)}]" if characters else "(?!)")


def _convert(target: str, text: str) -> str:
    return str(converter("t2s" if target == "simplified" else "s2t").convert(text))
