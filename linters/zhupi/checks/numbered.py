"""``numbered``: the items of this kind stand in a numbered series."""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.checks.base import Fields, Match, Subject


class Numbered(NamedTuple):
    """Items that must be listed one by one.

    items: the item set of the genre
    role: the part in which they stand
    at_least: how many there must be
    """

    items: str
    role: str
    at_least: int = 1

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("role.title", "count", "at-least")

    def find(self, subject: Subject) -> Iterator[Match]:
        reading = subject.reading
        sections = reading.sections(self.role) if reading else ()
        if not reading or not sections:
            return
        count = len(reading.items(self.items))
        if count < self.at_least:
            role = reading.genre.role(self.role)
            fields: Fields = {
                "role.title": role.named,
                "count": str(count),
                "at-least": str(self.at_least),
            }
            yield Match(sections[0].heading, fields)
