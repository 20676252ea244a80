"""Documents by hands that had not seen the rules: the clean ones stay clean, most faults are found."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import DOCUMENTS
from zhupi import Finding, Severity, lint, locate, read

FOURTH = DOCUMENTS / "fourth"
LEAST = {"structure": 0.85, "form": 0.6}


class Fault(NamedTuple):
    """A line of faults.tsv; ``wrong`` is empty where something is missing."""

    file: str
    line: int
    wrong: str
    kind: str


def faults(folder: Path) -> list[Fault]:
    rows = (line.split("\t") for line in (folder / "faults.tsv").read_text().splitlines()[1:])
    return [Fault(file, int(line), wrong, kind) for file, line, wrong, kind in rows]


def is_found(fault: Fault, path: Path, findings: tuple[Finding, ...]) -> bool:
    """Whether a finding touches the wrong words, or says that something is missing."""
    document = read(path.read_bytes(), path.name)
    if not fault.wrong:
        return any("/missing-" in each.rule for each in findings)
    line = path.read_text().split("\n")[fault.line - 1]
    first = line.index(fault.wrong) + 1
    for each in findings:
        place = locate(document, each.span)
        start, end = place.start, place.end
        on_line = start.line == fault.line == end.line
        if on_line and start.column < first + len(fault.wrong) and first < end.column + 1:
            return True
    return False


@pytest.mark.parametrize(
    "path", sorted(FOURTH.glob("*/clean_*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_clean_documents_have_no_findings(path: Path, ruleset):
    document = read(path.read_bytes(), path.name)
    told = [each for each in lint(document, ruleset) if each.severity >= Severity.WARNING]
    assert [(each.rule, each.span.of(document.text)) for each in told] == []


@pytest.mark.parametrize("name", LEAST)
def test_most_faults_are_found(name: str, ruleset):
    folder = FOURTH / name
    found = {
        path.name: lint(read(path.read_bytes(), path.name), ruleset)
        for path in sorted(folder.glob("fault_*"))
    }
    listed = faults(folder)
    missed = [each for each in listed if not is_found(each, folder / each.file, found[each.file])]
    assert 1 - len(missed) / len(listed) >= LEAST[name], missed
