"""Comments of a Word file that speak to this program, and the words that they are on."""

from collections.abc import Iterator, Mapping

from zhupi.formats.directives import DIRECTIVE
from zhupi.formats.docx.markup import Element, P, tag, value
from zhupi.formats.docx.view import View
from zhupi.model.document import Directive
from zhupi.model.span import Span

_START, _END, _MARK = map(tag, ("commentRangeStart", "commentRangeEnd", "commentReference"))


def read_directives(view: View, body: Element) -> tuple[Directive, ...]:
    """The remarks among the comments; each is about the words between its marks in the body.

    A comment without such marks is about its paragraph.
    """
    words = dict(_words(view)) if view.has("comment") else {}
    if not words:
        return ()
    anchors = _anchors(view, body)
    nowhere = Span(0, 0)
    return tuple(Directive(span, anchors.get(name, nowhere)) for name, span in words.items())


def _words(view: View) -> Iterator[tuple[str, Span]]:
    """The words of each remark by the number of its comment."""
    for text, line, block in zip(view.texts, view.lines, view.blocks, strict=True):
        found = DIRECTIVE.match(text) if line.story == "comment" else None
        if found:
            start, end = found.span("words")
            yield str(line.names["comment"]), Span(block.span.start + start, block.span.start + end)


def _anchors(view: View, body: Element) -> Mapping[str, Span]:
    """Where in the text each comment of the body stands, by its number."""
    lines = list(zip(view.lines, view.blocks, strict=True))
    nodes = {segment.node: segment for line, block in lines for segment in line.segments(block)}
    paragraphs = {
        element: block.span
        for line, block in lines
        if line.story == "body"
        for element in line.elements
    }
    anchors: dict[str, Span] = {}
    opened: dict[str, Span | None] = {}
    paragraph = Span(0, 0)
    for element in body.iter():
        if element.tag == P:
            paragraph = paragraphs.get(element, paragraph)
        elif element.tag == _START:
            opened[value(element, "id") or ""] = None
        elif element.tag == _END:
            span = opened.pop(value(element, "id") or "", None)
            if span:
                anchors[value(element, "id") or ""] = span
        elif element.tag == _MARK:
            anchors.setdefault(value(element, "id") or "", paragraph)
        elif element in nodes and opened:
            here = Span(nodes[element].start, nodes[element].end)
            for name, span in opened.items():
                opened[name] = Span(span.start if span else here.start, here.end)
    return anchors
