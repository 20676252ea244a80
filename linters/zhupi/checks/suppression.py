"""``suppression``: a remark that accepts findings, and is needed by none or does not say why.

What remarks accept is known when all other rules have run, so the engine finds these faults.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Match, Subject

SuppressionFault = Literal["unused", "no-reason"]


class SuppressionCheck(NamedTuple):
    """A remark such as “朱批：忽略 typo/word” is faultless.

    fault: what may be wrong with it
    """

    fault: SuppressionFault

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("rule",)

    def find(self, _subject: Subject) -> Iterator[Match]:
        yield from ()
