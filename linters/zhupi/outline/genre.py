"""What a genre is: the parts that its documents have, their items, and what it reads in one."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from zhupi.lang import Text
from zhupi.model.outline import Item, Section
from zhupi.model.span import Span
from zhupi.patterns import Regex


class Role(NamedTuple):
    """A part that documents of this genre have.

    role: the name that the rest of the genre file uses
    title: what messages call the part
    title_en: the same in English
    heading: the synonyms by which its heading is known
    heading_not: headings with these words are something else
    required: whether a document of this genre must have it
    instead: parts any one of which may stand for it
    stated_by: a set of items that may state it inside other parts, as causes do inside problems
    once: whether only one section may play it
    unordered: whether it may stand anywhere among the parts
    nested: it may also be a part of the part before it
    leading: sections before all other parts play this one, whatever they are called
    """

    role: str
    title: str
    heading: Regex
    title_en: str = ""
    heading_not: Regex = Regex("")
    required: bool = True
    instead: tuple[str, ...] = ()
    stated_by: str = ""
    once: bool = False
    unordered: bool = False
    nested: bool = False
    leading: bool = False

    @property
    def named(self) -> Text:
        """The title in both languages; the one serves for the other where it is not given."""
        return Text(self.title, self.title_en or self.title)


class ItemSource(NamedTuple):
    """A place where items of one kind stand: a section, or the column of a table.

    section: the role of the section
    lead: only series whose introducing sentence has these words
    lead_not: only series whose introducing sentence lacks these words
    deepest: where sections stand inside sections, the innermost are the items
    column: the heading of a table's column, whose cells are items numbered by row
    """

    section: str = ""
    lead: Regex = Regex("")
    lead_not: Regex = Regex("")
    deepest: bool = False
    column: Regex = Regex("")


class ItemSet(NamedTuple):
    """Passages of one kind, wherever they stand.

    from_: the places to look in
    inside: words by which another item's own passage states one of these
    """

    from_: tuple[ItemSource, ...]
    inside: Regex = Regex("")


class Applies(NamedTuple):
    """Which documents are of a genre.

    title: the words at the end of a title line that name the genre; of two genres that both fit,
        the one that takes more words counts
    title_not: words of the title that make it something else
    """

    title: Regex = Regex("")
    title_not: Regex = Regex("")

    @property
    def ending(self) -> Regex:
        """What the end of a title matches."""
        return Regex(f"(?:{self.title})$")


class Example(NamedTuple):
    """A document, or a part of one, in which the rule must fire (bad) or must not (good).

    bad: a text with the fault
    good: a text without it
    at: line:column of the fault in the bad text; several apart by spaces
    fixed: the bad text after the fix
    format: how the text is read
    """

    bad: str = ""
    good: str = ""
    at: str = ""
    fixed: str = ""
    format: Literal["text", "markdown", "docx"] = "text"


class Genre(NamedTuple):
    """A kind of document: how it is known, its parts in order, and its items.

    ``places`` say in which file and line each role is defined; ``examples`` are good documents.
    """

    name: str
    title: Text
    applies: Applies
    outline: tuple[Role, ...] = ()
    items: Mapping[str, ItemSet] = {}
    places: Mapping[str, str] = {}
    examples: tuple[Example, ...] = ()
    example_places: tuple[str, ...] = ()

    def role(self, name: str) -> Role:
        """The role of that name."""
        return next(role for role in self.outline if role.role == name)


class Claim(NamedTuple):
    """A section and the role that it plays; ``synonym`` are the words that gave it the role."""

    section: Section
    role: str
    synonym: str


class Group(NamedTuple):
    """Items that stand together, with the sentence that introduces them."""

    items: tuple[Item, ...]
    lead: Span


class Reading(NamedTuple):
    """What a genre makes of one document."""

    genre: Genre
    claims: tuple[Claim, ...]
    groups: Mapping[str, tuple[Group, ...]]

    def sections(self, role: str) -> tuple[Section, ...]:
        """The sections that play a role, in order."""
        return tuple(claim.section for claim in self.claims if claim.role == role)

    def items(self, name: str) -> tuple[Item, ...]:
        """The items of a set, in order."""
        return tuple(item for group in self.groups[name] for item in group.items)
