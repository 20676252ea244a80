"""Reading Word files: this reader beside the least that any reader does, and beside python-docx.

The least is lxml's parser and a map from offsets to text nodes, without styles, numbers, notes or
places. Two documents are made by a generator with a fixed seed: a report of 41 pages (about 190 KB
of XML, 22,000 characters) and a tender of 100 pages with tables (about 2.7 MB, 45,000 characters).
CPU milliseconds, the median of interleaved rounds.
"""

import io
import random
import statistics
import time
import zipfile
from collections.abc import Callable

import docx
from docx.table import Table
from lxml import etree

from zhupi import read

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORDS = "全面加强基层党建工作落实责任推动发展提升服务群众能力建设完善制度机制强化监督检查"
_FONTS = '<w:rFonts w:hint="eastAsia" w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/>'
_ROUNDS = 31


def main() -> None:
    for name, raw in (("report of 41 pages", report()), ("tender of 100 pages", tender())):
        body = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml")
        print(f"{name}: {len(body) / 1024:.0f} KB of XML, {len(read(raw, 'a.docx').text):,} chars")
        times = measure({"least": least, "zhupi": ours, "python-docx": python_docx}, raw)
        for reader, milliseconds in times.items():
            print(f"  {reader:12} {milliseconds:8.1f} ms  {milliseconds / times['least']:5.2f}×")


def measure(readers: dict[str, Callable[[bytes], object]], raw: bytes) -> dict[str, float]:
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(_ROUNDS):
        for name, reader in readers.items():
            start = time.process_time()
            reader(raw)
            seconds[name].append(time.process_time() - start)
    return {name: statistics.median(each) * 1000 for name, each in seconds.items()}


def least(raw: bytes) -> tuple[str, list[tuple[int, int, etree._Element]]]:
    """lxml, and an offset map of paragraphs and text nodes."""
    body = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml")
    lines, segments, offset = [], [], 0
    for paragraph in etree.fromstring(body).iter(f"{W}p"):
        words = []
        for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
            text = node.text or "" if node.tag == f"{W}t" else "\t"
            segments.append((offset, offset + len(text), node))
            offset += len(text)
            words.append(text)
        lines.append("".join(words))
        offset += 1
    return "\n".join(lines), segments


def ours(raw: bytes) -> object:
    """All stories, numbers and places."""
    return read(raw, "a.docx")


def python_docx(raw: bytes) -> list[str]:
    """Its full walk: paragraphs and tables, cell by cell."""
    document = docx.Document(io.BytesIO(raw))
    return [text for block in document.iter_inner_content() for text in _texts(block)]


def _texts(block: object) -> list[str]:
    if isinstance(block, Table):
        cells = (cell for row in block.rows for cell in row.cells)
        return [
            text for cell in cells for inner in cell.iter_inner_content() for text in _texts(inner)
        ]
    return [block.text]  # type: ignore[attr-defined]


def report() -> bytes:
    random.seed(41)
    return package("".join(paragraph(random.randint(1, 3), 25) for _ in range(430)))


def tender() -> bytes:
    random.seed(100)
    row = "<w:tr><w:trPr><w:trHeight w:val='400'/></w:trPr>{}</w:tr>"
    cell = (
        '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{}</w:tc>'
    )
    parts = []
    for _ in range(60):
        parts += [paragraph(random.randint(1, 5), 6) for _ in range(22)]
        rows = (
            row.format("".join(cell.format(paragraph(1, 3)) for _ in range(5))) for _ in range(10)
        )
        parts.append(f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>")
    return package("".join(parts))


def paragraph(runs: int, length: int) -> str:
    """A paragraph as Word writes it: revision ids, properties, proofing marks between runs."""
    number = f"{random.randrange(16**8):08X}"
    properties = (
        '<w:pPr><w:spacing w:line="560" w:lineRule="exact"/>'
        '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
        f'<w:rPr>{_FONTS}<w:sz w:val="32"/></w:rPr></w:pPr>'
    )
    content = '<w:proofErr w:type="spellStart"/>'.join(run(number, length) for _ in range(runs))
    return f'<w:p w:rsidR="{number}" w:rsidRDefault="{number}">{properties}{content}</w:p>'


def run(number: str, length: int) -> str:
    text = "".join(random.choice(_WORDS) for _ in range(length))
    return (
        f'<w:r w:rsidRPr="{number}"><w:rPr>{_FONTS}<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>'
        f"<w:t>{text}</w:t></w:r>"
    )


def package(body: str) -> bytes:
    """The parts of a small DOCX."""
    schemas = "http://schemas.openxmlformats.org"
    relationship = (
        f'<Relationship Id="r1" Type="{schemas}/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{schemas}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        'document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{schemas}/package/2006/relationships">'
        f"{relationship}</Relationships>",
        "word/document.xml": f"<w:document {_NAMESPACE}><w:body>{body}</w:body></w:document>",
    }
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return raw.getvalue()


if __name__ == "__main__":
    main()
