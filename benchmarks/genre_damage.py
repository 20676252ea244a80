"""Recall on damaged reports of all genres, and false alarms on the reports as they were.

Three sets of clean reports by different hands, each damaged in every way that applies, as text,
Markdown and Word files. By what the sets in tests/documents/genres and second showed, the genres
were mended; the one in third was only measured. Other folders may be named.
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the tests' own reports

from tests.annotated import FIRST, SECOND, THIRD, reports
from tests.damaging import TYPED_ONLY, damages
from tests.shapes import AUTOMATIC, SHAPES
from tests.test_genre_reports import is_found

from zhupi import Ruleset, Severity, lint, load_ruleset, read


def main() -> None:
    ruleset = load_ruleset()
    for folder in map(Path, sys.argv[1:] or [str(FIRST), str(SECOND), str(THIRD)]):
        start = time.process_time()
        print(f"\n{folder.name}: {sum(1 for _ in reports(folder))} clean reports")
        _recall(folder, ruleset)
        _false_alarms(folder, ruleset)
        print(f"  ({time.process_time() - start:.0f} s CPU)")


def _recall(folder: Path, ruleset: Ruleset) -> None:
    names = list(SHAPES[".txt"])
    tried: Counter[tuple[str, str]] = Counter()
    hit: Counter[tuple[str, str]] = Counter()
    for report in reports(folder):
        suffix = report.name[report.name.rindex(".") :]
        for damage in damages(report):
            for name, shape in SHAPES[suffix].items():
                if name == AUTOMATIC and damage.kind in TYPED_ONLY:
                    continue
                tried[damage.kind, name] += 1
                hit[damage.kind, name] += is_found(damage, shape(damage.text), ruleset)
    print("  damage found at its place   " + "".join(f"{name:>26}" for name in names))
    for kind in [*sorted({kind for kind, _ in tried}), ""]:
        cells = []
        for name in names:
            keys = [key for key in tried if key[1] == name and kind in ("", key[0])]
            cells.append(f"{sum(hit[k] for k in keys)} of {sum(tried[k] for k in keys)}")
        print(f"  {kind or 'all':28}" + "".join(f"{cell:>26}" for cell in cells))


def _false_alarms(folder: Path, ruleset: Ruleset) -> None:
    alarms: Counter[str] = Counter()
    for report in reports(folder):
        suffix = report.name[report.name.rindex(".") :]
        for shape in SHAPES[suffix].values():
            shaped = shape(report.text)
            for finding in lint(read(shaped.raw, shaped.name), ruleset):
                alarms[f"{finding.severity.name.lower()} {finding.rule}"] += 1
    serious = sum(
        n for name, n in alarms.items() if not name.startswith(Severity.INFO.name.lower())
    )
    print(f"  undamaged, in all formats: {serious} warnings and errors; infos:")
    for name, count in alarms.most_common():
        print(f"    {count:4}  {name}")


if __name__ == "__main__":
    main()
