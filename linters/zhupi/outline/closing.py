"""The closing of a document: its last words, the name under it and the date."""

from zhupi.model.document import Block, Document
from zhupi.numbering.markers import heading_marker, series_marker
from zhupi.patterns import late

DATE = late(r"[（(]?(?:\d{4}|[〇○零一二三四五六七八九]{4})年[^。]{1,8}日[）)]?")
_FORMULA = late(
    r"^(?:以上|特此|专此|妥否|当否|此复|述职完毕|汇报完毕|谢谢)"
    r"|(?:批评指正|予评议|予审议|予批复|谢谢大家|谢谢)[。！]$"
)
_ATTACHMENT = late(r"[ \t\u3000]*附件(?:\d{0,2}[：:]|\d{0,2}[ \t\u3000]*\Z)")
_LONGEST_FORMULA = 60
_LONGEST_NAME = 24
_STOPS = "。；！？"


def closing_blocks(document: Document, body: list[int]) -> frozenset[int]:
    """The indices of the blocks of the closing and of the attachments after it.

    ``body`` are the indices of the blocks of running text.
    """
    end = _first_attachment(document, body)
    apart = set(range(end, len(document.blocks)))
    closing: set[int] = set()
    proof = False
    for index in reversed(body):
        block = document.blocks[index]
        if index >= end or block.span.empty:
            continue
        line = document.prose(block).strip()
        spoken = bool(DATE.fullmatch(line)) or _is_formula(line)
        if not spoken and not may_be_name(document, block):
            break
        proof = proof or spoken
        closing.add(index)
    return frozenset(apart | closing if proof else apart)


def _first_attachment(document: Document, body: list[int]) -> int:
    """The line “附件：1.…” or “附件1” after which only attachments follow."""
    blocks = document.blocks
    for index in body[len(body) // 2 :]:
        if _ATTACHMENT.match(document.prose(blocks[index])):
            return index
    return len(blocks)


def _is_formula(line: str) -> bool:
    return len(line) <= _LONGEST_FORMULA and bool(_FORMULA.search(line))


def may_be_name(document: Document, block: Block) -> bool:
    """Whether a line may name a person or an office: short, no sentence, no number before it."""
    span, line = block.span, document.prose(block).strip()
    if heading_marker(document.text, span) or series_marker(document.text, span):
        return False
    plain = block.kind == "paragraph"
    return plain and len(line) <= _LONGEST_NAME and not any(stop in line for stop in _STOPS)
