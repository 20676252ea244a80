"""Random remarks and edits for Word files, and what must hold of the result."""

import io
import random
import zipfile

from lxml import etree

from zhupi import Document
from zhupi.formats import docx
from zhupi.formats.docx.comments import Remark
from zhupi.formats.docx.markup import tag
from zhupi.formats.docx.writing import Orders, Written, write
from zhupi.formats.options import Manner, ReadOptions
from zhupi.model.fix import Edit, Fix, Safety, apply_edits
from zhupi.model.span import Span

DATE = "2026-01-01T00:00:00Z"
LENGTHS = (0, 1, 2, 3, 6)
WORDS = ("", "改", "新字<&>", "署 ")
TOLD = ("第一段：<注> & “引”", "第二段")


def random_edits(document: Document, chance: random.Random, most: int = 12) -> list[Edit]:
    """Edits that do not touch, inside lines of the text."""
    edits: list[Edit] = []
    size = len(document.text)
    for _ in range(most):
        start = chance.randrange(size)
        span = Span(start, min(size, start + chance.choice(LENGTHS)))
        words = chance.choice(WORDS)
        apart = all(e.span.end < span.start or span.end < e.span.start for e in edits)
        idle = span.empty and not words
        crosses = "\n" in span.of(document.text) or document.is_synthetic(span)
        if apart and not idle and not crosses:
            edits.append(Edit(span, words))
    return edits


def random_remarks(document: Document, chance: random.Random, most: int = 8) -> list[Remark]:
    """Remarks anywhere."""
    size = len(document.text)
    starts = [chance.randrange(size) for _ in range(most)]
    return [Remark(Span(s, min(size, s + chance.choice((0, 1, 4, 9)))), TOLD) for s in starts]


def written(
    raw: bytes, document: Document, edits: list[Edit], remarks: list[Remark], *, track: bool
) -> Written:
    fixes = tuple(Fix((edit,), Safety.SAFE) for edit in edits)
    orders = Orders(fixes, tuple(remarks), Manner(date=DATE, track=track))
    return write(raw, document, orders)


def said(raw: bytes, path: str, *, original: bool = False) -> list[str]:
    """The lines that say something, comments left out."""
    document = docx.read(raw, path, ReadOptions(original=original))
    lines = (document.prose(block) for block in document.blocks if block.story != "comment")
    return [line for line in lines if line.strip()]


def expected(document: Document, edits: list[Edit]) -> list[str]:
    """The same, as the edits make it."""
    comments = [Edit(block.span, "") for block in document.blocks if block.story == "comment"]
    text = apply_edits(document.text, [*edits, *comments])
    return [line for line in text.split("\n") if line.strip()]


def commented(raw: bytes, part: str = "word/document.xml") -> dict[str, str]:
    """The words between the marks of each comment, by its id."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(raw)).read(part))
    open_ids: set[str] = set()
    words: dict[str, str] = {}
    for element in root.iter():
        name = element.get(tag("id"), "")
        if element.tag == tag("commentRangeStart"):
            open_ids.add(name)
            words[name] = ""
        elif element.tag == tag("commentRangeEnd"):
            open_ids.discard(name)
        elif element.tag == tag("t"):
            for each in open_ids:
                words[each] += element.text or ""
    return words


def other_entries(raw: bytes) -> dict[str, bytes]:
    """The compressed bytes of each entry."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        ends = [*(info.header_offset for info in infos[1:]), archive.start_dir]
    return {i.filename: raw[i.header_offset : end] for i, end in zip(infos, ends, strict=True)}
