"""``heading``: headings with nothing under them, or with a mark at their end."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Match, Subject, replacement
from zhupi.model.fix import Safety
from zhupi.model.outline import Section
from zhupi.model.span import Span
from zhupi.patterns import late

_COMMAS = "，、,"
_STOPS = "。；;"
_LONGEST_WITH_STOP = 20  # a longer one that ends in 。 is a sentence
_MARKS = tuple(_COMMAS + _STOPS)
_INK = late(r"\S")
_LEAST_TEXT = 20  # characters of a neighbour that show that headings here have text


class Heading(NamedTuple):
    """A fault of headings.

    fault: empty (nothing stands under one, though something does under its neighbours) or mark (one
        that stands alone in its line ends in a mark)
    """

    fault: Literal["empty", "mark"]

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("heading", "mark")

    def find(self, subject: Subject) -> Iterator[Match]:
        for parent in subject.outline.root.walk():
            yield from _FAULTS[self.fault](subject, parent.sections)


def _empty(subject: Subject, sections: tuple[Section, ...]) -> Iterator[Match]:
    """Among headings that have text, those that have none; a list of short points is none."""
    bare = [section for section in sections if _is_bare(subject, section)]
    if not bare:
        return
    full = [section for section in sections if _text_under(subject, section) >= _LEAST_TEXT]
    if len(full) < len(sections) - len(bare) or len(bare) >= len(full):
        return
    for section in bare:
        yield Match(section.heading, {"heading": section.heading.of(subject.text).strip()})


def _is_bare(subject: Subject, section: Section) -> bool:
    if _INK.search(subject.text, section.heading.end, section.span.end):
        return False
    return section.heading.of(subject.text).rstrip()[-1:] not in ("。", "；")


def _text_under(subject: Subject, section: Section) -> int:
    return len(subject.text[section.heading.end : section.span.end].strip())


def _marked(subject: Subject, sections: tuple[Section, ...]) -> Iterator[Match]:
    for section in sections:
        heading = section.heading.of(subject.text).rstrip()
        if not heading.endswith(_MARKS):
            continue
        end = section.heading.start + len(heading)
        alone = subject.text[end : end + 1] in ("", "\n") and _text_under(subject, section)
        if alone and _ends_wrong(section, heading):
            mark = Span(end - 1, end)
            fields = {"heading": heading, "mark": heading[-1]}
            yield Match(mark, fields, fix=replacement(mark, "", Safety.UNSAFE))


def _ends_wrong(section: Section, heading: str) -> bool:
    """Whether a heading ends in a mark; “（一）…；” is mostly a point of a list."""
    style = section.marker.style if section.marker else ""
    if heading[-1:] in _COMMAS:
        return style in ("", "han", "han-bracket")
    short = len(heading) <= _LONGEST_WITH_STOP
    return style == "han" and short and heading[-1:] in _STOPS


_FAULTS = {"empty": _empty, "mark": _marked}
