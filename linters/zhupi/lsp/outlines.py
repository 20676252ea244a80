"""The outline of a document as symbols, and what can be folded."""

from collections.abc import Iterator

from lsprotocol import types

from zhupi.lsp.checked import Checked
from zhupi.lsp.diagnostics import range_of
from zhupi.model.outline import Enumeration, Section
from zhupi.model.span import Span


def symbols_of(checked: Checked) -> list[types.DocumentSymbol]:
    """Title, sections, and the items of series."""
    if checked.outline is None or checked.document is None:
        return []
    text = checked.document.text
    title = [
        _symbol(checked, span.of(text), span, span, types.SymbolKind.File)
        for span in checked.outline.title[:1]
        if span.of(text).strip()
    ]
    return [*title, *_inner(checked, checked.outline.root)]


def _inner(checked: Checked, section: Section) -> list[types.DocumentSymbol]:
    symbols = [_of_section(checked, each) for each in section.sections]
    for series in section.enumerations:
        symbols += _of_series(checked, series)
    return sorted(symbols, key=lambda each: (each.range.start.line, each.range.start.character))


def _of_section(checked: Checked, section: Section) -> types.DocumentSymbol:
    assert checked.document is not None
    name = section.heading.of(checked.document.text)
    kind = types.SymbolKind.Namespace
    symbol = _symbol(checked, name, section.span, section.heading, kind)
    symbol.children = _inner(checked, section)
    return symbol


def _of_series(checked: Checked, series: Enumeration) -> Iterator[types.DocumentSymbol]:
    for item in series.items:
        end = item.marker.span.end + len(item.title)
        head = Span(item.span.start, min(max(end, item.marker.span.end), item.span.end))
        name = f"{item.marker.text}{item.title}"
        yield _symbol(checked, name, item.span, head, types.SymbolKind.Field)


def _symbol(
    checked: Checked, name: str, span: Span, head: Span, kind: types.SymbolKind
) -> types.DocumentSymbol:
    whole, selection = range_of(checked, span), range_of(checked, head)
    # Of what a client selects it must hold the whole.
    if (selection.end.line, selection.end.character) > (whole.end.line, whole.end.character):
        whole = types.Range(whole.start, selection.end)
    return types.DocumentSymbol(" ".join(name.split()) or "…", kind, whole, selection)


def folds_of(checked: Checked) -> list[types.FoldingRange]:
    """Each section folds to its heading."""
    if checked.outline is None:
        return []
    folds = []
    for section in checked.outline.root.walk():
        if section.heading.empty:
            continue
        start = range_of(checked, section.heading).start.line
        end = range_of(checked, _trimmed(checked, section.span)).end.line
        if end > start:
            folds.append(types.FoldingRange(start, end, kind=types.FoldingRangeKind.Region))
    return folds


def _trimmed(checked: Checked, span: Span) -> Span:
    assert checked.document is not None
    words = span.of(checked.document.text)
    return Span(span.start, span.start + len(words.rstrip()))
