"""What a configuration or a baseline accepts."""

from typing import NamedTuple


class Suppression(NamedTuple):
    """An entry of a configuration: its number there, the rule, the words, the reason, its line."""

    number: int
    rule: str
    quote: str
    reason: str
    where: str
