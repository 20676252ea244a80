"""Whole reports: the clean ones stay clean, the faulty ones show exactly their faults."""

from pathlib import Path

import pytest

from tests.conftest import DOCUMENTS
from tests.reports import as_docx
from zhupi import Safety, Severity, fix_bytes, lint, lint_bytes, locate, read

CLEAN = sorted(path for path in (DOCUMENTS / "clean").iterdir())


def found(raw: bytes, name: str, ruleset, least=Severity.WARNING) -> list[str]:
    document = read(raw, name)
    return [
        f"{start.line}:{start.column} {finding.rule}"
        for finding in lint(document, ruleset)
        if finding.severity >= least
        for start in [locate(document, finding.span).start]
    ]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_clean_report_has_no_findings(path: Path, ruleset):
    assert found(path.read_bytes(), path.name, ruleset) == []


@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "automatic"])
@pytest.mark.parametrize(
    "path", [path for path in CLEAN if path.suffix == ".txt"], ids=lambda path: path.stem
)
def test_clean_docx_has_no_findings(path: Path, automatic: bool, ruleset):
    lines = path.read_text().rstrip("\n").split("\n")
    assert found(as_docx(lines, automatic=automatic), "report.docx", ruleset) == []


FAULTS_TEXT = [
    "1:23 residue/title-label",
    "5:33 typo/word",
    "5:100 residue/paywall-tag",
    "11:28 typo/word",
    "12:1 genres/party-building-report/problem-without-cause",
    "17:1 structure/series-number",
    "22:1 structure/series-number",
    "26:1 residue/ad-block",
    "30:1 residue/paywall-tag",
]
FAULTS_MARKDOWN = [
    "1:25 residue/title-label",
    "9:33 typo/word",
    "9:100 residue/paywall-tag",
    "21:28 typo/word",
    "23:1 genres/party-building-report/problem-without-cause",
    "33:1 structure/series-number",
    "43:1 structure/series-number",
    "51:1 residue/ad-block",
    "59:1 residue/paywall-tag",
]


@pytest.mark.parametrize(
    ("name", "faults"), [("report.txt", FAULTS_TEXT), ("report.md", FAULTS_MARKDOWN)]
)
def test_faulty_report(name: str, faults: list[str], ruleset):
    raw = (DOCUMENTS / "faulty" / name).read_bytes()
    assert found(raw, name, ruleset) == faults


def test_the_faulty_report_as_docx_has_the_same_faults_in_the_same_lines(ruleset):
    lines = (DOCUMENTS / "faulty" / "report.txt").read_text().rstrip("\n").split("\n")
    assert found(as_docx(lines), "report.docx", ruleset) == FAULTS_TEXT
    assert found(as_docx(lines, automatic=True), "report.docx", ruleset) == FAULTS_TEXT


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_fixing_leaves_nothing_that_has_a_fix_and_settles(name: str, ruleset):
    raw = (DOCUMENTS / "faulty" / name).read_bytes()
    fixed = fix_bytes(raw, name, ruleset, Safety.UNSAFE)
    left = lint_bytes(fixed, name, ruleset)
    assert [finding for finding in left if finding.fix] == []
    assert {finding.rule for finding in left} <= {
        finding.rule for finding in lint_bytes(raw, name, ruleset)
    }
    assert fix_bytes(fixed, name, ruleset, Safety.UNSAFE) == fixed
    assert (
        "部署" in fixed.decode() and "paid" not in fixed.decode() and "网盘" not in fixed.decode()
    )
