"""Cutting runs: marks between any two characters, words taken out and put in, formatting kept."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain, groupby, repeat
from typing import NamedTuple

from zhupi.formats.docx.inline import keeps_space
from zhupi.formats.docx.markup import R_PR, Element, T
from zhupi.formats.docx.source import NotSpliced, Splice, Tags
from zhupi.model.span import Span

_CHARACTER = re.compile(r"&[^;\s]{1,10};|.", re.DOTALL)
_NAME = re.compile(rb"<([\w.-]+:)[\w.-]+")
_BLANKS = " \t\r\n"
_TRACKED = re.compile(
    rb"<([\w.-]+:)rPrChange\b.*?</\1rPrChange\s*>|<[\w.-]+:(?:ins|del|moveFrom|moveTo)\b[^>]*/>",
    re.DOTALL,
)
_PRESERVED = b' xml:space="preserve"'


class Unit(NamedTuple):
    """A character of a text node, or another child of the run as a whole."""

    raw: bytes
    child: int
    is_text: bool


class Run(NamedTuple):
    """A ``w:r`` as it is written; ``prefix`` is that of its names, with its colon."""

    tags: Tags
    open: bytes
    properties: bytes
    close: bytes
    prefix: bytes
    units: tuple[Unit, ...]
    firsts: tuple[int, ...]
    """The number of the first unit of each child."""


class Mark(NamedTuple):
    """Bytes that stand between two runs, before the unit of that number.

    Of several at one place those of lower ``rank`` come first.
    """

    unit: int
    rank: int
    raw: bytes


class Insertion(NamedTuple):
    """Words that are put in before a unit, in the formatting of the run."""

    unit: int
    text: str


class Change(NamedTuple):
    """All that is done to one run; ``deleted`` are the numbers of units."""

    marks: tuple[Mark, ...] = ()
    deleted: frozenset[int] = frozenset()
    insertions: tuple[Insertion, ...] = ()


class Revision(NamedTuple):
    """How tracked changes are written: author and date, and ids that no element has yet."""

    author: str
    date: str
    ids: Iterator[int]

    def attributes(self, prefix: bytes) -> bytes:
        """The attributes of the next element."""
        name = prefix.decode()
        values = (("id", str(next(self.ids))), ("author", self.author), ("date", self.date))
        return b"".join(f' {name}{key}="'.encode() + escape(value) + b'"' for key, value in values)


def read_run(raw: bytes, element: Element, tags: Tags, children: list[Tags]) -> Run:
    """A run and its units; ``children`` are where its child elements stand."""
    properties = b""
    units: list[Unit] = []
    firsts: list[int] = []
    for number, (child, at) in enumerate(zip(element, children, strict=True)):
        firsts.append(len(units))
        if child.tag == R_PR:
            properties += raw[at.start : at.end]
        else:
            units += _units(raw, child, at, number)
    return Run(
        tags,
        raw[tags.start : tags.inner],
        properties,
        raw[tags.close : tags.end],
        prefix_of(raw, tags),
        tuple(units),
        tuple(firsts),
    )


def prefix_of(raw: bytes, tags: Tags) -> bytes:
    """The prefix of an element with its colon; raises NotSpliced without: attributes need one."""
    name = _NAME.match(raw, tags.start)
    if name is None:
        raise NotSpliced
    return name.group(1)


def _units(raw: bytes, child: Element, at: Tags, number: int) -> list[Unit]:
    """The characters of a text node; another child, or a node with odd contents, is one unit."""
    whole = [Unit(raw[at.start : at.end], number, is_text=False)]
    if child.tag != T or at.is_empty:
        return whole
    pieces = _CHARACTER.findall(raw[at.inner : at.close].decode())
    if "".join(map(unescape, pieces)) != child.text:
        return whole
    if not keeps_space(child):
        # Word drops the blanks at the ends; where the node is cut, they would appear.
        shown = "".join(pieces).strip(_BLANKS)
        first = next((i for i, piece in enumerate(pieces) if piece not in _BLANKS), len(pieces))
        last = len(pieces) - next(
            (i for i, piece in enumerate(reversed(pieces)) if piece not in _BLANKS), 0
        )
        pieces = [p if first <= i < last and shown else "" for i, p in enumerate(pieces)]
    return [Unit(piece.encode(), number, is_text=True) for piece in pieces]


def change_run(run: Run, change: Change, revision: Revision | None) -> Iterator[Splice]:
    """What is written instead of a run; ``revision`` is None for changes that are not tracked."""
    edges = {0, len(run.units)}
    inside = [mark for mark in change.marks if mark.unit not in edges]
    if not inside and not change.deleted and not change.insertions:
        # The run stays as it is, byte for byte.
        for unit, at in ((0, run.tags.start), (len(run.units), run.tags.end)):
            marks = [mark for mark in sorted(change.marks, key=_order) if mark.unit == unit]
            if marks:
                yield Splice(at, at, b"".join(mark.raw for mark in marks))
        return
    yield Splice(run.tags.start, run.tags.end, b"".join(_pieces(run, change, revision)))


def _order(mark: Mark) -> tuple[int, int]:
    return mark.unit, mark.rank


def _pieces(whole: Run, change: Change, revision: Revision | None) -> Iterator[bytes]:
    # A tracked change of formatting has an id, and stays with the first piece.
    runs = chain([whole], repeat(whole._replace(properties=_untracked(whole.properties))))
    cuts = sorted({0, len(whole.units), *(m.unit for m in change.marks), *_edges(change)})
    for start, end in zip(cuts, [*cuts[1:], len(whole.units)], strict=True):
        for insertion in change.insertions:
            if insertion.unit == start and insertion.text:
                yield _inserted(next(runs), insertion.text, revision)
        yield from (m.raw for m in sorted(change.marks, key=_order) if m.unit == start)
        if start < end:
            yield _kept(next(runs), Span(start, end), change, revision)


def _untracked(properties: bytes) -> bytes:
    return _TRACKED.sub(b"", properties)


def _edges(change: Change) -> Iterator[int]:
    """Where what is deleted begins and ends, and where something is put in."""
    for unit in change.deleted:
        if unit - 1 not in change.deleted:
            yield unit
        if unit + 1 not in change.deleted:
            yield unit + 1
    yield from (insertion.unit for insertion in change.insertions)


def _kept(run: Run, units: Span, change: Change, revision: Revision | None) -> bytes:
    """The units between two cuts: as a run, as a deleted one, or nothing."""
    if units.start not in change.deleted:
        return _as_run(run, _contents(run, units, b"t"))
    if revision is None:
        return b""
    return _revised(run, b"del", _as_run(run, _contents(run, units, b"delText")), revision)


def _contents(run: Run, span: Span, name: bytes) -> bytes:
    parts = []
    inside = run.units[span.start : span.end]
    for (_, is_text), units in groupby(inside, key=lambda unit: (unit.child, unit.is_text)):
        raw = b"".join(unit.raw for unit in units)
        parts.append(_text(run, raw, name) if is_text else raw)
    return b"".join(parts)


def _text(run: Run, raw: bytes, name: bytes) -> bytes:
    full = run.prefix + name
    return b"<" + full + _PRESERVED + b">" + raw + b"</" + full + b">"


def _as_run(run: Run, contents: bytes) -> bytes:
    return run.open + run.properties + contents + run.close


def _inserted(run: Run, text: str, revision: Revision | None) -> bytes:
    inner = _as_run(run, _text(run, escape(text), b"t"))
    return _revised(run, b"ins", inner, revision) if revision else inner


def _revised(run: Run, name: bytes, inner: bytes, revision: Revision) -> bytes:
    full = run.prefix + name
    attributes = revision.attributes(run.prefix)
    return b"<" + full + attributes + b">" + inner + b"</" + full + b">"


def escape(text: str) -> bytes:
    """Words as XML; what XML cannot hold is left out."""
    kept = "".join(char for char in text if char >= " " or char == "\t")
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        kept = kept.replace(char, entity)
    return kept.encode()
