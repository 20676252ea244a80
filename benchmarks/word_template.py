"""Many Word files fast: python-docx makes the package once, each report gets its own body."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import docx

_BODY = "word/document.xml"
_DATE = (2024, 1, 1, 0, 0, 0)
_STYLES = {"#": "Title", "##": "Heading1", "###": "Heading2"}


def write_word_files(folder: Path, reports: Iterable[Sequence[str]]) -> None:
    """Each report, lines of Markdown, as 0001.docx …"""
    folder.mkdir(parents=True, exist_ok=True)
    parts = _template()
    for number, lines in enumerate(reports, 1):
        (folder / f"{number:04}.docx").write_bytes(_zipped(parts, _body(lines, parts[_BODY])))


def _template() -> dict[str, bytes]:
    """The parts of an empty document with all the styles that Word puts in."""
    raw = io.BytesIO()
    docx.Document().save(raw)
    with zipfile.ZipFile(raw) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


def _body(lines: Iterable[str], empty: bytes) -> bytes:
    text = empty.decode()
    body = text.index("<w:body>") + len("<w:body>")
    return (text[:body] + "".join(map(_paragraph, lines)) + text[body:]).encode()


def _paragraph(line: str) -> str:
    """A paragraph of three runs, the middle one bold as a stressed phrase is; a heading of one."""
    marks, _, heading = line.partition(" ")
    if marks in _STYLES:
        return f'<w:p><w:pPr><w:pStyle w:val="{_STYLES[marks]}"/></w:pPr>{_run(heading)}</w:p>'
    first = re.match(r"（.+?）|\d+\.", line)
    start = first.end() if first else len(line) // 3
    end = max(start + 1, line.find("。", start) if first else 2 * len(line) // 3)
    middle = _run(line[start:end], "<w:rPr><w:b/></w:rPr>")
    return f"<w:p>{_run(line[:start])}{middle}{_run(line[end:])}</w:p>"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _zipped(parts: dict[str, bytes], body: bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, body if name == _BODY else content)
    return raw.getvalue()
