"""The parts of a document that a rule may be limited to."""

from collections.abc import Callable, Iterator
from typing import Literal

from zhupi.checks.base import Subject
from zhupi.model.span import Span

Scope = Literal[
    "text", "body", "title", "heading", "first", "last", "opening", "closing", "anywhere", "hidden",
    "header", "footer", "footnote", "endnote", "textbox", "comment", "link", "alt-text",
    "qr-code", "property",
]  # fmt: skip


def scope_spans(subject: Subject, scope: Scope, section: str = "") -> Iterator[Span]:
    """The spans of a scope, in the sections of a role where ``section`` names one.

    ``text`` is all that stands on paper, tables of contents left out; ``body`` are the paragraphs
    of the body without headings and tables; ``title`` and ``heading`` are
    such lines, ``first`` and ``last`` those blocks of the body, ``opening`` and ``closing`` the
    first and last paragraphs between addressee and signature. ``anywhere`` adds what only a look
    behind the text shows: comments, link targets, alternative texts, document properties. Each of
    these is a scope of its own, too, and so is ``hidden`` text.
    """
    look = _SCOPES.get(scope)
    spans = look(subject) if look else _story(subject, scope)
    return _within(subject, spans, section) if section else spans


def _within(subject: Subject, spans: Iterator[Span], role: str) -> Iterator[Span]:
    """What of the spans lies in sections of a role, each place once."""
    sections = subject.reading.sections(role) if subject.reading else ()
    for span in spans:
        end = span.start
        for section in sections:
            start, stop = max(section.span.start, end), min(section.span.end, span.end)
            if start < stop:
                yield Span(start, stop)
                end = stop


def _text(subject: Subject) -> Iterator[Span]:
    return subject.document.prose_spans()


def _body(subject: Subject) -> Iterator[Span]:
    for block in subject.document.body():
        if block.kind in ("paragraph", "item"):
            yield block.span


def _anywhere(subject: Subject) -> Iterator[Span]:
    yield Span(0, len(subject.text))


def _hidden(subject: Subject) -> Iterator[Span]:
    yield from subject.document.hidden
    for block in subject.document.blocks:
        if block.hidden and not any(block.span.contains(one) for one in subject.document.hidden):
            yield block.span


def _story(subject: Subject, story: str) -> Iterator[Span]:
    for block in subject.document.blocks:
        if block.story == story:
            yield block.span


def _title(subject: Subject) -> Iterator[Span]:
    yield from subject.outline.title


def _headings(subject: Subject) -> Iterator[Span]:
    for section in subject.outline.root.walk():
        if not section.heading.empty:
            yield section.heading


def _first(subject: Subject) -> Iterator[Span]:
    first = next(subject.document.body(), None)
    if first:
        yield first.span


def _last(subject: Subject) -> Iterator[Span]:
    blocks = list(subject.document.body())
    if blocks:
        yield blocks[-1].span


def _opening(subject: Subject) -> Iterator[Span]:
    yield from (block.span for block in subject.frame.text[:_FEW])


def _closing(subject: Subject) -> Iterator[Span]:
    yield from (block.span for block in subject.frame.text[-_FEW:])


_FEW = 3
_SCOPES: dict[Scope, Callable[[Subject], Iterator[Span]]] = {
    "text": _text,
    "body": _body,
    "title": _title,
    "heading": _headings,
    "first": _first,
    "last": _last,
    "opening": _opening,
    "closing": _closing,
    "anywhere": _anywhere,
    "hidden": _hidden,
}
