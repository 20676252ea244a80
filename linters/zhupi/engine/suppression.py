"""Findings that somebody accepts: by a remark in the document, or by the configuration.

A remark names rules or packs, and may say why:

    <!-- 朱批：忽略 typo/word 引用原文 -->        the next paragraph; at its end, this one
    <!-- 朱批：关闭 typo -->  <!-- 朱批：开启 typo -->   all between
    <!-- 朱批：全文忽略 residue/to-fill 这是范本 -->    the whole document

In English: ``zhupi: ignore``, ``disable``, ``enable``, ``ignore-file``. In Word files a comment
says the same of the words that it is on. What no finding needs is itself a finding
(``suppression/unused``), so that remarks do not outlive their faults.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhupi.checks.base import Match
from zhupi.checks.suppression import SuppressionFault
from zhupi.errors import UnreadableFile
from zhupi.formats import locate
from zhupi.lang import Text
from zhupi.model.document import Directive, Document
from zhupi.model.finding import Finding
from zhupi.model.span import Span
from zhupi.model.suppression import Suppression
from zhupi.rulepacks import Rule, Ruleset
from zhupi.rulepacks.selection import Named, is_known, means, unknown_rule

_ACTIONS = {
    "忽略": "ignore",
    "关闭": "disable",
    "开启": "enable",
    "全文忽略": "ignore-file",
    **{name: name for name in ("ignore", "disable", "enable", "ignore-file")},
}
_SEPARATOR = re.compile(r"\s*[,，、]\s*")
_RULE = r"[A-Za-z][A-Za-z0-9/-]*"
_WORDS = re.compile(
    rf"(?P<action>{'|'.join(sorted(_ACTIONS, reverse=True))})\s*"
    rf"(?P<rules>{_RULE}(?:{_SEPARATOR.pattern}{_RULE})*)?\s*(?P<reason>.*)",
    re.DOTALL,
)


class Suppressing(NamedTuple):
    """What is left of the findings, what is said of remarks, and which entries were needed.

    ``beyond`` are the rules that compare documents, and where remarks accept what they will find.
    """

    findings: tuple[Finding, ...]
    matches: tuple[tuple[SuppressionFault, Match], ...] = ()
    used: tuple[int, ...] = ()
    beyond: tuple[tuple[str, Span], ...] = ()


class _Remark(NamedTuple):
    """A remark in the document: what it does, for which rules, why, and where."""

    action: str
    rules: tuple[str, ...]
    reason: str
    directive: Directive


class _Region(NamedTuple):
    """Where a rule or pack is suppressed, by the remark of that number.

    ``ends`` are the places at which rules are reported again, with their names: none means all.
    """

    rule: str
    span: Span
    number: int
    ends: tuple[tuple[int, tuple[str, ...]], ...] = ()

    def covers(self, rule: Rule, span: Span) -> bool:
        """Whether what a rule found there is accepted."""
        inside = means(self.rule, rule) and self.span.start <= span.start <= self.span.end
        return inside and not any(
            place <= span.start and (not names or any(means(name, rule) for name in names))
            for place, names in self.ends
        )


def suppress(
    document: Document,
    findings: Sequence[Finding],
    ruleset: Ruleset,
    entries: Sequence[Suppression] = (),
) -> Suppressing:
    """The findings that nobody accepts.

    Raises UnreadableFile for a remark that cannot be understood.
    """
    remarks = [_read(document, directive, ruleset) for directive in document.directives]
    if not remarks and not entries:
        return Suppressing(tuple(findings))
    regions = list(_regions(remarks, len(document.text)))
    rules = {rule.name: rule for rule in ruleset.rules}
    kept: list[Finding] = []
    needed: set[tuple[int, str]] = set()
    used: set[int] = set()
    for finding in findings:
        rule = rules[finding.rule]
        remarked = [each for each in regions if each.covers(rule, finding.span)]
        accepted = [each for each in entries if accepts(each, rule, finding.span, document.text)]
        needed.update((each.number, each.rule) for each in remarked)
        used.update(each.number for each in accepted)
        if not remarked and not accepted:
            kept.append(finding)
    matches = tuple(_matches(remarks, needed, ruleset))
    beyond = tuple(_beyond(regions, document, ruleset))
    return Suppressing(tuple(kept), matches, tuple(sorted(used)), beyond)


def _beyond(
    regions: Sequence[_Region], document: Document, ruleset: Ruleset
) -> Iterator[tuple[str, Span]]:
    for rule in ruleset.rules:
        if rule.traits.compares_documents:
            for block in document.blocks:
                if any(region.covers(rule, block.span) for region in regions):
                    yield rule.name, block.span


def _read(document: Document, directive: Directive, ruleset: Ruleset) -> _Remark:
    """What a remark says; raises UnreadableFile with its line."""
    words = directive.span.of(document.text)
    found = _WORDS.match(words)
    where = f"{document.path}:{locate(document, directive.span).start.line}"
    action = _ACTIONS.get(found.group("action")) if found else None
    if found is None or action is None:
        raise UnreadableFile(
            where,
            Text(f"看不懂“朱批：{words}”", f"not understood: “zhupi: {words}”"),
            Text(
                "写成“朱批：忽略 规则名 原因”；还可以写 关闭、开启、全文忽略",
                "write “zhupi: ignore RULE reason”, or disable, enable, ignore-file",
            ),
        )
    names = found.group("rules")
    rules = tuple(_SEPARATOR.split(names)) if names else ()
    if not rules and action != "enable":
        raise UnreadableFile(
            where,
            Text("没有写明忽略哪条规则", "it names no rule"),
            Text("写上规则名，如 typo/word", "name a rule, such as typo/word"),
        )
    for rule in rules:
        if not is_known(rule, ruleset):
            raise UnreadableFile(*unknown_rule(Named(rule, where), ruleset).args)
    return _Remark(action, rules, found.group("reason").strip(), directive)


def _regions(remarks: Sequence[_Remark], length: int) -> Iterator[_Region]:
    for number, remark in enumerate(remarks):
        at = remark.directive.at
        span = at if remark.action == "ignore" else Span(0, length)
        ends: tuple[tuple[int, tuple[str, ...]], ...] = ()
        if remark.action == "disable":
            span = Span(at.start, length)
            ends = tuple(
                (each.directive.at.start, each.rules)
                for each in remarks[number:]
                if each.action == "enable"
            )
        if remark.action != "enable":
            yield from (_Region(rule, span, number, ends) for rule in remark.rules)


def accepts(entry: Suppression, rule: Rule, span: Span, text: str) -> bool:
    """Whether an entry means the rule, and quotes the words of the finding or words around them."""
    if not means(entry.rule, rule):
        return False
    quote = entry.quote
    if not quote or quote in span.of(text):
        return True
    start = text.find(quote, max(0, span.end - len(quote)), span.start + len(quote))
    return start >= 0


def _matches(
    remarks: Sequence[_Remark], needed: set[tuple[int, str]], ruleset: Ruleset
) -> Iterator[tuple[SuppressionFault, Match]]:
    """What is wrong with remarks: that nothing needs them, or that they do not say why."""
    for number, remark in enumerate(remarks):
        span = remark.directive.span
        if remark.action == "enable":
            if not _ends_anything(remark, remarks[:number]):
                yield "unused", Match(span, {"rule": "、".join(remark.rules)})
            continue
        for rule in remark.rules:
            if (number, rule) not in needed and _has_run(rule, ruleset):
                yield "unused", Match(span, {"rule": rule})
        if not remark.reason:
            yield "no-reason", Match(span, {"rule": "、".join(remark.rules)})


def _ends_anything(remark: _Remark, before: Sequence[_Remark]) -> bool:
    """Whether a remark that switches rules on stands after one that switched some of them off."""
    off = [rule for each in before if each.action == "disable" for rule in each.rules]
    on = remark.rules or tuple(off)
    return any(
        f"{one}/".startswith(f"{two}/") or f"{two}/".startswith(f"{one}/")
        for one in on
        for two in off
    )


def _has_run(name: str, ruleset: Ruleset) -> bool:
    """Whether a rule of that name looked at the document; some look at many at once, later."""
    return any(means(name, rule) and not rule.traits.compares_documents for rule in ruleset.rules)
