"""``frame``: what an official document has around its text, such as addressee, name and date."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Match, Subject, replacement
from zhupi.model.span import Span
from zhupi.outline.frame import Frame
from zhupi.patterns import late

_BETWEEN = late(r"[、，,]")
_PERSON = late(r"(?:同志|书记|省长|市长|县长|区长|镇长|乡长|局长|主任|部长|先生|女士)$")


class FrameCheck(NamedTuple):
    """An element of the frame (GB/T 9704-2012, 7.3): it is missing, or not as it must be.

    part: addressee, name or date
    fault: missing; several (more than one addressee); person (addressed to a person); mark (the
        addressee does not end in a full-width colon)
    """

    part: Literal["addressee", "name", "date"]
    fault: Literal["missing", "several", "person", "mark"] = "missing"

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match",)

    def find(self, subject: Subject) -> Iterator[Match]:
        frame = subject.frame
        if not frame.text:
            return
        if self.fault == "missing":
            if _PARTS[self.part](frame) is None:
                yield Match(_place_of(self.part, frame))
        elif frame.addressee:
            yield from _FAULTS[self.fault](subject, frame.addressee)


def _place_of(part: str, frame: Frame) -> Span:
    """Where a missing element should stand: a name before the date, a date below all."""
    if part == "addressee":
        return frame.start
    if part == "name" and frame.date:
        return Span(frame.date.start, frame.date.start)
    return frame.end_of_tail


def _several(subject: Subject, addressee: Span) -> Iterator[Match]:
    words = _words(subject, addressee)
    if _BETWEEN.search(words):
        yield Match(addressee, {"match": words})


def _person(subject: Subject, addressee: Span) -> Iterator[Match]:
    words = _words(subject, addressee)
    if _PERSON.search(words):
        yield Match(addressee, {"match": words})


def _mark(subject: Subject, addressee: Span) -> Iterator[Match]:
    end = addressee.start + len(addressee.of(subject.text).rstrip())
    mark = Span(end - 1, end)
    if mark.of(subject.text) != "：":
        words = _words(subject, addressee)
        yield Match(mark, {"match": words}, fix=replacement(mark, "："))


def _words(subject: Subject, addressee: Span) -> str:
    return addressee.of(subject.text).strip().rstrip("：:")


_PARTS: dict[str, Callable[[Frame], Span | None]] = {
    "addressee": lambda frame: frame.addressee,
    "name": lambda frame: frame.name,
    "date": lambda frame: frame.date,
}
_FAULTS = {"several": _several, "person": _person, "mark": _mark}
