"""Annotated and corrected Word files, seen by LibreOffice and by the validator of the Open XML SDK."""

import json
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.test_libreoffice import convert
from tests.writing_word import DATE, random_edits, random_remarks, written
from zhupi import Safety, lint, read
from zhupi.engine.annotating import annotate
from zhupi.engine.fixing import Terms, fix_file
from zhupi.formats import docx
from zhupi.formats.options import Manner

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*(ROOT / "examples").glob("*.docx"), *(ROOT / "tests" / "word").glob("*.docx")])
FAULTY = ROOT / "examples" / "述职报告（待改）.docx"
VALIDATOR = ROOT / ".cache" / "ooxml-validator" / "node_modules" / ".bin" / "ooxml-validator"
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="SKIPPED LOUDLY: LibreOffice is not installed"
)
needs_validator = pytest.mark.skipif(
    not VALIDATOR.exists(), reason="SKIPPED LOUDLY: the Open XML validator is not installed"
)


def errors_of(path: Path) -> set[tuple[str, str]]:
    """What the Open XML SDK says of a file, wherever in it."""
    done = subprocess.run([str(VALIDATOR), str(path)], capture_output=True, text=True, check=False)
    errors = json.loads(done.stdout)["errors"]
    # The list of what would be possible differs from place to place.
    return {(error["id"], error["description"].partition(". ")[0].strip(".")) for error in errors}


@needs_libreoffice
def test_libreoffice_shows_each_comment_around_its_words(ruleset, tmp_path: Path):
    raw = FAULTY.read_bytes()
    document = read(raw, "a.docx")
    done = annotate(raw, "a.docx", Terms(ruleset, Safety.SAFE, manner=Manner(date=DATE)))
    (tmp_path / "a.docx").write_bytes(done.raw)
    flat = convert(tmp_path / "a.docx", "fodt", tmp_path).read_text()
    shown: dict[str, list[str]] = {}
    pattern = r'<office:annotation [^>]*office:name="(\w+)".*?</office:annotation>'
    for found in re.finditer(pattern, flat, re.DOTALL):
        end = flat.index(f'<office:annotation-end office:name="{found.group(1)}"')
        inner = re.sub(pattern, "", flat[found.end() : end], flags=re.DOTALL)
        rule = re.search(r"规则：([\w/-]+)", re.sub("<[^>]+>", "", found.group(0)))
        if rule:
            shown.setdefault(rule.group(1), []).append(re.sub("<[^>]+>", "", inner))
    for finding in lint(document, ruleset):
        quote = finding.span.of(document.text).split("\n")[0]
        assert any(words.startswith(quote) for words in shown[finding.rule]), (finding, shown)


@needs_libreoffice
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_libreoffice_opens_what_was_written(path: Path, tmp_path: Path):
    raw = path.read_bytes()
    document, chance = docx.read(raw, path.name), random.Random(5)
    edits, remarks = random_edits(document, chance), random_remarks(document, chance)
    (tmp_path / "a.docx").write_bytes(written(raw, document, edits, remarks, track=True).raw)
    assert convert(tmp_path / "a.docx", "pdf", tmp_path).stat().st_size > 1000


@needs_validator
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("track", [True, False], ids=["tracked", "plain"])
def test_no_new_error_by_the_open_xml_validator(path: Path, track: bool, tmp_path: Path):
    raw = path.read_bytes()
    document, chance = docx.read(raw, path.name), random.Random(6)
    edits = random_edits(document, chance)
    remarks = random_remarks(document, chance) if track else []
    (tmp_path / "a.docx").write_bytes(written(raw, document, edits, remarks, track=track).raw)
    assert errors_of(tmp_path / "a.docx") <= errors_of(path)


@needs_validator
def test_deleted_paragraphs_are_valid(ruleset, tmp_path: Path):
    for track in (True, False):
        terms = Terms(ruleset, manner=Manner(date=DATE, track=track))
        (tmp_path / "a.docx").write_bytes(fix_file(FAULTY.read_bytes(), "a.docx", terms).raw)
        assert errors_of(tmp_path / "a.docx") == set()
