"""What was found in one file, with every place worked out: plain data, which can be kept and sent.

A finding knows its place in the text view; a result knows lines and columns, the words around, and
the headings above. Reporters need no document, and a result read from the cache is as good as new.
"""

from collections.abc import Mapping
from typing import NamedTuple

from zhupi.lang import Lang
from zhupi.model.document import Block, FormatName
from zhupi.model.finding import Finding
from zhupi.model.fix import Safety
from zhupi.model.lines import Position
from zhupi.model.span import Span


class Extent(NamedTuple):
    """From where to where something stands, as people and other programs count.

    Lines and columns count from 1, in code points; ``byte_columns`` are the columns of start and
    end in bytes of UTF-8, also from 1. The end is behind the last character.
    """

    start: Position
    end: Position
    byte_columns: tuple[int, int]


class Excerpt(NamedTuple):
    """A part of a line: the words at ``start`` to ``end`` of ``text`` with what stands around them.

    ``head`` and ``tail`` say whether the line goes on there.
    """

    text: str
    start: int
    end: int
    head: bool
    tail: bool


class RelatedPlace(NamedTuple):
    """Another place that belongs to a finding; ``path`` names the file when it is another one."""

    extent: Extent
    message: str
    path: str = ""


class Replacement(NamedTuple):
    """An edit of a fix: what stands in ``extent`` becomes ``text``."""

    extent: Extent
    text: str


class Correction(NamedTuple):
    """A fix with its places."""

    safety: Safety
    replacements: tuple[Replacement, ...]


class Located(NamedTuple):
    """A finding where it stands.

    ``quote`` are its words; ``where`` the headings above, outermost first, or the name of what
    stands beside the body; ``place`` says where in the package of a Word file.
    """

    finding: Finding
    extent: Extent
    quote: str
    where: tuple[str, ...]
    excerpt: Excerpt
    place: Mapping[str, object] | None
    related: tuple[RelatedPlace, ...]
    correction: Correction | None


class Page(NamedTuple):
    """The text of a file, its blocks, and where each stands, for those who show or compare it.

    ``accepted`` are rules that compare documents, and where the file accepts their findings.
    """

    text: str
    blocks: tuple[Block, ...]
    extents: tuple[Extent, ...] = ()
    accepted: tuple[tuple[str, Span], ...] = ()


class Result(NamedTuple):
    """What was found in a file.

    ``genres`` are the titles of what it was read as; ``characters`` its length as Word counts it
    (字数); ``notes`` what its reader should be told; ``used`` the suppressions of the configuration
    that were needed, by their numbers; ``page`` its text, where that is kept. ``failure`` says why
    a file could not be checked; so does its one finding then.
    """

    path: str
    format: FormatName
    located: tuple[Located, ...]
    genres: tuple[str, ...] = ()
    characters: int = 0
    notes: tuple[str, ...] = ()
    used: tuple[int, ...] = ()
    page: Page | None = None
    failure: str = ""

    @property
    def readable(self) -> bool:
        """Whether the file could be checked."""
        return not self.failure


class Showing(NamedTuple):
    """In which language results speak, and whether they keep the text."""

    lang: Lang = "zh"
    page: bool = False
