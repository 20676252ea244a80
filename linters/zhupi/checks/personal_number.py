"""``personal-number``: numbers that belong to a person, told from others by their check digit."""

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Match, Subject
from zhupi.checks.scopes import Scope, scope_spans
from zhupi.model.span import Span
from zhupi.patterns import late

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


class PersonalNumber(NamedTuple):
    """A number of a kind that people should not find in a report.

    of: identity-card (GB 11643-1999, with its check digit), bank-card (ISO/IEC 7812, Luhn)
        or mobile
    scope: where to look
    """

    of: Literal["identity-card", "bank-card", "mobile"]
    scope: Scope = "text"

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match",)

    def find(self, subject: Subject) -> Iterator[Match]:
        pattern, is_right = _KINDS[self.of]
        for scope in scope_spans(subject, self.scope):
            for found in pattern.finditer(subject.text, scope.start, scope.end):
                if is_right(found.group().replace(" ", "")):
                    yield Match(Span(*found.span()), {"match": _masked(found.group())})


def is_identity_card(number: str) -> bool:
    """Whether the last of 18 characters is the check digit of the others (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


def is_bank_card(number: str) -> bool:
    """Whether a number passes the Luhn test (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _masked(number: str) -> str:
    """The number as a message may show it."""
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


# What must not stand before a number is looked at behind its first digits: a pattern that begins
# with digits is found many times as fast.
_KINDS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "identity-card": (
        late(
            r"[1-8](?<!\d[1-8])\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
        ),
        is_identity_card,
    ),
    "bank-card": (late(r"62(?<!\d62)\d{2}(?: ?\d{4}){3}(?: ?\d{1,3})?(?!\d)"), is_bank_card),
    "mobile": (late(r"1(?<!\d1)[3-9]\d(?:[- ]?\d{4}){2}(?!\d)"), lambda _: True),
}
