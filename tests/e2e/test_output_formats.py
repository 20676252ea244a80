"""What the program writes, read by programs of others."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.test_libreoffice import convert
from tests.unit.reporters.reporting import mixed, result_for, written_raw
from zhupi.model.finding import SEVERITY_NAMES
from zhupi.reporters.summary import summary_of

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
FAULTY = sorted([*(ROOT / "examples").glob("*.docx"), *(ROOT / "examples").glob("*.md")])
RDJSON = ROOT / ".cache" / "rdformat-validator" / "node_modules" / ".bin" / "rdformat-validator"


@pytest.fixture(scope="module")
def results(ruleset) -> list:
    return [*mixed(), *(result_for(path.read_bytes(), path.name, ruleset) for path in FAULTY)]


def validated(raw: bytes, folder: Path) -> int:
    if not RDJSON.exists():
        pytest.skip("SKIPPED LOUDLY: the rdjson validator is not installed")
    (folder / "r.rdjson").write_bytes(raw)
    command = [RDJSON, "--strict", "--no-extra-fields", folder / "r.rdjson"]
    return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode


def test_reviewdogs_format_by_its_validator(results, tmp_path: Path):
    raw = written_raw("rdjson", results)
    assert validated(raw, tmp_path) == 0
    assert validated(raw.replace(b'"ERROR"', b'"FATAL"'), tmp_path) == 1


def test_libreoffice_reads_the_workbook(results, tmp_path: Path):
    soffice = Path(shutil.which("soffice") or "/nowhere").resolve()
    if not (soffice.parent / "libsclo.so").exists():
        pytest.skip("SKIPPED LOUDLY: LibreOffice Calc is not installed")
    (tmp_path / "a.xlsx").write_bytes(written_raw("xlsx", results))
    # Comma, double quote, UTF-8, …, every sheet into a file of its own.
    to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    convert(tmp_path / "a.xlsx", to, tmp_path)
    head, *rows = csv.reader((tmp_path / "a-问题清单.csv").open(encoding="utf-8", newline=""))
    findings = [(each, located) for each in results for located in each.located]
    assert len(rows) == len(findings) and head[5:7] == ["规则", "说明"]
    for row, (each, located) in zip(rows, findings, strict=True):
        start = located.extent.start
        assert row[2:4] == [str(start.line), str(start.column)]
        assert row[4:6] == [SEVERITY_NAMES[located.finding.severity].zh, located.finding.rule]
        if each not in mixed():
            assert row[1] == each.path and row[6] == located.finding.message
    reports = list(csv.DictReader((tmp_path / "a-汇总.csv").open(encoding="utf-8", newline="")))
    errors = [str(summary_of(each).error) for each in results]
    assert [row["错误"] for row in reports] == errors and "5" in errors


def test_every_piece_of_json_is_json(results):
    for name in ("gitlab", "sarif", "rdjson"):
        assert json.loads(written_raw(name, results))
