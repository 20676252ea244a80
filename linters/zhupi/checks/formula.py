"""``formula``: the words with which documents of the genre are titled, open or close."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Match, Subject
from zhupi.model.span import Span
from zhupi.outline.frame import Frame
from zhupi.patterns import Regex, found_in

_OPENING_BLOCKS = 4
_CLOSING_BLOCKS = 3


class Formula(NamedTuple):
    """Words that must stand in a document of this genre.

    at: title; opening (the first paragraphs of the text); closing (the last ones, and what stands
        between them and the date); or text (anywhere)
    pattern: the words
    unless: a document whose title has these words needs none
    """

    at: Literal["title", "opening", "closing", "text"]
    pattern: Regex
    unless: Regex = Regex("")

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ()

    def find(self, subject: Subject) -> Iterator[Match]:
        frame = subject.frame
        if not frame.text or (self.unless and found_in(self.unless, _title(subject))):
            return
        passages, place = _PLACES[self.at](subject, frame)
        if not any(found_in(self.pattern, passage) for passage in passages):
            yield Match(place)


def _title(subject: Subject) -> str:
    return "".join("".join(span.of(subject.text).split()) for span in subject.outline.title)


def _at_title(subject: Subject, frame: Frame) -> tuple[list[str], Span]:
    title = subject.outline.title
    return [_title(subject)], title[0] if title else frame.start


def _at_opening(subject: Subject, frame: Frame) -> tuple[list[str], Span]:
    blocks = frame.text[:_OPENING_BLOCKS]
    return [subject.document.prose(block) for block in blocks], frame.start


def _at_closing(subject: Subject, frame: Frame) -> tuple[list[str], Span]:
    place = _end_of_last_part(subject, frame)
    # An advertisement below the date would push the closing words out of the last paragraphs.
    after = [block for block in subject.document.body() if block.span.start >= place.start]
    blocks = [*frame.text[-_CLOSING_BLOCKS:], *frame.tail, *after]
    return [subject.document.prose(block) for block in blocks], place


def _end_of_last_part(subject: Subject, frame: Frame) -> Span:
    """After the last item of the last part, where one is known; what follows may be no text."""
    claims = subject.reading.claims if subject.reading else ()
    if not claims:
        return frame.end
    section = max((claim.section for claim in claims), key=lambda each: each.span.end)
    series = section.enumerations
    end = max(one.span.end for one in series) if series else section.span.end
    return Span(end, end)


def _in_text(subject: Subject, frame: Frame) -> tuple[list[str], Span]:
    title = {span.start for span in subject.outline.title}
    blocks = (block for block in subject.document.body() if block.span.start not in title)
    return [subject.document.prose(block) for block in blocks], frame.start


_PLACES: dict[str, Callable[[Subject, Frame], tuple[list[str], Span]]] = {
    "title": _at_title,
    "opening": _at_opening,
    "closing": _at_closing,
    "text": _in_text,
}
