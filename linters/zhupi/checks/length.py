"""``length``: a part is too short beside another."""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.checks.base import Fields, Match, Subject
from zhupi.outline.genre import Reading
from zhupi.patterns import late, length_of

_HAN = late(r"[\u3400-\u9fff]+")


class Length(NamedTuple):
    """The length of a part beside another, in 汉字.

    role: the part
    of: the part to compare it with; without it the whole text
    at_least: the share that it must have
    """

    role: str
    at_least: float
    of: str = ""

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("role.title", "share", "count")

    def find(self, subject: Subject) -> Iterator[Match]:
        reading = subject.reading
        sections = reading.sections(self.role) if reading else ()
        if reading is None or not sections:
            return
        whole = _length(subject, reading, self.of) if self.of else length_of(_HAN, subject.text)
        count = _length(subject, reading, self.role)
        if whole and count < self.at_least * whole:
            role = reading.genre.role(self.role)
            fields: Fields = {
                "role.title": role.named,
                "share": f"{100 * count / whole:.0f}%",
                "count": str(count),
            }
            yield Match(sections[0].heading, fields)


def _length(subject: Subject, reading: Reading, role: str) -> int:
    """The 汉字 of the sections of a role, each character once."""
    ends = 0
    count = 0
    for section in reading.sections(role):
        start = max(section.span.start, ends)
        count += length_of(_HAN, subject.text, start, max(start, section.span.end))
        ends = max(ends, section.span.end)
    return count
