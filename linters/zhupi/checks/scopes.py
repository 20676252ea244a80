"""The parts of a document that a rule may be limited to."""

from collections.abc import Callable, Iterator
from typing import Literal

from zhupi.checks.base import Subject
from zhupi.model.span import Span

Scope = Literal["text", "title", "heading", "first", "last"]


def scope_spans(subject: Subject, scope: Scope) -> Iterator[Span]:
    """The spans of a scope: all prose, the title lines, the headings, the first or last block."""
    return _SCOPES[scope](subject)


def _text(subject: Subject) -> Iterator[Span]:
    yield Span(0, len(subject.text))


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


_SCOPES: dict[Scope, Callable[[Subject], Iterator[Span]]] = {
    "text": _text,
    "title": _title,
    "heading": _headings,
    "first": _first,
    "last": _last,
}
