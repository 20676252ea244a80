"""The frame of an official document: what stands around its text.

The elements are those of GB/T 9704-2012, 7.2 and 7.3: document number, title, addressee, the names
of attachments, signature, date, note.
"""

from functools import lru_cache
from typing import NamedTuple

from zhupi.model.document import Block, Document, is_running_text
from zhupi.model.identity import Same
from zhupi.model.outline import Outline
from zhupi.model.span import Span
from zhupi.numbering.markers import heading_marker, series_marker
from zhupi.outline.closing import DATE, may_be_name
from zhupi.outline.headings import is_letterhead
from zhupi.patterns import late

_LONGEST_ADDRESSEE = 160
# A sentence that leads on to the text ends in a colon, too, and addresses nobody.
_LEADS_ON = late(r"[如以]下|下列|现将|时间|地点|主题|议题|主持|出席|[。；！？]")
_ATTACHMENT_NAMES = late(r"附件?[ \t　]*(?:[：:]|\d{1,2}[：:.．])")
_ATTACHMENT_HEAD = late(r"附件[ \t　]*[\d一二三四五六七八九十]{0,3}[：:]?")
_NOTE = late(r"[（(].{0,8}(?:联系人|此件|联系电话|联系方式).*[）)]")
_COPIES = late(r"抄送|印发|分送|主题词")
_NO_SIGNATURE = late(r"[：:]|^附|^[（(]|特此|专此|此复|此致|敬礼|为盼|妥否|谢谢|抄送|##")
_LONGEST_TAIL = 15


class Frame(NamedTuple):
    """The elements that a document has; ``text`` are the blocks of its text, in order.

    ``attachments`` are the lines that name attachments, ``attached`` those that head them; ``tail``
    is all that stands after the text.
    """

    addressee: Span | None
    text: tuple[Block, ...]
    attachments: tuple[Span, ...]
    name: Span | None
    date: Span | None
    attached: tuple[Span, ...]
    tail: tuple[Block, ...]

    @property
    def start(self) -> Span:
        """Where the text begins."""
        first = self.text[0].span.start if self.text else 0
        return Span(first, first)

    @property
    def end(self) -> Span:
        """Where the text ends."""
        last = self.text[-1].span.end if self.text else 0
        return Span(last, last)

    @property
    def end_of_tail(self) -> Span:
        """After the last line below the text: where a signature and a date belong."""
        last = self.tail[-1].span.end if self.tail else self.end.end
        return Span(last, last)


def read_frame(document: Document, outline: Outline) -> Frame:
    """The frame of a document."""
    return _read_frame(Same(document), Same(outline))


@lru_cache(maxsize=1)
def _read_frame(one: Same[Document], other: Same[Outline]) -> Frame:
    document, outline = one.value, other.value
    end_of_title = max((span.end for span in outline.title), default=-1)
    body = [
        block
        for block in document.blocks
        if is_running_text(block)
        and block.span.start > end_of_title
        and document.prose(block).strip()
    ]
    addressee = _addressee(document, body)
    main, attached = _cut_attached(document, body)
    main = _cut_head(document, main, addressee)
    text, tail = _cut_tail(document, main)
    dates = [block.span for block in tail if DATE.fullmatch(_line(document, block))]
    names = [block.span for block in tail if _is_signature(document, block)]
    return Frame(
        addressee=addressee,
        text=tuple(text),
        attachments=tuple(block.span for block in tail if _names_attachment(document, block, tail)),
        name=next((span for span in names if span not in dates), None),
        date=dates[-1] if dates else None,
        attached=attached,
        tail=tuple(tail),
    )


def _addressee(document: Document, body: list[Block]) -> Span | None:
    """The first line of the body, where it ends in a colon and addresses somebody."""
    for block in body:
        line = _line(document, block)
        if line.endswith(("：", ":")):
            long = len(line) > _LONGEST_ADDRESSEE
            return (
                None
                if long or _is_numbered(document, block) or _LEADS_ON.search(line)
                else block.span
            )
        if not _stands_before_addressee(document, block):
            return None
    return None


def _stands_before_addressee(document: Document, block: Block) -> bool:
    """A document number, a date or a name under the title."""
    line = _line(document, block)
    return is_letterhead(line) or bool(DATE.fullmatch(line)) or may_be_name(document, block)


def _cut_head(document: Document, body: list[Block], addressee: Span | None) -> list[Block]:
    """The blocks after the addressee; without one, after the lines that may stand before it."""
    for index, block in enumerate(body):
        if addressee is not None:
            if block.span == addressee:
                return body[index + 1 :]
        elif not _stands_before_addressee(document, block):
            return body[index:]
    return body


def _cut_attached(document: Document, body: list[Block]) -> tuple[list[Block], tuple[Span, ...]]:
    """The blocks before the attachments, and the lines that head these: “附件1” alone."""
    lines = [_line(document, block) for block in body]
    last_date = max((i for i, line in enumerate(lines) if DATE.fullmatch(line)), default=-1)
    heads = [
        index
        for index, line in enumerate(lines)
        if _ATTACHMENT_HEAD.fullmatch(line) and index > last_date and index
    ]
    return (body[: heads[0]], tuple(body[i].span for i in heads)) if heads else (body, ())


def _cut_tail(document: Document, main: list[Block]) -> tuple[list[Block], list[Block]]:
    """The text, and what stands after its last sentence: attachments, name, date, note."""
    cut = len(main)
    for index in range(len(main) - 1, max(0, len(main) - _LONGEST_TAIL) - 1, -1):
        if not _is_tail(document, main[index], main):
            break
        cut = index
    return main[:cut], main[cut:]


def _is_tail(document: Document, block: Block, main: list[Block]) -> bool:
    line = _line(document, block)
    return bool(
        DATE.fullmatch(line)
        or _NOTE.fullmatch(line)
        or _COPIES.match(line)
        or _names_attachment(document, block, main)
        or may_be_name(document, block)
    )


def _names_attachment(document: Document, block: Block, among: list[Block]) -> bool:
    """“附件：1.名单”, or a further line “2.表格” below such a one."""
    for before in reversed(among[: among.index(block) + 1]):
        line = _line(document, before)
        if _ATTACHMENT_NAMES.match(line):
            return True
        marker = heading_marker(document.text, before.span)
        if marker is None or marker.style != "arabic" or line.endswith(("。", "；")):
            return False
    return False


def _is_signature(document: Document, block: Block) -> bool:
    """A line that names who signs: no attachment, no note, no closing words."""
    line = _line(document, block)
    return may_be_name(document, block) and not _NO_SIGNATURE.search(line)


def _is_numbered(document: Document, block: Block) -> bool:
    return bool(
        heading_marker(document.text, block.span) or series_marker(document.text, block.span)
    )


def _line(document: Document, block: Block) -> str:
    return document.prose(block).strip()
