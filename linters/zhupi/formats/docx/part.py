"""A part that is written to: its elements in its bytes, its runs, and whole paragraphs of it."""

from collections.abc import Iterator

from zhupi.formats.docx.comments import end_mark, start_mark
from zhupi.formats.docx.markup import R_, Element, P, local, tag, value
from zhupi.formats.docx.runs import Revision, Run, prefix_of, read_run
from zhupi.formats.docx.source import NotSpliced, Splice, Tags, read_tags
from zhupi.formats.docx.view import Segment

# Runs inside these are not edited: what stands there is made, tracked, linked or written twice.
_FIXED = frozenset(
    map(
        tag,
        ("ins", "del", "moveFrom", "moveTo", "hyperlink", "fldSimple", "smartTag", "ruby", "sdt"),
    )
)
_LOCKS = frozenset({"contentLocked", "sdtContentLocked"})
_ALTERNATIVE = "AlternateContent"


class Part:
    """A part that is written to: its bytes, its elements and where they stand."""

    def __init__(self, raw: bytes, root: Element) -> None:
        """Raises NotSpliced when the bytes and the elements do not agree."""
        self.raw = raw
        self.elements = [each for each in root.iter() if isinstance(each.tag, str)]
        self._tags = read_tags(raw)
        if len(self._tags) != len(self.elements):
            raise NotSpliced
        self._numbers = {element: number for number, element in enumerate(self.elements)}
        self._runs: dict[Element, Run] = {}
        self.in_fields = frozenset(_in_fields(self.elements))

    def at(self, element: Element) -> Tags:
        """Where an element stands."""
        return self._tags[self._numbers[element]]

    def run(self, element: Element) -> Run:
        """A run with its units."""
        if element not in self._runs:
            children = [self.at(each) for each in element]
            self._runs[element] = read_run(self.raw, element, self.at(element), children)
        return self._runs[element]


def _in_fields(elements: list[Element]) -> Iterator[Element]:
    """The runs of complex fields: their results are made anew when the field is updated."""
    depth = 0
    for element in elements:
        if element.tag == tag("fldChar"):
            kind = value(element, "fldCharType")
            depth += (kind == "begin") - (kind == "end" and depth > 0)
        elif element.tag == R_ and depth:
            yield element


def with_comments(part: Part, paragraph: Element, numbers: list[int]) -> Iterator[Splice]:
    """The marks of comments on a whole paragraph."""
    at = part.at(paragraph)
    prefix = prefix_of(part.raw, at)
    starts = b"".join(start_mark(prefix, number) for number in numbers)
    ends = b"".join(end_mark(prefix, number) for number in numbers)
    if at.is_empty:
        opened = part.raw[at.start : at.inner - 2].rstrip() + b">"
        yield Splice(at.start, at.end, opened + starts + ends + b"</" + prefix + b"p>")
        return
    first = paragraph[0] if len(paragraph) else None
    begin = part.at(first).end if first is not None and local(first) == "pPr" else at.inner
    if begin == at.close:
        yield Splice(begin, begin, starts + ends)
    else:
        yield Splice(begin, begin, starts)
        yield Splice(at.close, at.close, ends)


def is_followed(paragraph: Element) -> bool:
    """Whether another paragraph comes next, into which this one can go over."""
    following = paragraph.getnext()
    return following is not None and following.tag == P


def may_go(paragraph: Element) -> bool:
    """Whether a paragraph may be taken out: it is one of the body's own, and ends no section."""
    parent = paragraph.getparent()
    in_body = parent is not None and local(parent) == "body"
    return in_body and next(paragraph.iter(tag("sectPr")), None) is None


def without_mark(part: Part, paragraph: Element, revision: Revision | None) -> Splice:
    """A paragraph whose end is deleted: as a tracked change, or with the paragraph itself.

    The mark of the change is the first of the run properties in ``w:pPr``, which stand before
    ``w:sectPr`` and ``w:pPrChange`` (ECMA-376-1, 17.3.1.26, 17.13.5.15).
    """
    at = part.at(paragraph)
    if revision is None:
        return Splice(at.start, at.end, b"")
    prefix = prefix_of(part.raw, at)
    mark = b"<" + prefix + b"del" + revision.attributes(prefix) + b"/>"
    properties = next(paragraph.iterchildren(tag("pPr")), None)
    of_mark = None if properties is None else next(properties.iterchildren(tag("rPr")), None)
    if of_mark is not None and not part.at(of_mark).is_empty:
        inner = part.at(of_mark).inner
        return Splice(inner, inner, mark)
    whole = b"<" + prefix + b"rPr>" + mark + b"</" + prefix + b"rPr>"
    if of_mark is not None:
        return Splice(part.at(of_mark).start, part.at(of_mark).end, whole)
    if properties is not None and not part.at(properties).is_empty:
        last = next(properties.iterchildren(tag("sectPr"), tag("pPrChange")), None)
        place = part.at(properties).close if last is None else part.at(last).start
        return Splice(place, place, whole)
    opened = b"<" + prefix + b"pPr>" + whole + b"</" + prefix + b"pPr>"
    if properties is not None:
        return Splice(part.at(properties).start, part.at(properties).end, opened)
    return Splice(at.inner, at.inner, opened)


def unit_of(part: Part, segment: Segment, offset: int) -> int:
    """The number of the unit that a character of a segment is in its run."""
    run = run_of(segment.node)
    child: Element = segment.node
    while child.getparent() is not run:
        child = child.getparent()  # type: ignore[assignment]
    first = part.run(run).firsts[list(run).index(child)]
    exact = segment.verbatim and child is segment.node
    return first + (segment.offset + offset - segment.start if exact else 0)


def run_of(node: Element) -> Element:
    """The run that an element stands in; raises NotSpliced for one that stands in none."""
    found = ancestor(node, R_)
    if found is None:
        raise NotSpliced
    return found


def ancestor(node: Element, name: str) -> Element | None:
    """The nearest element of a name around one, itself included."""
    element: Element | None = node
    while element is not None and element.tag != name:
        element = element.getparent()
    return element


def is_fixed(element: Element) -> bool:
    """Whether nothing inside an element is edited; a content control around paragraphs is open."""
    if local(element) == _ALTERNATIVE:
        return True
    if element.tag != tag("sdt"):
        return element.tag in _FIXED
    lock = next((value(each) for each in element.iter(tag("lock"))), "")
    around_runs = ancestor(element, P) is not None
    return around_runs or lock in _LOCKS
