"""``balance``: marks that come in pairs."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from zhupi.checks.base import BadOption, FixSafety, Hint, Match, Subject, optional_fix
from zhupi.checks.literals import Word, find_words
from zhupi.lang import Text
from zhupi.model.span import Span


class MarkPair(NamedTuple):
    """An opening mark and its closing mark."""

    open: str
    close: str


class Balance(NamedTuple):
    """Marks that come in pairs.

    marks: the pairs
    report: all (no such mark may stand here; its partner is named) or unpaired
    fix: how sure it is that a mark may be deleted; without it the rule has no fix
    """

    marks: tuple[MarkPair, ...]
    report: Literal["all", "unpaired"] = "unpaired"
    fix: FixSafety = ""

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "partner")

    def validate(self) -> None:
        if any(not pair.open or not pair.close or pair.open == pair.close for pair in self.marks):
            raise BadOption("marks", Text("两个标记不能为空或相同", "both marks must differ"))

    def find(self, subject: Subject) -> Iterator[Match]:
        partners = self._partners(subject)
        for span, pair, partner in partners:
            if partner and self.report == "unpaired":
                continue
            match = span.of(subject.text)
            other = pair.close if match == pair.open else pair.open
            hints = (Hint(partner, Text("与它成对的标记", "its partner")),) if partner else ()
            fix = optional_fix(span, "", self.fix)
            yield Match(span, {"match": match, "partner": other}, hints, fix)

    def _partners(self, subject: Subject) -> list[tuple[Span, MarkPair, Span | None]]:
        """Every mark with its partner, where it has one."""
        text = subject.text
        if not _any_of(self.marks).search(text):
            return []
        words = _words(self.marks)
        open_marks: dict[MarkPair, list[int]] = {pair: [] for pair in self.marks}
        found: list[tuple[Span, MarkPair, Span | None]] = []
        hits = (
            hit
            for prose in subject.document.prose_spans()
            for hit in find_words(words, text, prose)
        )
        for span, index in hits:
            pair = self.marks[index // 2]
            opens = index % 2 == 0
            if opens:
                open_marks[pair].append(len(found))
                found.append((span, pair, None))
            elif open_marks[pair]:
                first = open_marks[pair].pop()
                found.append((span, pair, found[first][0]))
                found[first] = (found[first][0], pair, span)
            else:
                found.append((span, pair, None))
        return found


@lru_cache(maxsize=16)
def _words(marks: tuple[MarkPair, ...]) -> tuple[Word, ...]:
    return tuple(Word(mark) for pair in marks for mark in pair)


@lru_cache(maxsize=16)
def _any_of(marks: tuple[MarkPair, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(mark) for pair in marks for mark in pair) or "(?!)")
