"""The outline of a document as symbols, and what can be folded."""

from collections.abc import Iterator

from lsprotocol import types

from zhupi.lsp.checks import Looked
from zhupi.lsp.diagnostics import range_of
from zhupi.model.outline import Enumeration, Section
from zhupi.model.span import Span


def symbols_of(looked: Looked) -> list[types.DocumentSymbol]:
    """Title, sections, and the items of series."""
    if looked.outline is None or looked.document is None:
        return []
    text = looked.document.text
    title = [
        _symbol(looked, span.of(text), span, span, types.SymbolKind.File)
        for span in looked.outline.title[:1]
        if span.of(text).strip()
    ]
    return [*title, *_inner(looked, looked.outline.root)]


def _inner(looked: Looked, section: Section) -> list[types.DocumentSymbol]:
    symbols = [_of_section(looked, each) for each in section.sections]
    for series in section.enumerations:
        symbols += _of_series(looked, series)
    return sorted(symbols, key=lambda each: (each.range.start.line, each.range.start.character))


def _of_section(looked: Looked, section: Section) -> types.DocumentSymbol:
    assert looked.document is not None
    name = section.heading.of(looked.document.text)
    kind = types.SymbolKind.Namespace
    symbol = _symbol(looked, name, section.span, section.heading, kind)
    symbol.children = _inner(looked, section)
    return symbol


def _of_series(looked: Looked, series: Enumeration) -> Iterator[types.DocumentSymbol]:
    for item in series.items:
        end = item.marker.span.end + len(item.title)
        head = Span(item.span.start, min(max(end, item.marker.span.end), item.span.end))
        name = f"{item.marker.text}{item.title}"
        yield _symbol(looked, name, item.span, head, types.SymbolKind.Field)


def _symbol(
    looked: Looked, name: str, span: Span, head: Span, kind: types.SymbolKind
) -> types.DocumentSymbol:
    whole, selection = range_of(looked, span), range_of(looked, head)
    # Of what a client selects it must hold the whole.
    if (selection.end.line, selection.end.character) > (whole.end.line, whole.end.character):
        whole = types.Range(whole.start, selection.end)
    return types.DocumentSymbol(" ".join(name.split()) or "…", kind, whole, selection)


def folds_of(looked: Looked) -> list[types.FoldingRange]:
    """Each section folds to its heading."""
    if looked.outline is None:
        return []
    folds = []
    for section in looked.outline.root.walk():
        if section.heading.empty:
            continue
        start = range_of(looked, section.heading).start.line
        end = range_of(looked, _trimmed(looked, section.span)).end.line
        if end > start:
            folds.append(types.FoldingRange(start, end, kind=types.FoldingRangeKind.Region))
    return folds


def _trimmed(looked: Looked, span: Span) -> Span:
    assert looked.document is not None
    words = span.of(looked.document.text)
    return Span(span.start, span.start + len(words.rstrip()))
