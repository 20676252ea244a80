"""Building the outline: title, sections, enumerations."""

from itertools import pairwise

from zhupi.model.document import Document, is_running_text
from zhupi.model.outline import Outline, Section
from zhupi.model.span import Span
from zhupi.outline.closing import closing_blocks
from zhupi.outline.headings import Heading, closes, heading_of, named_parts, title_lines
from zhupi.outline.sentences import trim_end
from zhupi.outline.series import find_enumerations


class _Node:
    """A section being built, with the blocks that are its own."""

    def __init__(self, heading: Heading | None) -> None:
        self.heading = heading
        self.blocks: list[int] = []
        self.nodes: list[_Node] = []


def build_outline(document: Document) -> Outline:
    """The outline of a document; a document without headings has only a root."""
    body = [index for index, block in enumerate(document.blocks) if is_running_text(block)]
    title = title_lines(document, body)
    apart = closing_blocks(document, body)
    last = title[-1] if title else -1
    rest = [index for index in body if index > last and index not in apart]
    headings = _headings(document, rest)
    root = _Node(None)
    stack = [root]
    for index in rest:
        heading = headings.get(index)
        if heading is None:
            stack[-1].blocks.append(index)
            continue
        while stack[-1].heading and closes(heading, stack[-1].heading):
            stack.pop()
        node = _Node(heading)
        node.blocks.append(index)
        stack[-1].nodes.append(node)
        stack.append(node)
    end = document.blocks[min(apart)].span.start if apart else _end_of_body(document)
    whole = Span(0, end)
    return Outline(
        title=tuple(document.blocks[index].span for index in title),
        root=_section(document, root, whole, 0),
    )


def _headings(document: Document, blocks: list[int]) -> dict[int, Heading]:
    """The headings among some blocks, by their index."""
    found = {index: heading for index in blocks if (heading := heading_of(document, index))}
    named = named_parts(document, blocks, found.values())
    return found | {heading.block: heading for heading in named}


def _end_of_body(document: Document) -> int:
    """Where the body ends; headers, notes and the like stand after it."""
    last = next((block for block in reversed(document.blocks) if block.story == "body"), None)
    return last.span.end if last else len(document.text)


def _section(document: Document, node: _Node, span: Span, level: int) -> Section:
    heading = node.heading.span if node.heading else Span(span.start, span.start)
    starts = [inner.heading.span.start for inner in node.nodes if inner.heading]
    starts.append(span.end)
    sections = tuple(
        [
            _section(document, inner, trim_end(document.text, Span(start, end)), level + 1)
            for inner, (start, end) in zip(node.nodes, pairwise(starts), strict=True)
        ]
    )
    return Section(
        node.heading.marker if node.heading else None,
        node.heading.title if node.heading else "",
        level,
        heading,
        span,
        Span(heading.end, starts[0]),
        sections,
        find_enumerations(document, node.blocks, heading.end),
    )
