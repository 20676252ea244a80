"""Findings for those who draw a document themselves: in which paragraph, from where to where."""

from collections.abc import Iterator

from zhupi.lang import Lang
from zhupi.lsp.checked import Checked
from zhupi.model.document import STORY_NAMES, Block, Document
from zhupi.model.finding import Finding
from zhupi.model.span import Span


def findings_of(checked: Checked, lang: Lang) -> list[dict[str, object]]:
    """The findings of a document as plain data; spots are told for Word files only."""
    document = checked.document
    if document is None:
        return []
    return [
        _data(checked, document, number, finding, lang)
        for number, finding in enumerate(checked.findings)
    ]


def _data(
    checked: Checked, document: Document, number: int, finding: Finding, lang: Lang
) -> dict[str, object]:
    span = finding.span
    return {
        "number": number,
        "rule": finding.rule,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "quote": span.of(document.text),
        "where": _where(checked, document, span, lang),
        "line": document.text.count("\n", 0, span.start) + 1,
        "suggestion": _suggestion(finding),
        "spots": list(_spots(document, span)),
    }


def _suggestion(finding: Finding) -> str:
    """What to write instead, where that is one thing."""
    if finding.fix and len(finding.fix.edits) == 1:
        return finding.fix.edits[0].text
    return finding.suggestions[0] if finding.suggestions else ""


def _where(checked: Checked, document: Document, span: Span, lang: Lang) -> list[str]:
    """The headings above, or the name of what stands beside the body."""
    block = document.block_at(span.start)
    if block and block.story != "body":
        return [STORY_NAMES[block.story].say(lang)]
    path = checked.outline.path(span.start) if checked.outline else ()
    return [each.of(document.text).strip() for each in path]


def _spots(document: Document, span: Span) -> Iterator[dict[str, object]]:
    """The parts of a span in each paragraph of a Word file, without its automatic number."""
    if document.format != "docx":
        return
    from zhupi.formats.docx import origin_of

    origin = origin_of(document)
    for block in _blocks(document, span):
        line = origin.line_at(block.span.start)
        first = block.span.start + len(block.label)
        start, end = max(span.start, first), max(min(span.end, block.span.end), first)
        yield {
            "story": line.story,
            "paragraph": line.number,
            "start": start - first,
            "end": end - first,
        }


def _blocks(document: Document, span: Span) -> Iterator[Block]:
    first = document.block_at(span.start)
    if first is None:
        return
    for block in document.blocks[document.blocks.index(first) :]:
        if block is not first and block.span.start >= span.end:
            return
        yield block
