"""What Markdown and plain text share: the decoded file, its lines, and writing edits back."""

from collections.abc import Iterable
from typing import NamedTuple, cast

from zhupi.formats.base import Location, place_of
from zhupi.formats.decoding import Decoded
from zhupi.formats.source_map import SourceMap, minimal_edit
from zhupi.model.document import Document
from zhupi.model.fix import Edit, Fix, Safety, apply_edits
from zhupi.model.lines import LineIndex
from zhupi.model.span import Span


class TextOrigin(NamedTuple):
    """The file behind a view."""

    decoded: Decoded
    lines: LineIndex
    map: SourceMap


def origin_of(document: Document) -> TextOrigin:
    """The origin that this format put into the document."""
    return cast(TextOrigin, document.origin)


def locate(document: Document, span: Span) -> Location:
    """Line and column in the file."""
    origin = origin_of(document)
    return place_of(origin.lines, origin.decoded.text, origin.map.to_source(span))


def pieces(document: Document, span: Span) -> list[Span]:
    """The parts of a span that stand in one piece of the file."""
    return [_common(piece.view, span) for piece in origin_of(document).map.overlapping(span)]


def _common(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def settle(document: Document, fix: Fix) -> Fix:
    """The fix as it can be written: its edits made smaller where they would cut through markup.

    A fix that still would is only shown, and so is one of an escaped character or in a formula.
    """
    if all(_is_writable(document, edit) for edit in fix.edits):
        return fix
    small = tuple(minimal_edit(document.text, edit) for edit in fix.edits)
    if all(_is_writable(document, edit) for edit in small):
        return Fix(small, fix.safety)
    return Fix(fix.edits, Safety.SHOW)


def _is_writable(document: Document, edit: Edit) -> bool:
    origin = origin_of(document)
    source = origin.map.edit_source(edit)
    if source is None or document.format != "markdown":
        return source is not None
    text, start = origin.decoded.text, source.span.start
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return not line.endswith("\\") and line.replace("\\$", "").count("$") % 2 == 0


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file with the edits made, every other byte as it was.

    An edit that would cut through markup or through a computed number is left out.
    """
    origin = origin_of(document)
    wanted = (origin.map.edit_source(edit) for edit in edits)
    made = [edit for edit in wanted if edit is not None]
    return origin.decoded.encode(apply_edits(origin.decoded.text, made))
