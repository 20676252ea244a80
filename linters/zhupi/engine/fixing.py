"""Applying fixes: the one function for the command line, the editor and the tests."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from typing import NamedTuple

from zhupi.engine.linting import report_on
from zhupi.errors import UnreadableFile
from zhupi.formats import Manner, ReadOptions, read, text_origin
from zhupi.lang import Lang, Text
from zhupi.model.document import Document
from zhupi.model.finding import Finding
from zhupi.model.fix import Edit, Fix, Safety, apply_edits
from zhupi.model.report import FileReport
from zhupi.model.span import Span
from zhupi.model.suppression import Suppression
from zhupi.rulepacks import Ruleset

MOST_PASSES = 10


class Fixed(NamedTuple):
    """A file after its fixes, with the number of those made and of those that could not be."""

    raw: bytes
    made: int = 0
    refused: int = 0


class Terms(NamedTuple):
    """What fixes are made of: the rules, the least safety, the genre; and how Word is written.

    ``accepted`` findings stay as they are.
    """

    ruleset: Ruleset
    least: Safety = Safety.SAFE
    genre: str = ""
    manner: Manner = Manner()
    reading: ReadOptions = ReadOptions()
    accepted: tuple[Suppression, ...] = ()

    def report(self, document: Document, lang: Lang = "zh") -> FileReport:
        """What is wrong in a document by these terms."""
        accepted = self.accepted
        return report_on(document, self.ruleset, lang=lang, genre=self.genre, accepted=accepted)


def fix_bytes(raw: bytes, path: str, ruleset: Ruleset, least: Safety = Safety.SAFE) -> bytes:
    """The file after all fixes of at least that safety, applied until nothing changes.

    Raises UnreadableFile for a file that cannot be read or written.
    """
    return fix_file(raw, path, Terms(ruleset, least)).raw


def fix_file(raw: bytes, path: str, terms: Terms) -> Fixed:
    """The same, with what was done; what is written is read back and compared.

    In Word files edits are tracked changes, unless the manner says otherwise.
    """
    made = refused = 0
    document = read(raw, path, terms.reading)
    for _ in range(MOST_PASSES):
        fixes = choose_fixes(document, terms.report(document).findings, terms.least)
        fixed = _WRITERS[document.format](raw, document, fixes, terms)
        refused = fixed.refused
        if fixed.raw == raw:
            break
        try:
            document = read(fixed.raw, path, terms.reading)
        except UnreadableFile:
            # All of it was an advertisement: what to do with the file is for its owner to say.
            refused += fixed.made
            break
        made += fixed.made
        raw = fixed.raw
    return Fixed(raw, made, refused)


def choose_fixes(document: Document, findings: Iterable[Finding], least: Safety) -> list[Fix]:
    """The fixes that are made, in the order of the findings; no two edits of them touch.

    Of two fixes that touch, the one of the earlier finding is made; the other waits for the next
    pass. Text that stands in no place of the file is never edited.
    """
    chosen: list[Fix] = []
    edits: list[Edit] = []
    for finding in findings:
        fix = finding.fix
        if fix and fix.safety >= least and all(_possible(document, e, edits) for e in fix.edits):
            chosen.append(fix)
            for edit in fix.edits:
                insort(edits, edit)
    return chosen


def edits_of(fixes: Iterable[Fix]) -> list[Edit]:
    """All edits of fixes, in the order of the text."""
    return sorted(edit for fix in fixes for edit in fix.edits)


def _possible(document: Document, edit: Edit, chosen: list[Edit]) -> bool:
    """Whether an edit changes text of the file, and touches no edit chosen before."""
    here = bisect_left(chosen, edit)
    neighbours = chosen[max(0, here - 1) : here + 1]
    apart = all(_are_apart(edit.span, other.span) for other in neighbours)
    return apart and not document.is_synthetic(edit.span)


def _are_apart(one: Span, other: Span) -> bool:
    """Whether it is clear which of two edits comes first: replacements may be side by side."""
    if one.empty or other.empty:
        return one.end < other.start or other.end < one.start
    return one.end <= other.start or other.end <= one.start


def _write_text(_raw: bytes, document: Document, fixes: list[Fix], _terms: Terms) -> Fixed:
    return Fixed(text_origin.write(document, edits_of(fixes)), len(fixes))


def _write_word(raw: bytes, document: Document, fixes: list[Fix], terms: Terms) -> Fixed:
    from zhupi.formats.docx.writing import Orders, write  # lxml is slow to import

    if not fixes:
        return Fixed(raw)
    orders = Orders(tuple(fixes), (), terms.manner)
    written = write(raw, document, orders, terms.reading)
    made = [fix for fix in fixes if fix not in written.refused]
    compare(written.raw, document, edits_of(made), terms.reading)
    return Fixed(written.raw, len(made), len(written.refused))


def compare(raw: bytes, old: Document, edits: Iterable[Edit], reading: ReadOptions) -> None:
    """Raise UnreadableFile when a written file does not say what the edits make of the old text.

    The lines are compared that say something: of deleted paragraphs an empty one may be left, and
    comments are no part of the text.
    """
    comments = [Edit(block.span, "") for block in old.blocks if block.story == "comment"]
    expected = apply_edits(old.text, [*edits, *comments])
    try:
        said = _said(read(raw, old.path, reading))
    except UnreadableFile:
        said = []
    if said != [line for line in expected.split("\n") if line.strip()]:
        raise UnreadableFile(
            old.path,
            Text("写好后核对不一致，没有改动原文件", "the result does not read back: not written"),
            Text("请反馈这个文件；可先按检查结果手工修改", "report this file; correct it by hand"),
        )


def _said(document: Document) -> list[str]:
    lines = (document.prose(block) for block in document.blocks if block.story != "comment")
    return [line for line in lines if line.strip()]


_WRITERS: dict[str, Callable[[bytes, Document, list[Fix], Terms], Fixed]] = {
    "text": _write_text,
    "markdown": _write_text,
    "docx": _write_word,
}
