"""LibreOffice as an independent reader and writer of Word files."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from zhupi import lint, locate, read

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        shutil.which("soffice") is None, reason="SKIPPED LOUDLY: LibreOffice is not installed"
    ),
]
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.docx"))


def convert(path: Path, to: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{to.partition(':')[0]}"


def body_of(path: Path) -> str:
    document = read(path.read_bytes(), path.name)
    return "".join(document.prose(block) for block in document.blocks if block.story == "body")


# The others hold what LibreOffice prints otherwise: docs/word.md says what and why.
SMALL = ["elsewhere.docx", "macros.docm", "paragraph-ids.docx", "prefix.docx",
         "strict.docx", "template.dotx", "wrappers.docx"]  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_both_read_the_same_body_of_small_files(name: str, tmp_path: Path):
    path = EXAMPLES[0].parents[1] / "tests" / "word" / name
    theirs = convert(path, "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig")
    ours = body_of(path)
    assert re.sub(r"\s", "", theirs) == re.sub(r"\s", "", ours)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_both_read_the_same_text_automatic_numbers_included(path: Path, tmp_path: Path):
    theirs = convert(path, "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig")
    ours = body_of(path)
    assert re.sub(r"\s", "", theirs) == re.sub(r"\s", "", ours)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_that_libreoffice_wrote_has_the_same_findings(path: Path, ruleset, tmp_path: Path):
    (tmp_path / "odt").mkdir()
    (tmp_path / "docx").mkdir()
    rewritten = convert(convert(path, "odt", tmp_path / "odt"), "docx", tmp_path / "docx")

    def found(file: Path) -> list[tuple]:
        document = read(file.read_bytes(), "report.docx")
        return [(f.rule, *locate(document, f.span).start) for f in lint(document, ruleset)]

    assert found(rewritten) == found(path)
