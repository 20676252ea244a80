"""From findings in a document to results with their places worked out."""

from zhupi.checks.stated_length import count_words
from zhupi.formats import Location, locate
from zhupi.lang import Lang
from zhupi.model.document import STORY_NAMES, Document
from zhupi.model.finding import Finding
from zhupi.model.fix import Fix
from zhupi.model.report import FileReport
from zhupi.model.result import (
    Correction,
    Excerpt,
    Extent,
    Located,
    Page,
    RelatedPlace,
    Replacement,
    Result,
    Showing,
)
from zhupi.model.span import Span

_AROUND = 160
"""How many characters an excerpt shows on either side; no terminal line is wider."""


def result_of(report: FileReport, showing: Showing) -> Result:
    """A file's findings as plain data."""
    document = report.document
    return Result(
        path=document.path,
        format=document.format,
        located=tuple(_located(report, finding, showing.lang) for finding in report.findings),
        genres=tuple(title.say(showing.lang) for title in report.genres),
        characters=sum(map(count_words, map(document.prose, document.body()))),
        notes=tuple(note.say(showing.lang) for note in document.notes),
        used=report.used,
        page=_page(report) if showing.page else None,
    )


def _page(report: FileReport) -> Page:
    document = report.document
    extents = tuple(_extent(locate(document, block.span)) for block in document.blocks)
    return Page(document.text, document.blocks, extents, report.accepted)


def _located(report: FileReport, finding: Finding, lang: Lang) -> Located:
    document = report.document
    location = locate(document, finding.span)
    return Located(
        finding=finding,
        extent=_extent(location),
        quote=finding.span.of(document.text),
        where=section_path(report, finding.span.start, lang),
        excerpt=excerpt_of(document.text, finding.span),
        place=dict(location.place) if location.place else None,
        related=tuple(
            RelatedPlace(_extent(locate(document, related.span)), related.message)
            for related in finding.related
        ),
        correction=_correction(document, finding.fix) if finding.fix else None,
    )


def _extent(location: Location) -> Extent:
    return Extent(location.start, location.end, location.byte_columns)


def _correction(document: Document, fix: Fix) -> Correction:
    edits = tuple(
        Replacement(_extent(locate(document, edit.span)), edit.text) for edit in fix.edits
    )
    return Correction(fix.safety, edits)


def excerpt_of(text: str, span: Span) -> Excerpt:
    """The line of a finding, of long ones the part around it."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.start)
    line_end = len(text) if line_end < 0 else line_end
    start, end = max(line_start, span.start - _AROUND), min(line_end, span.start + _AROUND)
    return Excerpt(
        text[start:end],
        span.start - start,
        min(span.end, end) - start,
        start > line_start,
        end < line_end,
    )


def section_path(report: FileReport, offset: int, lang: Lang = "zh") -> tuple[str, ...]:
    """The headings and the item under which a place stands, outermost first.

    What stands beside the body is called by its name: a header, a footnote.
    """
    text = report.document.text
    block = report.document.block_at(offset)
    if block and block.story != "body":
        return (STORY_NAMES[block.story].say(lang),)
    return tuple(span.of(text).strip() for span in report.outline.path(offset))
