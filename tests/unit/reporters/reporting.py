"""Results of texts, and what a reporter makes of them."""

from collections.abc import Iterable
from pathlib import Path

from zhupi import Ruleset, read
from zhupi.engine.linting import report_on
from zhupi.engine.locating import result_of
from zhupi.model.finding import Finding, Severity
from zhupi.model.fix import Safety
from zhupi.model.lines import Position
from zhupi.model.report import FileReport
from zhupi.model.result import (
    Correction,
    Excerpt,
    Extent,
    Located,
    RelatedPlace,
    Replacement,
    Result,
    Showing,
)
from zhupi.model.span import Span
from zhupi.outline.building import build_outline
from zhupi.reporters import REPORTERS, Style

SCHEMAS = Path(__file__).parent / "schemas"
HOSTILE = "述职 报告,100%:#1?|`<b>&\"'\\ 😀𠮷\udcff\ud800.md"
"""A file name with all that has a meaning somewhere, and two halves of characters."""
NASTY = "=1+1 %,:|`<i>&\"' @who #12 $x$ \x00\x1b\x85\ufffe\u2028\r\n\ttail 😀𠮷\udc00 ]]> -->"
"""Words of a document that do."""


def result_for(raw: bytes | str, name: str, ruleset: Ruleset, **showing) -> Result:
    """The result of a file; it keeps its text."""
    raw = raw.encode() if isinstance(raw, str) else raw
    return result_of(report_on(read(raw, name), ruleset), Showing(**{"page": True, **showing}))


def result_with(raw: bytes, name: str, spans: Iterable[tuple[int, int]]) -> Result:
    """The result of a file in which something is found at these spans of its text."""
    document = read(raw, name)
    findings = tuple(Finding("a/b", Severity.ERROR, Span(*span), "错了") for span in spans)
    return result_of(FileReport(document, build_outline(document), findings), Showing())


def extent(line: int, column: int, end_line: int, end_column: int) -> Extent:
    """A place; its byte columns are those of Chinese characters."""
    columns = (3 * column - 2, 3 * end_column - 2)
    return Extent(Position(line, column), Position(end_line, end_column), columns)


def found(rule: str = "typo/word", **more) -> Located:
    """A finding; ``more`` are fields of it or of its place."""
    finding = Finding(rule, Severity.ERROR, Span(0, 2), "“部暑”应为“部署”")
    located = Located(
        finding, extent(3, 2, 3, 4), "部暑", ("二、问题",), Excerpt("", 0, 0, False, False), None, (), None
    )  # fmt: skip
    names = set(Finding._fields) - set(Located._fields)
    own = {name: value for name, value in more.items() if name in names}
    rest = {name: value for name, value in more.items() if name not in own}
    return located._replace(finding=finding._replace(**own), **rest)


def corrected(*texts: str, safety: Safety = Safety.SAFE) -> Located:
    """A finding with a fix of so many edits."""
    edits = tuple(
        Replacement(extent(3, 2 + 3 * n, 3, 4 + 3 * n), text) for n, text in enumerate(texts)
    )
    return found(correction=Correction(safety, edits))


def result(*located: Located, path: str = "报告.txt", **more) -> Result:
    """A result with these findings."""
    return Result(path, more.pop("format", "text"), located, **more)


def unreadable(path: str = "坏.docx") -> Result:
    """The result of a file that cannot be read."""
    place = Extent(Position(1, 1), Position(1, 1), (1, 1))
    why = found("zhupi/unreadable", message="不是 Word 文件", extent=place, quote="", where=())
    return result(why, path=path, format="docx", failure="读不了")


def mixed() -> list[Result]:
    """Results of every kind, with names and words that mean something to some format."""
    related = (
        RelatedPlace(extent(1, 1, 1, 3), NASTY),
        RelatedPlace(extent(2, 1, 2, 2), "那里", HOSTILE),
    )
    return [
        result(path="好 报告.txt", notes=("按 GB18030 读",), genres=("述职报告",), characters=1200),
        result(
            found(),
            found(message=NASTY, quote=NASTY, where=(NASTY, "x"), severity=Severity.WARNING),
            found("a/b/c", severity=Severity.INFO, extent=extent(2, 1, 4, 1), related=related, confidence=0.5),
            corrected("部署"),
            corrected("部署", "淡薄", safety=Safety.UNSAFE),
            path=HOSTILE,
            format="markdown",
        ),
        result(
            found(suggestions=("部署",), place={"part": "word/document.xml", "run": 1}),
            corrected("部署"),
            path="./子 目录/报告.docx",
            format="docx",
        ),
        unreadable(),
    ]  # fmt: skip


def written_raw(format: str, results: Iterable[Result], **style) -> bytes:
    """What a reporter writes, encoded as the program does."""
    pieces = REPORTERS[format].report(results, Style(**style))
    return b"".join(
        piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace") for piece in pieces
    )


def written(format: str, results: Iterable[Result], **style) -> str:
    """What a reporter writes."""
    return written_raw(format, results, **style).decode()
