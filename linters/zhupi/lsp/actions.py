"""Code actions: corrections, “ignore here”, “add to my words”, and all sure corrections at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from lsprotocol import types

from zhupi.engine.fixing import choose_fixes
from zhupi.formats.source_map import minimal_edit
from zhupi.formats.text_origin import origin_of
from zhupi.lang import Lang, Text
from zhupi.lsp.checked import Checked
from zhupi.lsp.diagnostics import diagnostics_of
from zhupi.lsp.names import ADD_WORD, FIX_ALL, SUPPRESS
from zhupi.lsp.units import Ruler
from zhupi.model.finding import Finding
from zhupi.model.fix import Edit, Fix, Safety
from zhupi.model.span import Span

_LONGEST_WORD = 12
_SHOWN = 20


class Actions:
    """The actions for one document as it was checked."""

    def __init__(self, checked: Checked, uri: str, lang: Lang) -> None:
        self._checked = checked
        self._uri = uri
        self._rules = checked.rules
        self._lang = lang
        self._diagnostics = diagnostics_of(checked, uri)

    def at(self, extent: types.Range, only: Sequence[str]) -> list[types.CodeAction]:
        """The actions for the findings that a range touches; of these kinds only, if any."""
        actions: list[types.CodeAction] = []
        if not only or wants(only, types.CodeActionKind.QuickFix):
            for finding, diagnostic in zip(self._checked.findings, self._diagnostics, strict=False):
                if _touch(diagnostic.range, extent):
                    actions += self._for(finding, diagnostic)
        if not only:
            actions += self._fix_all()
        return actions

    def all_corrections(self, fixed: str) -> list[types.CodeAction]:
        """The action that makes of the text what all sure corrections make of it."""
        edits = list(differences(self._checked.ruler, fixed))
        return [self._fixing(edits)] if edits else []

    def _for(self, finding: Finding, diagnostic: types.Diagnostic) -> Iterator[types.CodeAction]:
        yield from self._corrections(finding, diagnostic)
        yield from self._word(finding, diagnostic)
        yield self._ignore(finding, diagnostic)

    def _corrections(
        self, finding: Finding, diagnostic: types.Diagnostic
    ) -> Iterator[types.CodeAction]:
        fix = finding.fix
        told: set[str] = set()
        if fix and fix.safety > Safety.SHOW and (edits := self._edits([fix])):
            told.add(fix.edits[0].text if len(fix.edits) == 1 else "")
            safe = fix.safety is Safety.SAFE
            yield self._quick_fix(self._title(fix), edits, diagnostic, preferred=safe)
        for words in finding.suggestions:
            edits = self._edits([Fix((Edit(finding.span, words),), Safety.UNSAFE)])
            if words not in told and edits:
                title = Text(f"改为“{words}”", f"write “{words}”").say(self._lang)
                yield self._quick_fix(title, edits, diagnostic, preferred=False)

    def _title(self, fix: Fix) -> str:
        words = fix.edits[0].text.strip()
        if len(fix.edits) > 1:
            return Text("改正", "correct it").say(self._lang)
        if not words:
            return Text("删去", "delete it").say(self._lang)
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        return Text(f"改为“{shown}”", f"write “{shown}”").say(self._lang)

    def _quick_fix(
        self,
        title: str,
        edits: list[types.TextEdit],
        diagnostic: types.Diagnostic,
        *,
        preferred: bool,
    ) -> types.CodeAction:
        return types.CodeAction(
            title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            is_preferred=preferred or None,
            edit=types.WorkspaceEdit(changes={self._uri: edits}),
        )

    def _word(self, finding: Finding, diagnostic: types.Diagnostic) -> Iterator[types.CodeAction]:
        document = self._checked.document
        rule = self._rules.get(finding.rule)
        word = finding.span.of(document.text) if document else ""
        if rule and rule.traits.about_words and 1 < len(word) <= _LONGEST_WORD:
            title = Text(f"把“{word}”加进词表", f"add “{word}” to my words").say(self._lang)
            command = types.Command(title, ADD_WORD, arguments=[self._uri, word])
            yield types.CodeAction(
                title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                command=command,
            )

    def _ignore(self, finding: Finding, diagnostic: types.Diagnostic) -> types.CodeAction:
        """A remark above the paragraph; where a file has none, an entry of the configuration."""
        title = Text(f"这里忽略 {finding.rule}", f"ignore {finding.rule} here").say(self._lang)
        action = types.CodeAction(
            title, kind=types.CodeActionKind.QuickFix, diagnostics=[diagnostic]
        )
        edit = self._remark(finding)
        if edit:
            action.edit = types.WorkspaceEdit(changes={self._uri: [edit]})
        else:
            document = self._checked.document
            quote = finding.span.of(document.text) if document else ""
            arguments = [self._uri, finding.rule, quote.split("\n")[0]]
            action.command = types.Command(title, SUPPRESS, arguments=arguments)
        return action

    def _remark(self, finding: Finding) -> types.TextEdit | None:
        document = self._checked.document
        if document is None or document.format != "markdown":
            return None
        block = document.block_at(finding.span.start)
        if block is None or block.kind == "cell" or block.story != "body":
            return None
        start = self._checked.lines(block.span).start
        text = self._checked.ruler.text
        line = text.rfind("\n", 0, start) + 1
        if text[line:start].strip("# \t"):
            return None  # in a list or a quotation: a line above would cut it
        words = Text(f"忽略 {finding.rule} 原因", f"ignore {finding.rule} reason").say(self._lang)
        prefix = Text("朱批：", "zhupi: ").say(self._lang)
        return types.TextEdit(self._checked.ruler.span(line, line), f"<!-- {prefix}{words} -->\n\n")

    def _fix_all(self) -> Iterator[types.CodeAction]:
        """All sure corrections that can be made at once."""
        document = self._checked.document
        if document is None:
            return
        edits = self._edits(choose_fixes(document, self._checked.findings, Safety.SAFE))
        if edits:
            yield self._fixing(edits)

    def _fixing(self, edits: list[types.TextEdit]) -> types.CodeAction:
        title = Text("改正全部有把握的问题", "make all sure corrections").say(self._lang)
        edit = types.WorkspaceEdit(changes={self._uri: edits})
        return types.CodeAction(title, kind=FIX_ALL, edit=edit)

    def _edits(self, fixes: Iterable[Fix]) -> list[types.TextEdit]:
        """The edits of fixes; none of a fix that cuts through markup, and none in Word files."""
        document = self._checked.document
        if document is None or document.format == "docx":
            return []
        mapped = origin_of(document).map
        made = []
        for fix in fixes:
            sources = [mapped.edit_source(edit) for edit in fix.edits]
            if all(sources):
                made += [
                    types.TextEdit(self._checked.ruler.span(*each.span), each.text)
                    for each in sources
                    if each
                ]
        return made


def wants(only: Sequence[str], kind: str) -> bool:
    """Whether a client that asks for these kinds asks for that one: kinds are paths with dots."""
    return any(kind == each or kind.startswith(f"{each}.") for each in only)


def differences(ruler: Ruler, new: str) -> Iterator[types.TextEdit]:
    """The edits that make another text, no larger than lines and what changed in them."""
    old = ruler.text
    before, after = _cut(old), _cut(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    starts = [0, *accumulate(map(len, before))]
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            span = Span(starts[first], starts[last])
            edit = minimal_edit(old, Edit(span, "".join(after[start:end])))
            yield types.TextEdit(ruler.span(*edit.span), edit.text)


def _cut(text: str) -> list[str]:
    """The lines of a text with their ends."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _touch(one: types.Range, other: types.Range) -> bool:
    return not (_before(one.end, other.start) or _before(other.end, one.start))


def _before(one: types.Position, other: types.Position) -> bool:
    return (one.line, one.character) < (other.line, other.character)
