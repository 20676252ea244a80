"""``count``: what the text promises (“三个方面”) is what it has."""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.checks.base import Hint, Match, Subject, require_group
from zhupi.lang import Text
from zhupi.model.outline import Section
from zhupi.model.span import Span
from zhupi.numbering.numerals import to_number
from zhupi.outline.sentences import last_sentence, trim_end
from zhupi.patterns import Regex, late, matches

_ANNOUNCES = late(r"(?:以下|如下|下列)[^，。；：]{0,3}\Z")
# Before headings stands mostly ordinary text; this is what announces them.
_LAST_WORDS = late(r"[^，；：:]{0,10}")
_INTRODUCES = late(r"[：:]$|以下|如下|下列")


class Count(NamedTuple):
    """The number that introduces a series is the number of its items.

    promise: a pattern whose group n is the promised number
    within: how far from the end of the introducing sentence a promise may stand, in characters
    """

    promise: Regex
    within: int = 16

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("promise", "promised", "count")

    def validate(self) -> None:
        require_group(self.promise, "n", "promise")

    def find(self, subject: Subject) -> Iterator[Match]:
        for lead, items in self._introduced(subject):
            # “五个方面20项措施” promises two things; one of them is what follows.
            # A lone 一是 is no series; “一是…，一是…” counts with its first number all along.
            promises = self._promises(subject.text, lead) if len(items) > 1 else {}
            if not promises or len(items) in promises.values():
                continue
            span, number = list(promises.items())[-1]
            fields = {
                "promise": span.of(subject.text),
                "promised": str(number),
                "count": str(len(items)),
            }
            message = Text("列出的一项", "an item that is there")
            yield Match(span, fields, tuple(Hint(item, message) for item in items))

    def _introduced(self, subject: Subject) -> Iterator[tuple[Span, list[Span]]]:
        """Introducing sentences with the heads of what they introduce, counted from one."""
        for section in subject.outline.root.walk():
            for series in section.enumerations:
                if series.items[0].number == 1 and series.style != "sequence":
                    yield series.lead_span, [item.marker.span for item in series.items]
            if len(section.sections) > 1:
                lead = _section_lead(subject, section)
                if self._announces(subject.text, lead):
                    yield lead, _first_run(section)

    def _announces(self, text: str, lead: Span) -> bool:
        """Whether a sentence before headings announces them, or is ordinary text.

        It ends in a colon, says 以下, or promises with its last words: “我讲四点意见。”, “就四个
        问题取得一致意见。”
        """
        if _INTRODUCES.search(lead.of(text)):
            return True
        ends = [text[span.end : lead.end] for span in self._promises(text, lead)]
        return any(_LAST_WORDS.fullmatch(end) for end in ends)

    def _promises(self, text: str, lead: Span) -> dict[Span, int]:
        """The promised numbers near the end of the sentence, or right after 以下."""
        promises = {}
        for match in matches(self.promise, text, lead.start, lead.end):
            span = Span(*match.span())
            announced = _ANNOUNCES.search(text, lead.start, span.start)
            number = to_number(match.group("n"))
            last = _LAST_WORDS.fullmatch(text, span.end, lead.end)
            if number and (announced or last or lead.end - span.end <= self.within):
                promises[span] = number
        return promises


def _first_run(section: Section) -> list[Span]:
    """The headings that the text before them introduces: of one style, up to a new beginning."""
    headings: list[Span] = []
    style = section.sections[0].marker and section.sections[0].marker.style
    for inner in section.sections:
        marker = inner.marker
        if marker is None or marker.style != style or (headings and marker.number == 1):
            break
        headings.append(inner.heading)
    return headings


def _section_lead(subject: Subject, section: Section) -> Span:
    return last_sentence(subject.text, trim_end(subject.text, section.lead))
