"""Linting one document: pure functions from document and rules to findings."""

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhupi.checks import Accountable, Match, Subject
from zhupi.checks.suppression import SuppressionCheck
from zhupi.clock import GATE, GENRES, JUDGING, OUTLINE, STOPPED, Clock
from zhupi.engine.gating import open_rules
from zhupi.engine.suppression import suppress
from zhupi.engine.words import is_chinese, surest, without_allowed
from zhupi.errors import BadRule, UnreadableFile
from zhupi.formats import read, settle
from zhupi.lang import Lang, Text
from zhupi.model.document import Document
from zhupi.model.finding import Finding, Related
from zhupi.model.identity import forget
from zhupi.model.outline import Outline
from zhupi.model.report import FileReport
from zhupi.model.span import Span
from zhupi.model.suppression import Suppression
from zhupi.outline.building import build_outline
from zhupi.outline.genre import Reading
from zhupi.outline.reading import read_genre
from zhupi.outline.recognition import choose_genres
from zhupi.patterns import PatternTimeout
from zhupi.rulepacks import Rule, Ruleset
from zhupi.rulepacks.decoding import suggest
from zhupi.rulepacks.rule import PLACEHOLDER


def lint(
    document: Document, ruleset: Ruleset, *, lang: Lang = "zh", genre: str = ""
) -> tuple[Finding, ...]:
    """The findings in a document, in the order of the text.

    ``genre`` names the genre of the document; without it the document's own ``genre`` property or
    its title decides. Raises UnreadableFile for a genre that there is not, and BadRule for a rule
    that fails on this document.
    """
    return report_on(document, ruleset, lang=lang, genre=genre).findings


def lint_bytes(
    raw: bytes, path: str, ruleset: Ruleset, *, lang: Lang = "zh"
) -> tuple[Finding, ...]:
    """The findings in a file's bytes; ``path`` tells the format and is not opened."""
    return lint(read(raw, path), ruleset, lang=lang)


def report_on(  # noqa: PLR0913 (all but the first two are named)
    document: Document,
    ruleset: Ruleset,
    *,
    lang: Lang = "zh",
    genre: str = "",
    accepted: Sequence[Suppression] = (),
    clock: Clock = STOPPED,
) -> FileReport:
    """The findings in a document with its outline; ``accepted`` are not reported."""
    outline = build_outline(document)
    clock.lap(OUTLINE)
    readings = read_genres(document, outline, ruleset, genre)
    clock.lap(GENRES)
    found = list(_found(_Understood(document, outline, readings), ruleset, lang, clock))
    if any(rule.traits.about_words for rule, _ in found):
        found = surest(list(without_allowed(found, document, ruleset.allowed)))
    left = suppress(document, tuple(_uncovered(found)), ruleset, accepted)
    told = (
        _finding(rule, match, document, lang)
        for fault, match in left.matches
        for rule in ruleset.rules
        if rule.enabled and isinstance(rule.check, SuppressionCheck) and rule.check.fault == fault
    )
    findings = sorted(
        (_as_graded(finding, ruleset) for finding in (*left.findings, *told)),
        key=lambda each: (each.span, each.rule),
    )
    titles = tuple(reading.genre.title for reading in readings.values())
    clock.lap(JUDGING)
    return FileReport(document, outline, tuple(findings), titles, left.used, left.beyond)


class _Understood(NamedTuple):
    """A document, and what it is seen to be."""

    document: Document
    outline: Outline
    readings: dict[str, Reading]


def _found(
    seen: _Understood, ruleset: Ruleset, lang: Lang, clock: Clock
) -> Iterator[tuple[Rule, Finding]]:
    """What all rules find that may find anything in the text."""
    rules = open_rules(ruleset, seen.document.text, seen.readings)
    clock.lap(GATE)
    for rule in rules:
        subject = Subject(seen.document, seen.outline, _reading_of(rule, seen.readings))
        for finding in _run(rule, subject, lang):
            if not rule.chinese_only or is_chinese(seen.document.text, finding.span):
                yield rule, finding
        clock.lap(rule.name)
    forget()  # other forms of the text


def _as_graded(finding: Finding, ruleset: Ruleset) -> Finding:
    """The finding with the severity that somebody gave to its rule."""
    return finding._replace(severity=ruleset.severities.get(finding.rule, finding.severity))


def account_for(document: Document, rule: Rule, span: Span) -> Iterator[Text]:
    """How a rule came to its judgement of a place, a line each; nothing if it cannot say."""
    if isinstance(rule.check, Accountable):
        yield from rule.check.account(Subject(document, build_outline(document)), span)


def _reading_of(rule: Rule, readings: dict[str, Reading]) -> Reading | None:
    return readings[rule.genre.name] if rule.genre else None


def read_genres(
    document: Document, outline: Outline, ruleset: Ruleset, genre: str = ""
) -> dict[str, Reading]:
    """What each genre that the document is of makes of it, by name.

    ``genre``, else the document's own property, else its title decides. Raises UnreadableFile for a
    genre that there is not.
    """
    chosen = genre or document.properties.get("genre", "")
    if chosen and chosen not in ruleset.genres:
        raise UnreadableFile(
            document.path,
            Text(f"没有文种“{chosen}”", f"there is no genre “{chosen}”"),
            suggest(chosen, list(ruleset.genres)),
        )
    names = [chosen] if chosen else choose_genres(document, outline, ruleset.genres)
    return {name: read_genre(document, outline, ruleset.genres[name]) for name in names}


def _run(rule: Rule, subject: Subject, lang: Lang) -> Iterator[Finding]:
    try:
        for match in rule.check.find(subject):
            yield _finding(rule, match, subject.document, lang)
    except PatternTimeout:
        raise BadRule(
            rule.where,
            Text(
                f"规则 {rule.name} 的正则在 {subject.document.path} 上运行过久",
                f"the pattern of {rule.name} runs too long on {subject.document.path}",
            ),
            Text("避免嵌套的重复，如 (a+)+", "avoid nested repeats such as (a+)+"),
        ) from None
    except Exception as error:
        error.add_note(f"rule {rule.name} ({rule.where}) on {subject.document.path}")
        raise


def _finding(rule: Rule, match: Match, document: Document, lang: Lang) -> Finding:
    fields = {
        key: value.say(lang) if isinstance(value, Text) else value
        for key, value in match.fields.items()
    }
    message = PLACEHOLDER.sub(lambda name: fields[name.group(1)], rule.message.say(lang))
    related = tuple(Related(hint.span, hint.message.say(lang)) for hint in match.hints)
    fix = settle(document, match.fix) if match.fix else None
    return Finding(
        rule.name,
        rule.severity,
        match.span,
        message,
        related,
        fix,
        match.confidence,
        match.suggestions,
    )


def _uncovered(found: list[tuple[Rule, Finding]]) -> Iterator[Finding]:
    """Findings that do not lie inside one of a rule that covers others."""
    covering = sorted(finding.span for rule, finding in found if rule.covers)
    for rule, finding in found:
        before = bisect_right(covering, (finding.span.start, sys.maxsize))
        inside = before > 0 and covering[before - 1].contains(finding.span)
        if rule.covers or not inside:
            yield finding
