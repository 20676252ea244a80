"""Pictures of annotated reports for the documentation, as LibreOffice prints them.

    python tools/make_pictures.py

Needs soffice, pdftoppm (poppler-utils) and a font with 汉字. Pages go to ``docs/images``; comments
show as notes beside their words, corrections as tracked changes.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from docx import Document as WordDocument

from zhupi import Safety, load_ruleset
from zhupi.engine.annotating import annotate
from zhupi.engine.fixing import Terms
from zhupi.formats import Manner

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
DATE = "2026-01-01T00:00:00Z"
SENTENCES = 14
_EXPORT = 'pdf:writer_pdf_Export:{"ExportNotesInMargin":{"type":"boolean","value":"true"}}'


def sentences_with_errors() -> bytes:
    """A Word file of short texts that have one error each."""
    lines = (ROOT / "tests" / "documents" / "writing" / "first-errors.jsonl").read_text("utf-8")
    document = WordDocument()
    for line in lines.splitlines()[:: len(lines.splitlines()) // SENTENCES]:
        document.add_paragraph(json.loads(line)["text"].replace("\n", ""))
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        document.save(file.name)
        return Path(file.name).read_bytes()


def spoilt_report() -> bytes:
    """A clean report as a Word file with half-width commas, a misprint and a wrong date."""
    text = (ROOT / "tests" / "documents" / "clean" / "branch-secretary.txt").read_text("utf-8")
    document = WordDocument()
    for number, line in enumerate(text.splitlines()):
        spoilt = line.replace("，", ",", 1) if number % 3 == 0 else line
        document.add_paragraph(spoilt.replace("落实", "洛实") if number % 5 == 2 else spoilt)
    document.add_paragraph("2024年2月30日")
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        document.save(file.name)
        return Path(file.name).read_bytes()


def pictures(raw: bytes, name: str) -> None:
    """Annotate a Word file and print its first page."""
    terms = Terms(load_ruleset(), Safety.SAFE, manner=Manner(date=DATE))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.docx"
        file.write_bytes(annotate(raw, file.name, terms).raw)
        convert = ["soffice", "--headless", "--convert-to", _EXPORT, "--outdir", folder, str(file)]
        subprocess.run(convert, check=True, capture_output=True)
        target = IMAGES / name
        page = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile"]
        pdf = str(file.with_suffix(".pdf"))
        subprocess.run([*page, pdf, str(target)], check=True, capture_output=True)
        print(target.with_suffix(".png"))


def main() -> int:
    """Make the three pictures."""
    IMAGES.mkdir(exist_ok=True)
    faulty = ROOT / "examples" / "述职报告（待改）.docx"
    pictures(faulty.read_bytes(), "annotated-report")
    pictures(spoilt_report(), "annotated-spoilt")
    pictures(sentences_with_errors(), "annotated-sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
