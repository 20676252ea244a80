"""``noise``: runs of signs that copy protection strews into a text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zhupi.checks.base import FixSafety, Match, Subject, optional_fix
from zhupi.checks.scopes import Scope, scope_spans
from zhupi.model.span import Span
from zhupi.patterns import late

_WORD = late(r"[A-Za-z]{4,}|\d{4,}|https?:|www\.|\w@\w|[-=_*#~+.]{4,}")


class Noise(NamedTuple):
    """Printable ASCII without sense among Chinese text: “7 m. y# L' b$ N$ R/”.

    at_least: how many characters a run has
    signs: the share of them that are signs, no letters, digits or blanks
    scope: where to look
    fix: how sure it is that the run may be deleted
    """

    at_least: int = 8
    signs: float = 0.3
    scope: Scope = "text"
    fix: FixSafety = ""

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match",)

    def find(self, subject: Subject) -> Iterator[Match]:
        for scope in scope_spans(subject, self.scope):
            for found in _runs_of(self.at_least).finditer(subject.text, scope.start, scope.end):
                words = found.group()
                if self._is_noise(words):
                    span = Span(*found.span())
                    yield Match(span, {"match": words}, fix=optional_fix(span, "", self.fix))

    def _is_noise(self, words: str) -> bool:
        """Many tiny scraps, with signs, and no word, number, address or rule among them."""
        scraps = words.split()
        if len(words) < self.at_least or len(scraps) < _SCRAPS or _WORD.search(words):
            return False
        letters = len("".join(scraps))
        signs = sum(1 for char in words if not char.isalnum() and char != " ")
        odd = set(words) & _ODD
        return (
            letters <= _LONG * len(scraps) and signs >= self.signs * letters and len(odd) >= _KINDS
        )


@cache
def _runs_of(at_least: int) -> re.Pattern[str]:
    """Printable ASCII of so many characters at least, with blanks inside only."""
    return re.compile(rf"[!-~][ -~]{{{max(at_least - 2, 0)},}}[!-~]")


_SCRAPS = 4
# Signs that lists of figures and names do not have.
_ODD = frozenset("!#$%&'*+/:<=>?@[]^_`{|}~\"\\")
_KINDS = 2
_LONG = 2.6  # characters of a scrap, on average
