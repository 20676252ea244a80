"""Which blocks are headings, and how they nest."""

from collections.abc import Iterable
from typing import NamedTuple

from zhupi.model.document import Block, Document
from zhupi.model.outline import Marker
from zhupi.model.span import Span
from zhupi.numbering.markers import STYLES, heading_marker
from zhupi.outline.sentences import first_sentence
from zhupi.patterns import late

_LONGEST_HEADING = 60
_END_MARKS = "。！？；：，、!?;:,"
_MOST_TITLE_LINES = 3
_LONGEST_TITLE_LINE = 60


# What the main parts of a report are called where they bear no number: 存在的主要问题, 今后打算.
_PART_NAMES = (
    "工作|任务|情况|成效|成绩|做法|亮点|问题|不足|差距|短板|原因|根源|打算|设想|思路|计划|规划|措施|举措|"
    "对策|建议|安排|努力方向|体会|启示|概况|现状|目标|要求|保障"
)
_PART = late(
    rf"[^\W\d_、][^\W_]{{0,13}}?(?:{_PART_NAMES})(?:[及与和、][^\W_]{{0,6}}(?:{_PART_NAMES}))?"
)
_LEAST_PARTS = 2
# The parts of a report are numbered 一、 and what is below them （一）.
_MAIN_DEPTH = STYLES["han"].depth

# A date, a document number, “时间：…”, “姓名：…”.
_NO_TITLE = late(r"^[（(]?\d{4}年[^一-龥]?\d{1,2}月\d{1,2}日|〔\d{4}〕|^.{1,6}[：:]")


# What stands above the title: number, signer, secrecy, urgency, the red head (GB/T 9704-2012, 7.2).
_LETTERHEAD = late(
    r"[一-鿿]{1,12}[〔\[［（(【]\d{2,4}[〕\]］）)】]第?\d{1,4}号.{0,30}"
    r"|签发人[：:].{1,20}|\d{6}|(?:绝密|机密|秘密|特急|加急|特提|平急).{0,10}|.{4,20}文件"
)


def is_letterhead(line: str) -> bool:
    """Whether a line belongs to the head of an official document, above its title."""
    return bool(_LETTERHEAD.fullmatch(line)) and not any(stop in line for stop in "。；！？")


class Heading(NamedTuple):
    """A block that opens a section.

    ``level`` is what the format says (0 when it says nothing), ``marker`` the number. ``span`` is
    number and title; where the block runs on after its first sentence, it is that sentence.
    """

    block: int
    level: int
    marker: Marker | None
    span: Span
    title: str

    @property
    def depth(self) -> int:
        """The depth of its number in the official order; 0 without one."""
        return STYLES[self.marker.style].depth if self.marker else 0


def heading_of(document: Document, index: int) -> Heading | None:
    """The heading that a block of the body is; None for all others."""
    block = document.blocks[index]
    text = document.text
    # A label of the format ends where it ends, also before a text that begins with a digit.
    first, last = block.span
    numbered = Span(first, first + len(block.label)) if block.label else block.span
    marker = heading_marker(text, numbered)
    level = block.level if block.kind == "heading" else 0
    if not level and not marker:
        return None
    start = marker.span.end if marker else first
    span = Span(first, _end_of_title(text, start, last))
    title = text[start : span.end].strip().rstrip(_END_MARKS)
    return Heading(index, level, marker, span, title)


def named_parts(document: Document, body: list[int], headings: Iterable[Heading]) -> list[Heading]:
    """The lines that name parts of a report, where no heading has a number or is one by format.

    One right below another is no heading: it would have nothing under it.
    """
    if any(each.level or 0 < each.depth <= _MAIN_DEPTH for each in headings):
        return []
    found: list[int] = []
    before = -1
    for index in body:
        block = document.blocks[index]
        line = document.prose(block).strip()
        if not line:
            continue
        if before not in found[-1:] and block.kind == "paragraph" and _PART.fullmatch(line):
            found.append(index)
        before = index
    if len(found) < _LEAST_PARTS:
        return []
    spans = [(index, document.blocks[index].span) for index in found]
    return [Heading(index, 1, None, span, span.of(document.text).strip()) for index, span in spans]


def title_lines(document: Document, body: list[int]) -> list[int]:
    """The indices of the blocks that are the document's title, among those of running text.

    What the format calls the title, or its only highest heading; else the short lines at its head
    that are no sentences.
    """
    named = [i for i in body if document.blocks[i].kind == "title"]
    if named:
        return _with_subtitle(document, body, named[:_MOST_TITLE_LINES])
    highest = [i for i in body if document.blocks[i].level == 1]
    if len(highest) == 1 and _is_title_line(document, document.blocks[highest[0]], first=True):
        return _with_subtitle(document, body, highest)
    lines: list[int] = []
    for index in body:
        block = document.blocks[index]
        letterhead = not lines and is_letterhead(document.prose(block).strip())
        if block.span.empty or letterhead:
            continue
        if not _is_title_line(document, block, first=not lines):
            break
        lines.append(index)
        if len(lines) == _MOST_TITLE_LINES:
            break
    return lines


def _with_subtitle(document: Document, body: list[int], title: list[int]) -> list[int]:
    """The title with the line below it that begins with a dash: ——关于茶产业的调研报告."""
    below = (
        index
        for index in body
        if index > title[-1] and document.prose(document.blocks[index]).strip()
    )
    index = next(below, None)
    if index is None or not document.prose(document.blocks[index]).strip().startswith("—"):
        return title
    return [*title, index]


def closes(heading: Heading, opened: Heading) -> bool:
    """Whether a heading ends the section that ``opened`` began."""
    if heading.level and opened.level:
        return opened.level >= heading.level
    if heading.marker and opened.marker:
        if heading.marker.style == opened.marker.style:
            return True
        return opened.depth > heading.depth
    # A heading that the format knows outranks a paragraph that is merely numbered.
    return bool(heading.level)


def _is_title_line(document: Document, block: Block, *, first: bool) -> bool:
    line = document.prose(block).strip()
    if block.kind == "title":
        return True
    if block.kind == "heading" and not (first and block.level == 1):
        return False
    if block.kind == "item":
        return False
    numbered = heading_marker(document.text, block.span) is not None
    short = 0 < len(line) <= _LONGEST_TITLE_LINE and line[-1:] not in _END_MARKS
    return short and not numbered and not _NO_TITLE.search(line)


def _end_of_title(text: str, start: int, end: int) -> int:
    """A heading that runs on into its text ends at its first full stop."""
    sentence = first_sentence(text, Span(start, end))
    return sentence.end if sentence.end < end or end - start > _LONGEST_HEADING else end
