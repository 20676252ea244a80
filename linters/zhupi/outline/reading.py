"""How a genre reads an outline: which section plays which role, what are its items.

A section may carry several roles (“存在问题及原因”), and a role may be carried by several sections.
"""

from collections.abc import Iterator
from itertools import pairwise

from zhupi.model.document import Document
from zhupi.model.outline import Enumeration, Item, Marker, Outline, Section
from zhupi.model.span import Span
from zhupi.outline.genre import Claim, Genre, Group, ItemSet, ItemSource, Reading, Role
from zhupi.outline.sentences import first_clause, last_sentence, trim_end
from zhupi.outline.tables import read_tables
from zhupi.patterns import found_in


def read_genre(document: Document, outline: Outline, genre: Genre) -> Reading:
    """Assign the roles and gather the items.

    A group belongs to the first set of the genre that takes it: in a section of problems and
    causes, what is not introduced as causes is problems.
    """
    claims = tuple(_with_leading(outline, genre, list(_claims(outline.root, genre, ()))))
    taken: set[Span] = set()
    groups: dict[str, tuple[Group, ...]] = {}
    for name, item_set in genre.items.items():
        found = _groups(document, claims, item_set, taken)
        groups[name] = tuple(sorted(found, key=lambda group: group.items[0].span))
        taken |= {group.items[0].span for group in groups[name]}
    return Reading(genre, claims, groups)


def _claims(parent: Section, genre: Genre, held: tuple[str, ...]) -> Iterator[Claim]:
    """Claims below a section that holds these roles; a lone one without any is looked through."""
    roles_left = [role for role in genre.outline if _may_claim(role, genre, held)]
    own = {
        section.span: [
            Claim(section, role.role, synonym)
            for role in roles_left
            if (synonym := _synonym(role, section.title))
        ]
        for section in parent.sections
    }
    if len(held) > 1 and len({claim.role for claims in own.values() for claim in claims}) < 2:
        # 学习不足 and 担当不足 are problems, and no parts called problems.
        own = {span: [] for span in own}
    for section in parent.sections:
        yield from own[section.span]
        roles = tuple(claim.role for claim in own[section.span])
        if roles or held or len(parent.sections) == 1:
            yield from _claims(section, genre, roles or held)


def _with_leading(outline: Outline, genre: Genre, claims: list[Claim]) -> list[Claim]:
    """The claims, with those of the sections that stand before all parts but the leading one.

    Where the required part after the leading one is missing, only the first section is taken: any
    later one may be the missing part under another name.
    """
    place = next((i for i, role in enumerate(genre.outline) if role.leading), None)
    others = [] if place is None else [c for c in claims if c.role != genre.outline[place].role]
    if place is None or not others:
        return claims
    end = min(claim.section.span.start for claim in others)
    follows = next((role.role for role in genre.outline[place + 1 :] if role.required), "")
    most = None if any(claim.role == follows for claim in others) else 1
    claimed = {claim.section.span for claim in claims}
    unread = [
        Claim(section, genre.outline[place].role, "")
        for section in outline.root.sections[:most]
        if section.span not in claimed and section.span.start < end
    ]
    return sorted([*claims, *unread], key=lambda claim: claim.section.span)


def _synonym(role: Role, title: str) -> str:
    if role.heading_not and found_in(role.heading_not, title):
        return ""
    return found_in(role.heading, title)


def _may_claim(role: Role, genre: Genre, held: tuple[str, ...]) -> bool:
    """Inside a section with roles, a heading can only tell them apart, or name a nested part."""
    if not held or (role.role in held and len(held) > 1):
        return True
    names = [each.role for each in genre.outline]
    before = names[names.index(role.role) - 1] if names.index(role.role) else ""
    return role.nested and before in held


def _groups(
    document: Document, claims: tuple[Claim, ...], item_set: ItemSet, taken: set[Span]
) -> Iterator[Group]:
    seen = set(taken)
    for source in item_set.from_:
        if source.column:
            yield from _column_groups(document, source)
            continue
        for section in _innermost(claims, source.section):
            for group in _source_groups(document, section, source):
                span = group.items[0].span
                if span not in seen:
                    seen.add(span)
                    yield group


def _column_groups(document: Document, source: ItemSource) -> Iterator[Group]:
    """The cells of a column, one group a table."""
    for table in read_tables(document):
        column = next(iter(table.columns(source.column, document.text)), None)
        cells = (
            [] if column is None else [(row.number, row.cells.get(column)) for row in table.rows]
        )
        items = tuple(_as_cell(document, number, span) for number, span in cells if span)
        items = tuple(item for item in items if not item.span.empty)
        if items and column is not None:
            yield Group(items, table.header.cells[column])


def _as_cell(document: Document, number: int, span: Span) -> Item:
    marker = Marker("row", number, "", "", Span(span.start, span.start))
    return Item(marker, first_clause(document.text, span), span)


def _innermost(claims: tuple[Claim, ...], role: str) -> list[Section]:
    """The sections of a role, without those that hold another of the same role."""
    sections = [claim.section for claim in claims if claim.role == role]
    # In the order of the document, the first section inside another follows it at once.
    outer = {a.span for a, b in pairwise(sections) if a.span.contains(b.span)}
    return [section for section in sections if section.span not in outer]


def _source_groups(document: Document, section: Section, source: ItemSource) -> Iterator[Group]:
    """The groups of a section; those with a lead to look for may stand anywhere below it."""
    if source.lead:
        for inner in section.walk():
            yield from _wanted(document, _subsection_groups(document, inner), source)
            yield from _wanted(document, _series_groups(inner), source)
        return
    running = _running_series(document, section)
    if running:
        yield from _wanted(document, running, source)
        return
    parents = list(_lowest_parents(section)) if source.deepest else [section]
    subsections = [group for parent in parents for group in _subsection_groups(document, parent)]
    if subsections:
        yield from _wanted(document, subsections, source)
        return
    series = _series_groups(section)
    yield from _wanted(document, series or _bullet_group(document, section), source)


def _running_series(document: Document, section: Section) -> list[Group]:
    """A series whose numbers run on through the subsections: 一是…二是… here, 三是… in the next."""
    items = [
        item
        for inner in section.sections
        for one in outermost(inner.enumerations)
        for item in one.items
    ]
    numbers = [item.number for item in items]
    runs_on = numbers == list(range(1, len(items) + 1)) and len(items) > len(section.sections) > 1
    if not runs_on:
        return []
    lead = last_sentence(document.text, trim_end(document.text, section.lead))
    return [Group(tuple(items), lead)]


def _lowest_parents(section: Section) -> Iterator[Section]:
    """The sections whose subsections hold no more sections."""
    if any(inner.sections for inner in section.sections):
        for inner in section.sections:
            yield from _lowest_parents(inner)
    else:
        yield section


def _wanted(document: Document, groups: list[Group], source: ItemSource) -> Iterator[Group]:
    for group in groups:
        words = group.lead.of(document.text)
        if source.lead and not found_in(source.lead, words):
            continue
        if not (source.lead_not and found_in(source.lead_not, words)):
            yield group


def _series_groups(section: Section) -> list[Group]:
    return [Group(one.items, one.lead_span) for one in outermost(section.enumerations)]


def _subsection_groups(document: Document, section: Section) -> list[Group]:
    """The sections below as items; where their numbers start again, another group begins."""
    groups: list[Group] = []
    items: list[Item] = []
    lead = last_sentence(document.text, trim_end(document.text, section.lead))
    for index, inner in enumerate(section.sections, 1):
        item = _as_item(inner, index)
        if items and inner.marker and inner.marker.number == 1:
            groups.append(Group(tuple(items), lead))
            lead = last_sentence(document.text, items[-1].span)
            items = []
        items.append(item)
    return [*groups, Group(tuple(items), lead)] if items else []


def _bullet_group(document: Document, section: Section) -> list[Group]:
    """The items of an unnumbered list, where a section has no numbers at all."""
    blocks = [
        block.span
        for block in document.blocks
        if block.kind == "item" and not block.label and section.span.contains(block.span)
    ]
    items = tuple(
        Item(
            Marker("bullet", number, "", "", Span(span.start, span.start)),
            first_clause(document.text, span),
            span,
        )
        for number, span in enumerate(blocks, 1)
    )
    if not items:
        return []
    before = trim_end(document.text, Span(section.heading.end, items[0].span.start))
    return [Group(items, last_sentence(document.text, before))]


def _as_item(section: Section, index: int) -> Item:
    start = section.heading.start
    marker = section.marker or Marker("heading", index, "", "", Span(start, start))
    return Item(marker, section.title, section.span)


def outermost(enumerations: tuple[Enumeration, ...]) -> list[Enumeration]:
    """The series, given in order, that stand inside no item of another."""
    kept: list[Enumeration] = []
    reaching: list[Enumeration] = []
    for series in enumerations:
        reaching = [outer for outer in reaching if outer.span.end > series.span.start]
        if not any(outer.item_at(series.span.start) for outer in reaching):
            kept.append(series)
        reaching.append(series)
    return kept
