"""Applying fixes: the one function for the command line, the editor and the tests."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from zhupi.engine.linting import lint
from zhupi.errors import UnreadableFile
from zhupi.formats import read, text_origin
from zhupi.lang import Text
from zhupi.model.document import Document
from zhupi.model.finding import Finding
from zhupi.model.fix import Edit, Safety
from zhupi.rulepacks import Ruleset

MOST_PASSES = 10
_WRITERS = {"text": text_origin.write, "markdown": text_origin.write}


def fix_bytes(raw: bytes, path: str, ruleset: Ruleset, least: Safety = Safety.SAFE) -> bytes:
    """The file after all fixes of at least that safety, applied until nothing changes.

    Raises UnreadableFile for a format that cannot be written.
    """
    for _ in range(MOST_PASSES):
        document = read(raw, path)
        edits = choose_edits(document, lint(document, ruleset), least)
        fixed = _write(document, edits)
        if fixed == raw:
            break
        raw = fixed
    return raw


def choose_edits(document: Document, findings: Iterable[Finding], least: Safety) -> list[Edit]:
    """The edits of whole fixes, in the order of the findings, no two of which touch.

    Of two fixes that touch, the one of the earlier finding is made; the other waits for the next
    pass. Text that stands in no place of the file is never edited.
    """
    chosen: list[Edit] = []
    for finding in findings:
        fix = finding.fix
        if fix and fix.safety >= least and all(_possible(document, e, chosen) for e in fix.edits):
            for edit in fix.edits:
                insort(chosen, edit)
    return chosen


def _possible(document: Document, edit: Edit, chosen: list[Edit]) -> bool:
    """Whether an edit changes text of the file, and touches no edit chosen before."""
    here = bisect_left(chosen, edit)
    neighbours = chosen[max(0, here - 1) : here + 1]
    apart = all(
        other.span.end < edit.span.start or edit.span.end < other.span.start for other in neighbours
    )
    return apart and not document.is_synthetic(edit.span)


def _write(document: Document, edits: list[Edit]) -> bytes:
    writer = _WRITERS.get(document.format)
    if writer is None:
        raise UnreadableFile(
            document.path,
            Text("这种格式目前只检查、不改写", "this format is checked but not written"),
            Text("按检查结果在 Word 或 WPS 中修改", "make the corrections in Word or WPS"),
        )
    return writer(document, edits)
