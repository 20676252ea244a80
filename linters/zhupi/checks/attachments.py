"""``attachments``: what the text says of its attachments (GB/T 9704-2012, 7.3.4 and 7.3.7)."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Hint, Match, Subject, replacement
from zhupi.lang import Text
from zhupi.model.fix import Safety
from zhupi.model.span import Span
from zhupi.numbering.numerals import to_number
from zhupi.outline.frame import Frame
from zhupi.patterns import late

_MENTION = late(
    r"(?:详?见|填写|填报|按照?|根据)(?:本[文通][件知]?)?附件(?P<n>[\d一二三四五六七八九十]*)"
)
_MENTION_END = late("(?:见|写|报|按|照|据|本[文通][件知]?)附件")
_NAMES = late(r"附件?[ \t\u3000]*(?P<colon>[：:])?[ \t\u3000]*(?P<n>\d{1,2})?")
_NUMBER = late(r"\d{1,2}|[一二三四五六七八九十]{1,3}")


class Attachments(NamedTuple):
    """Attachments that the text, the list after it and the attachments themselves tell of.

    fault: unlisted (the text refers to an attachment that is neither named nor attached), mark (the
        name of an attachment ends in a mark) or number (the list has gaps, or names more or fewer
        than there are)
    """

    fault: Literal["unlisted", "mark", "number"]

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "listed", "attached")

    def find(self, subject: Subject) -> Iterator[Match]:
        if "附" in subject.text:
            yield from _FAULTS[self.fault](subject, subject.frame)


def _unlisted(subject: Subject, frame: Frame) -> Iterator[Match]:
    # Of “见附件” the last words are quickest to find.
    if not _MENTION_END.search(subject.text):
        return
    there = max(len(frame.attachments), len(frame.attached))
    if not there and "\n附件" in subject.text:
        return
    for block in frame.text:
        for found in _MENTION.finditer(subject.text, *block.span):
            if not there or (to_number(found["n"]) or 0) > there:
                yield Match(Span(*found.span()), {"match": found.group()})
                return


def _marked(subject: Subject, frame: Frame) -> Iterator[Match]:
    for span in frame.attachments:
        words = span.of(subject.text).rstrip()
        if words[-1:] in ("。", "；", "，", ";", "."):
            mark = Span(span.start + len(words) - 1, span.start + len(words))
            yield Match(mark, {"match": words[-1]}, fix=replacement(mark, "", Safety.SAFE))


def _misnumbered(subject: Subject, frame: Frame) -> Iterator[Match]:
    if not frame.attachments:
        return
    numbers = [_number_of(span.of(subject.text)) for span in frame.attachments]
    for index, number in enumerate(numbers):
        if number is not None and len(numbers) > 1 and number != index + 1:
            yield Match(frame.attachments[index], {"match": str(number), **_counts(frame)})
            return
    if frame.attached and len(frame.attached) != len(frame.attachments):
        hints = tuple(Hint(span, Text("附件本身", "an attachment")) for span in frame.attached)
        yield Match(frame.attachments[0], {"match": "", **_counts(frame)}, hints)


def _counts(frame: Frame) -> dict[str, str]:
    return {"listed": str(len(frame.attachments)), "attached": str(len(frame.attached))}


def _number_of(line: str) -> int | None:
    """The number of an attachment's name: “附件：1.名单”, “2.表格”."""
    words = line.strip()
    if words.startswith("附"):
        head = _NAMES.match(words)
        return int(head["n"]) if head and head["n"] else None
    number = _NUMBER.match(words)
    return to_number(number.group()) if number else None


_FAULTS = {"unlisted": _unlisted, "mark": _marked, "number": _misnumbered}
