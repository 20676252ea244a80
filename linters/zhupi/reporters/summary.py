"""Figures that every output format gives."""

from collections.abc import Sequence
from typing import NamedTuple

from zhupi.lang import Lang, Text
from zhupi.model.document import Story
from zhupi.model.finding import Finding, Severity
from zhupi.model.fix import Safety
from zhupi.model.report import FileReport


class Summary(NamedTuple):
    """How many files, findings of each severity, and findings with a safe fix."""

    files: int
    error: int
    warning: int
    info: int
    fixable: int


def summarise(reports: Sequence[FileReport]) -> Summary:
    """The figures of several reports."""
    findings = [finding for report in reports for finding in report.findings]
    return Summary(
        files=len(reports),
        error=_count(findings, Severity.ERROR),
        warning=_count(findings, Severity.WARNING),
        info=_count(findings, Severity.INFO),
        fixable=sum(1 for each in findings if each.fix and each.fix.safety is Safety.SAFE),
    )


_STORIES: dict[Story, Text] = {
    "header": Text("页眉", "header"),
    "footer": Text("页脚", "footer"),
    "footnote": Text("脚注", "footnote"),
    "endnote": Text("尾注", "endnote"),
    "textbox": Text("文本框", "text box"),
    "comment": Text("批注", "comment"),
    "link": Text("链接地址", "link target"),
    "alt-text": Text("图片替代文字", "alternative text"),
    "qr-code": Text("二维码", "QR code"),
    "property": Text("文档属性", "document property"),
}


def section_path(report: FileReport, offset: int, lang: Lang = "zh") -> str:
    """The headings and the item under which a place stands, outermost first.

    What stands beside the body is called by its name: a header, a footnote.
    """
    text = report.document.text
    block = report.document.block_at(offset)
    if block and block.story != "body":
        return _STORIES[block.story].say(lang)
    return " › ".join(span.of(text).strip() for span in report.outline.path(offset))


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(1 for finding in findings if finding.severity is severity)
