"""``outline``: the parts that documents of a genre have, and their order."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Fields, Hint, Match, Subject
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.outline.genre import Reading, Role
from zhupi.patterns import found_in


class OutlineCheck(NamedTuple):
    """The parts of the genre: one is missing, or they stand in the wrong order.

    fault: what to report: missing; unread (a part is missing, but a section that no synonym fits
        stands in its place); order; or repeated (a part that may stand only once)
    """

    fault: Literal["missing", "unread", "order", "repeated"]

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("role.title", "heading", "before")

    def find(self, subject: Subject) -> Iterator[Match]:
        if subject.reading:
            yield from _FAULTS[self.fault](subject, subject.reading)


def _missing(subject: Subject, reading: Reading) -> Iterator[Match]:
    """Each required part that no section plays, where it should stand."""
    absent = [role for role in reading.genre.outline if _is_absent(role, subject, reading)]
    if not absent:
        return
    if not reading.claims:
        # Nothing was recognised: that is one fault, not one a part. What sections there are will
        # be the work done.
        if subject.outline.root.sections:
            absent = [role for role in absent if not role.leading]
        yield Match(subject.title, {"role.title": _titles(absent)}, _top_headings(subject))
        return
    for role in absent:
        if _unread_in_place(subject, reading, role) is None:
            place = _place_of(role, subject, reading)
            yield Match(place, {"role.title": role.named}, _top_headings(subject))


def _is_absent(role: Role, subject: Subject, reading: Reading) -> bool:
    """Whether no section plays a required part, nor one that may stand for it."""
    if not role.required or any(map(reading.sections, (role.role, *role.instead))):
        return False
    if role.stated_by and _is_stated(role.stated_by, subject, reading):
        return False
    return not (role.leading and _told_before_headings(subject, reading))


def _is_stated(name: str, subject: Subject, reading: Reading) -> bool:
    """Whether items of a set are listed, or some passage of another part states one."""
    if reading.items(name):
        return True
    words = reading.genre.items[name].inside
    return any(found_in(words, claim.section.span.of(subject.text)) for claim in reading.claims)


def _told_before_headings(subject: Subject, reading: Reading) -> bool:
    """Whether so much stands before the first heading that it is the leading part itself."""
    first = reading.claims[0].section.heading.start if reading.claims else 0
    before = (block for block in subject.document.body() if block.span.end <= first)
    lengths = [block.span.end - block.span.start for block in before]
    return sum(lengths) >= _LONG_BEGINNING and max(lengths) < sum(lengths)


# An opening paragraph has a hundred characters; work done that bears no heading has several such.
_LONG_BEGINNING = 300


def _repeated(subject: Subject, reading: Reading) -> Iterator[Match]:
    for role in reading.genre.outline:
        sections = reading.sections(role.role)
        for section in sections[1:] if role.once else ():
            fields: Fields = {
                "role.title": role.named,
                "heading": section.heading.of(subject.text),
            }
            message = Text("第一次", "the first one")
            yield Match(section.heading, fields, (Hint(sections[0].heading, message),))


def _unread(subject: Subject, reading: Reading) -> Iterator[Match]:
    """A section that no synonym fits where a required part should stand: perhaps it is the part."""
    for role in reading.genre.outline:
        if not reading.claims or not _is_absent(role, subject, reading):
            continue
        heading = _unread_in_place(subject, reading, role)
        if heading:
            words = heading.of(subject.text)
            yield Match(heading, {"role.title": role.named, "heading": words})


def _unread_in_place(subject: Subject, reading: Reading, role: Role) -> Span | None:
    """The first top section without a role between the parts before and after this one."""
    names = [each.role for each in reading.genre.outline]
    here = names.index(role.role)
    starts = {name: [s.span.start for s in reading.sections(name)] for name in names}
    before = [start for name in names[:here] for start in starts[name]]
    after = [start for name in names[here + 1 :] for start in starts[name]]
    first, last = max(before, default=-1), min(after, default=len(subject.text) + 1)
    claimed = {claim.section.span for claim in reading.claims}
    return next(
        (
            section.heading
            for section in subject.outline.root.sections
            if first < section.span.start < last and section.span not in claimed
        ),
        None,
    )


def _out_of_order(subject: Subject, reading: Reading) -> Iterator[Match]:
    furthest: tuple[Role, Span] | None = None
    told: set[Span] = set()
    for role in reading.genre.outline:
        sections = reading.sections(role.role)
        if not sections or role.unordered:
            continue
        heading = sections[0].heading
        if heading in told:
            continue
        if furthest and heading.start < furthest[1].start:
            told.add(heading)
            before, place = furthest
            message = Text(f"这是“{before.title}”部分", f"this is the part “{before.named.en}”")
            fields: Fields = {
                "role.title": role.named,
                "heading": heading.of(subject.text),
                "before": before.named,
            }
            yield Match(heading, fields, (Hint(place, message),))
        else:
            furthest = role, heading


def _place_of(role: Role, subject: Subject, reading: Reading) -> Span:
    """The end of the top section before the parts that come after it, else the first heading."""
    names = [each.role for each in reading.genre.outline]
    later = names[names.index(role.role) + 1 :]
    starts = [section.span.start for name in later for section in reading.sections(name)]
    limit = min(starts, default=len(subject.text) + 1)
    before = [s.span.end for s in subject.outline.root.sections if s.span.start < limit]
    nested = [c.section.span.end for c in reading.claims if c.section.span.end < limit]
    end = max((*before[-1:], *nested), default=-1)
    return reading.claims[0].section.heading if end < 0 else Span(end, end)


def _top_headings(subject: Subject) -> tuple[Hint, ...]:
    message = Text("现有的部分", "a part that is there")
    return tuple(Hint(section.heading, message) for section in subject.outline.root.sections)


def _titles(roles: list[Role]) -> Text:
    return Text("”“".join(role.title for role in roles), ", ".join(role.named.en for role in roles))


_FAULTS = {"missing": _missing, "unread": _unread, "order": _out_of_order, "repeated": _repeated}
