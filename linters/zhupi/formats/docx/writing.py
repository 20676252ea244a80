"""Writing into a Word file: remarks as comments, edits as tracked changes or plainly.

Only the runs that are touched are written anew, from their own bytes; every other byte of a part
and every other part stays (ECMA-376-1, 17.13).
"""

from collections import defaultdict
from itertools import count
from typing import NamedTuple

from zhupi.errors import UnreadableFile
from zhupi.formats.docx.archive import rewrite
from zhupi.formats.docx.comments import CommentParts, Remark, end_mark, start_mark
from zhupi.formats.docx.markup import R_, Element, P, T, integer, tag, value
from zhupi.formats.docx.package import Package, open_package
from zhupi.formats.docx.part import (
    Part,
    ancestor,
    is_fixed,
    is_followed,
    may_go,
    run_of,
    unit_of,
    with_comments,
    without_mark,
)
from zhupi.formats.docx.places import DocxOrigin
from zhupi.formats.docx.runs import (
    Change,
    Insertion,
    Mark,
    Revision,
    change_run,
)
from zhupi.formats.docx.source import NotSpliced, Splice, splice
from zhupi.formats.docx.view import Line, Segment
from zhupi.formats.options import READ_AS_IS, Manner, ReadOptions
from zhupi.lang import Text
from zhupi.model.document import PRINTED, Block, Document
from zhupi.model.fix import Edit, Fix
from zhupi.model.slips import common_ends
from zhupi.model.span import Span

_START, _END = 2, 1  # ranks of the marks of a comment: one ends before the next begins
_REFERENCES = {"footnote": tag("footnoteReference"), "endnote": tag("endnoteReference")}
_ZIP = b"PK"
_SIGNATURES = "_xmlsignatures/"


class Written(NamedTuple):
    """The new file, the fixes that could not be made, and the remarks that stand elsewhere."""

    raw: bytes
    refused: tuple[Fix, ...]
    moved: tuple[Remark, ...]


class Orders(NamedTuple):
    """What is to be written: fixes of the text, remarks on it, and how."""

    fixes: tuple[Fix, ...]
    remarks: tuple[Remark, ...]
    manner: Manner


def write(
    raw: bytes, document: Document, orders: Orders, options: ReadOptions = READ_AS_IS
) -> Written:
    """The Word file with remarks and edits; raises UnreadableFile for one that cannot be written.

    The document is what the file was read as. Edits in fields, links, content controls and existing
    revisions are refused; remarks on headers, notes and text boxes stand in the body.
    """
    package = open_package(raw, document.path, options)
    _refuse_signed(package)
    try:
        if not raw.startswith(_ZIP):
            raise NotSpliced  # one XML file, or an encrypted one
        return _Writer(raw, package, document, orders.manner).write(orders)
    except NotSpliced:
        raise UnreadableFile(
            document.path,
            Text("这个文件加了密或内部写法特殊，不能改写", "it is encrypted, or written unusually"),
            Text(
                "在 Word 或 WPS 中另存为不加密的 .docx 再试",
                "save it again as plain .docx, and retry",
            ),
        ) from None


def _refuse_signed(package: Package) -> None:
    if any(name.lower().lstrip("/").startswith(_SIGNATURES) for name in package.names):
        raise UnreadableFile(
            package.path,
            Text("文件有数字签名，一改签名就失效", "the file is signed: any change voids it"),
            Text("去掉签名后再改，或只检查", "remove the signature first, or only check it"),
        )


class _Plan:
    """What is to happen to one run."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.deleted: set[int] = set()
        self.insertions: list[Insertion] = []

    @property
    def change(self) -> Change:
        """The plan, finished."""
        return Change(tuple(self.marks), frozenset(self.deleted), tuple(self.insertions))


class _Writer:
    """Gathers what happens to each run, then writes all parts at once."""

    def __init__(self, raw: bytes, package: Package, document: Document, manner: Manner) -> None:
        self._raw = raw
        self._package = package
        self._document = document
        self._origin: DocxOrigin = document.origin  # type: ignore[assignment]
        self._manner = manner
        self._parts: dict[str, Part] = {}
        self._plans: dict[tuple[str, Element], _Plan] = defaultdict(_Plan)
        self._remarked: dict[Element, list[int]] = defaultdict(list)
        self._dropped: dict[str, list[Element]] = defaultdict(list)

    def write(self, orders: Orders) -> Written:
        """Plan everything, then write the parts that change."""
        refused = [fix for fix in orders.fixes if not self._fix(fix)]
        comments = CommentParts(self._package, self._manner.author, self._manner.date)
        moved = [remark for remark in orders.remarks if not self._remark(remark, comments)]
        changed = {
            self._package.entry(name): self._part_with_changes(name) for name in self._touched()
        }
        added: dict[str, bytes] = {}
        if comments.count:
            for name, content in comments.files().items():
                (changed if name in self._package.names else added)[name] = content
        if not changed and not added:
            return Written(self._raw, tuple(refused), tuple(moved))
        return Written(rewrite(self._raw, changed, added), tuple(refused), tuple(moved))

    def _touched(self) -> list[str]:
        main = [self._package.main] if self._remarked else []
        return sorted({*main, *self._dropped, *(name for name, _ in self._plans)})

    def _part(self, name: str, root: Element) -> Part:
        if name not in self._parts:
            raw = self._package.data(name)
            if raw is None:
                raise NotSpliced
            self._parts[name] = Part(raw, root)
        return self._parts[name]

    def _part_of(self, segment: Segment) -> tuple[str, Part]:
        name = self._origin.line_at(segment.start).part
        return name, self._part(name, segment.node.getroottree().getroot())

    def _part_with_changes(self, name: str) -> bytes:
        part = self._parts[name]
        taken = {integer(value(element, "id")) for element in part.elements}
        ids = (number for number in count(1) if number not in taken)
        revision = Revision(self._manner.author, self._manner.date, ids)
        tracked = revision if self._manner.track else None
        splices: list[Splice] = []
        gone = () if tracked else self._dropped[name]
        plans = {run: plan for (of, run), plan in self._plans.items() if of == name}
        # In the order of the part, so that the same orders give the same bytes.
        for run in sorted(plans, key=lambda each: part.at(each).start):
            if ancestor(run, P) not in gone:
                splices += change_run(part.run(run), plans[run].change, tracked)
        if name == self._package.main:
            for paragraph, numbers in self._remarked.items():
                splices += with_comments(part, paragraph, numbers)
        for paragraph in self._dropped[name]:
            splices.append(without_mark(part, paragraph, tracked))
        return splice(part.raw, splices)

    # Edits

    def _fix(self, fix: Fix) -> bool:
        """Plan all edits of a fix; False when one of them cannot be made where it stands."""
        if not all(self._is_possible(edit) for edit in fix.edits):
            return False
        for edit in fix.edits:
            for block in self._blocks_of(edit.span):
                start = max(edit.span.start, block.span.start)
                end = min(edit.span.end, block.span.end)
                self._plan(self._smallest(Edit(Span(start, end), edit.text)))
            self._drop_ends(edit.span)
        return True

    def _smallest(self, edit: Edit) -> Edit:
        """An edit of nothing but what differs, so that the rest keeps its own formatting."""
        start, end = common_ends(edit.span.of(self._document.text), edit.text)
        span = Span(edit.span.start + start, edit.span.end - end)
        return Edit(span, edit.text[start : len(edit.text) - end])

    def _is_possible(self, edit: Edit) -> bool:
        if "\n" not in edit.span.of(self._document.text):
            return self._can_edit(edit.span if not edit.span.empty else _beside(edit.span))
        blocks = self._blocks_of(edit.span)
        whole = all(edit.span.contains(block.span) and self._may_go(block) for block in blocks)
        return whole and not edit.text and all(self._can_edit(block.span) for block in blocks)

    def _blocks_of(self, span: Span) -> list[Block]:
        """The blocks that a span shares characters with; an empty span is in one."""
        if span.empty:
            block = self._document.block_at(span.start)
            return [block] if block else []
        return [block for block in self._document.blocks if block.span.overlaps(span)]

    def _may_go(self, block: Block) -> bool:
        elements = self._origin.line_at(block.span.start).elements
        return len(elements) == 1 and may_go(elements[0])

    def _drop_ends(self, span: Span) -> None:
        """As many deleted paragraphs go wholly as the span has line ends; the last may stay."""
        ends = span.of(self._document.text).count("\n")
        for block in self._blocks_of(span)[:ends]:
            paragraph = self._origin.line_at(block.span.start).elements[0]
            if is_followed(paragraph):
                self._dropped[self._package.main].append(paragraph)

    def _can_edit(self, span: Span) -> bool:
        """Whether all characters of a span are free text of one paragraph on paper."""
        block = self._document.block_at(span.start)
        if block is None or block.story not in PRINTED:
            return False
        touched = self._origin.segments_of(span)
        covered = sum(min(s.end, span.end) - max(s.start, span.start) for s in touched)
        if not touched or covered != span.end - span.start:
            return False
        _, part = self._part_of(touched[0])
        free = all(self._is_free(segment, part) for segment in touched)
        return free and len({ancestor(segment.node, P) for segment in touched}) == 1

    def _plan(self, edit: Edit) -> None:
        """Note in the runs what an edit inside one line does."""
        span = edit.span if not edit.span.empty else _beside(edit.span)
        touched = self._origin.segments_of(span)
        name, part = self._part_of(touched[0])
        for segment in touched:
            run = run_of(segment.node)
            start, end = max(segment.start, edit.span.start), min(segment.end, edit.span.end)
            first = unit_of(part, segment, start)
            self._plans[name, run].deleted |= set(range(first, first + max(end - start, 0)))
        last = touched[-1]
        at = min(edit.span.end, last.end)
        unit = unit_of(part, last, at) if at < last.end else unit_of(part, last, at - 1) + 1
        if edit.text:
            self._plans[name, run_of(last.node)].insertions.append(Insertion(unit, edit.text))

    def _is_free(self, segment: Segment, part: Part) -> bool:
        """Whether a segment is the plain text of a run that nothing else owns."""
        node = segment.node
        if not segment.verbatim or node.tag != T:
            return False
        run = node.getparent()
        if run is None or run.tag != R_ or run in part.in_fields:
            return False
        # A text box stands inside a run, which is written as a whole.
        if any(each.tag == R_ for each in run.iterancestors()):
            return False
        if not part.run(run).units[unit_of(part, segment, segment.start)].is_text:
            return False
        return not any(is_fixed(each) for each in run.iterancestors())

    # Remarks

    def _remark(self, remark: Remark, comments: CommentParts) -> bool:
        """Plan a comment; False when it does not stand at the words it is about."""
        place = self._place_in_body(remark.span)
        if place is None:
            self._remark_on_paragraph(remark, comments)
            return False
        (first_name, first_run, first), (_, last_run, last) = place
        number = comments.add(remark)
        prefix = self._parts[first_name].run(first_run).prefix
        self._plans[first_name, first_run].marks.append(
            Mark(first, _START, start_mark(prefix, number))
        )
        self._plans[first_name, last_run].marks.append(Mark(last, _END, end_mark(prefix, number)))
        return True

    def _place_in_body(
        self, span: Span
    ) -> tuple[tuple[str, Element, int], tuple[str, Element, int]] | None:
        """The runs and units between which a span of the body stands."""
        if span.empty:
            span = _beside(span)
        touched = [
            segment
            for segment in self._origin.segments_of(span)
            # An equation stands in no run.
            if self._origin.line_at(segment.start).story == "body"
            and ancestor(segment.node, R_) is not None
        ]
        if not touched:
            return None
        name, part = self._part_of(touched[0])
        first, last = touched[0], touched[-1]
        start = unit_of(part, first, max(first.start, span.start))
        end = unit_of(part, last, min(last.end, span.end) - 1) + 1
        return (name, run_of(first.node), start), (name, run_of(last.node), end)

    def _remark_on_reference(self, line: Line, remark: Remark, comments: CommentParts) -> bool:
        """A comment on the mark of a note; False when the body does not refer to it."""
        lines = (each for each in self._origin.lines if each.story == "body" and each.elements)
        body = next((each.elements[0] for each in lines), None)
        if body is None:
            return False
        name = self._package.main
        part = self._part(name, body.getroottree().getroot())
        wanted = _REFERENCES[line.story], str(line.names.get(line.story))
        for element in part.elements:
            if (element.tag, value(element, "id")) == wanted:
                run, number = run_of(element), comments.add(remark)
                prefix, end = part.run(run).prefix, len(part.run(run).units)
                marks = self._plans[name, run].marks
                marks.append(Mark(0, _START, start_mark(prefix, number)))
                marks.append(Mark(end, _END, end_mark(prefix, number)))
                return True
        return False

    def _remark_on_paragraph(self, remark: Remark, comments: CommentParts) -> None:
        """A comment on the paragraph that a note, a box or a header hangs on, else on the first."""
        lines = self._origin.lines
        line = self._origin.line_at(remark.span.start)
        if line.story in _REFERENCES and self._remark_on_reference(line, remark, comments):
            return
        host = line.names.get("host")
        hosting = [lines[host - 1]] if isinstance(host, int) and 0 < host <= len(lines) else []
        for each in (line, *hosting, *lines):
            if each.story == "body" and each.elements and each.elements[0].tag == P:
                self._part(self._package.main, each.elements[0].getroottree().getroot())
                self._remarked[each.elements[0]].append(comments.add(remark))
                return


def _beside(span: Span) -> Span:
    """The character before an empty span, else the one after it."""
    return Span(span.start - 1, span.start) if span.start else Span(0, 1)
