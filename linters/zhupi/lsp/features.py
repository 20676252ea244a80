"""What is asked of an open document: actions, hover, symbols, folds, completion."""

from enum import Enum
from pathlib import Path

from lsprotocol import types

from zhupi.errors import UserError
from zhupi.lsp import names
from zhupi.lsp.actions import Actions, wants
from zhupi.lsp.checked import Checked, is_document
from zhupi.lsp.diagnostics import range_of
from zhupi.lsp.host import ZhupiServer
from zhupi.lsp.hover import finding_page
from zhupi.lsp.outlines import folds_of, symbols_of
from zhupi.lsp.rule_files import kind_of, proposals
from zhupi.lsp.units import Ruler


def add_features(server: ZhupiServer) -> None:
    """What is asked of an open document."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, names.FIX_ALL]),
    )
    async def actions(ls: ZhupiServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        return await _actions(ls, params)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(ls: ZhupiServer, params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        if not is_document(ls.path_of(uri)):
            return None
        return _hover(ls, await ls.checked(uri), params.position)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(
        ls: ZhupiServer, params: types.DocumentSymbolParams
    ) -> list[types.DocumentSymbol]:
        uri = params.text_document.uri
        return symbols_of(await ls.checked(uri)) if is_document(ls.path_of(uri)) else []

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def folds(ls: ZhupiServer, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        uri = params.text_document.uri
        return folds_of(await ls.checked(uri)) if is_document(ls.path_of(uri)) else []

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[":", " ", '"', "="]),
    )
    async def complete(
        ls: ZhupiServer, params: types.CompletionParams
    ) -> list[types.CompletionItem]:
        return await _completions(ls, params.text_document.uri, params.position)


async def _actions(ls: ZhupiServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    if not is_document(ls.path_of(uri)):
        return []
    checked = await ls.checked(uri)
    actions = Actions(checked, uri, ls.worker.lang)
    only = [each.value if isinstance(each, Enum) else each for each in params.context.only or ()]
    made = actions.at(params.range, only)
    if only and wants(only, names.FIX_ALL) and checked.document:
        # On saving: also what a correction uncovers, as on the command line.
        made += actions.all_corrections(await ls.worker.fixed(checked.path, checked.ruler.text))
    return made


def _hover(ls: ZhupiServer, checked: Checked, position: types.Position) -> types.Hover | None:
    rules = checked.rules
    here = (position.line, position.character)
    pages, extent = [], None
    for finding in checked.findings:
        range_ = range_of(checked, finding.span)
        start = (range_.start.line, range_.start.character)
        if start <= here <= (range_.end.line, range_.end.character):
            pages.append(finding_page(finding, rules.get(finding.rule), ls.worker.lang))
            extent = extent or range_
    if not pages:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(pages))
    return types.Hover(content, extent)


async def _completions(
    ls: ZhupiServer, uri: str, position: types.Position
) -> list[types.CompletionItem]:
    path = ls.path_of(uri)
    if not kind_of(path):
        return []
    text = ls.text_of(uri) or ""
    offset = Ruler(text, ls.worker.encoding).offset(position)
    try:
        ruleset = await ls.worker.ruleset(str(Path(path).parent / "untitled.md"))
    except UserError:
        return []  # the configuration is being written: its faults are diagnostics
    return [
        types.CompletionItem(
            each.words,
            kind=types.CompletionItemKind.Property
            if each.is_key
            else types.CompletionItemKind.Value,
            documentation=each.about or None,
        )
        for each in proposals(path, text, offset, ruleset)
    ]
