"""Remarks written into a Word file: a comment at each finding, certain fixes as tracked changes."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from zhupi.engine.fixing import Terms, choose_fixes, compare, edits_of
from zhupi.errors import UnreadableFile
from zhupi.formats import read
from zhupi.lang import Lang, Text, counted
from zhupi.model.document import STORY_NAMES, Document
from zhupi.model.finding import SEVERITY_NAMES, Finding, Severity
from zhupi.model.fix import Fix
from zhupi.model.span import Span

MOST_COMMENTS = 500
"""Word does not open a file with more than 32,767; nobody reads five hundred."""
_LONGEST_QUOTE = 30


class Annotated(NamedTuple):
    """The Word file with remarks, and the findings.

    So many of them have a comment, so many fixes are tracked, and so many could not be.
    """

    raw: bytes
    findings: tuple[Finding, ...]
    told: int
    tracked: int
    refused: int


def annotate(raw: bytes, path: str, terms: Terms, lang: Lang = "zh") -> Annotated:
    """The file with a comment at each finding and a summary at the head.

    What is wrong in headers, notes and boxes is told at the paragraph they hang on, or at the
    first. Raises UnreadableFile for what is no Word file, or cannot be written.
    """
    document = read(raw, path, terms.reading)
    if document.format != "docx":
        raise UnreadableFile(
            path,
            Text("批注只能写进 Word 文件", "remarks can be written into Word files only"),
            Text("Markdown 和文本用 zhupi check 查看结果", "use zhupi check for Markdown and text"),
        )
    from zhupi.formats.docx.comments import Remark
    from zhupi.formats.docx.writing import Orders, write

    report = terms.report(document, lang)
    fixes = choose_fixes(document, report.findings, terms.least)
    tried = write(raw, document, Orders(tuple(fixes), (), terms.manner), terms.reading)
    made = tuple(fix for fix in fixes if fix not in tried.refused)
    told = sorted(report.findings, key=lambda finding: -finding.severity)[:MOST_COMMENTS]
    remarks = [
        Remark(finding.span, tuple(_paragraphs(document, finding, made, lang)))
        for finding in sorted(told, key=lambda finding: finding.span)
    ]
    head = next((block.span for block in document.body()), document.blocks[0].span)
    figures = _Figures(len(made), len(tried.refused), len(remarks))
    summary = Remark(head, tuple(_summary(report.findings, figures, lang)))
    orders = Orders(made, (summary, *remarks), terms.manner)
    written = write(raw, document, orders, terms.reading)
    compare(written.raw, document, edits_of(made), terms.reading)
    return Annotated(written.raw, report.findings, len(remarks), len(made), len(tried.refused))


def _paragraphs(
    document: Document, finding: Finding, made: tuple[Fix, ...], lang: Lang
) -> Iterator[str]:
    """What a comment says: where, what, what to write instead, by which rule."""
    severity = SEVERITY_NAMES[finding.severity].say(lang)
    yield f"[{severity}] {_elsewhere(document, finding.span, lang)}{finding.message}"
    fix = finding.fix
    if fix in made:
        yield Text("已用修订标出改法。", "The correction is a tracked change.").say(lang)
    elif finding.suggestions:
        words = "、".join(finding.suggestions) if lang == "zh" else ", ".join(finding.suggestions)
        yield Text(f"建议：{words}", f"suggested: {words}").say(lang)
    elif fix and len(fix.edits) == 1 and fix.edits[0].text:
        words = fix.edits[0].text
        yield Text(f"建议：{words}", f"suggested: {words}").say(lang)
    yield Text(f"规则：{finding.rule}", f"rule: {finding.rule}").say(lang)


def _elsewhere(document: Document, span: Span, lang: Lang) -> str:
    """Where a finding stands that is not in the body, with its words."""
    block = document.block_at(span.start)
    if block is None or block.story == "body":
        return ""
    quote = span.of(document.text).replace("\n", " ")[:_LONGEST_QUOTE]
    where = STORY_NAMES[block.story]
    return Text(f"（{where.zh}：“{quote}”）", f"({where.en}: “{quote}”) ").say(lang)


class _Figures(NamedTuple):
    """How many corrections are tracked and could not be, and how many findings have a comment."""

    tracked: int
    refused: int
    told: int


def _summary(findings: tuple[Finding, ...], figures: _Figures, lang: Lang) -> Iterator[str]:
    """The comment at the head."""
    counts = Counter(finding.severity for finding in findings)
    error, warning, info = (counts[each] for each in sorted(Severity, reverse=True))
    yield Text(
        f"朱批检查结果：错误 {error}，警告 {warning}，提示 {info}。",
        f"Zhupi found {counted(error, 'error')}, {counted(warning, 'warning')}, "
        f"{counted(info, 'info')}.",
    ).say(lang)
    if figures.tracked:
        yield Text(
            f"其中 {figures.tracked} 处改法有把握，已用修订标出，可逐条接受或拒绝。",
            f"{figures.tracked} sure corrections are tracked changes, to accept or reject.",
        ).say(lang)
    if figures.refused:
        yield Text(
            f"另有 {figures.refused} 处在域、链接、已有修订等处，只批注、没有改。",
            f"{figures.refused} stand in fields, links or earlier revisions: commented only.",
        ).say(lang)
    if figures.told < len(findings):
        yield Text(
            f"问题较多，只批注了最要紧的 {figures.told} 处，其余见 zhupi check。",
            f"Only the {figures.told} gravest have a comment; zhupi check lists all.",
        ).say(lang)
    if not findings:
        yield Text("没有发现问题。", "Nothing was found.").say(lang)
