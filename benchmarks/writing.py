"""The packs punctuation, number, wording and consistency: what they find, and what of it is right.

    python benchmarks/writing.py [--misses]

Two things are printed. For the texts of ``tests/documents/writing``, which two hands wrote that
had not seen the rules: in how many of the texts with one error something is found at its place (all
rules on), and what is said of the correct ones. For the sample ``benchmarks/judged/findings.tsv``,
by rule: how many of the findings on published prose an editor judged right, at first and after the
rules were mended by it. ``--misses`` prints the errors that are not found.
"""

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from zhupi import Ruleset, Severity, Span, lint, load_ruleset, read

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "tests" / "documents" / "writing"
JUDGED = ROOT / "benchmarks" / "judged" / "findings.tsv"
PACKS = ("punctuation", "number", "wording", "consistency")
# A sum, a period or two forms of one thing may be marked at either of their places.
ANYWHERE = ("number", "consistency")


class Case(NamedTuple):
    """A text with one error."""

    text: str
    pack: str
    kind: str
    at: Span


def cases(file: Path) -> Iterator[Case]:
    """The texts of a file with their errors."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Case(row["text"], row["pack"], row["kind"], Span(*row["at"]))


def is_found(case: Case, ruleset: Ruleset) -> bool:
    """Whether something is said of the place, or of its neighbour on either side."""
    place = Span(case.at.start - 1, case.at.end + 1)
    return any(
        finding.span.overlaps(place)
        or (case.pack in ANYWHERE and finding.rule.partition("/")[0] in ANYWHERE)
        for finding in lint(read(case.text.encode(), "case.txt"), ruleset)
    )


def print_texts(name: str, ruleset: Ruleset, *, misses: bool) -> None:
    """What is found in one hand's texts."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in cases(TEXTS / f"{name}-errors.jsonl"):
        hit = is_found(case, ruleset)
        found[case.pack] += hit
        total[case.pack] += 1
        if misses and not hit:
            around = case.text[max(0, case.at.start - 20) : case.at.end + 10].replace("\n", "⏎")
            print(f"  {case.pack}/{case.kind}: “{case.at.of(case.text)}” in {around}")
    told = ", ".join(f"{pack} {found[pack]}/{total[pack]}" for pack in PACKS)
    print(f"{name}: {found.total()} of {total.total()} errors found ({told})")
    said: Counter[str] = Counter()
    characters = 0
    for line in (TEXTS / f"{name}-clean.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        characters += len(text)
        for finding in lint(read(text.encode(), "clean.txt"), ruleset):
            if finding.rule.partition("/")[0] in PACKS:
                said[f"{finding.rule} ({Severity(finding.severity).name.lower()})"] += 1
    print(f"{name}: {said.total()} findings in {characters:,} correct characters {dict(said)}")


def judged() -> dict[str, tuple[int, int, int, int]]:
    """By rule: right and all at first, right and all of those that are still found."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            right = row["verdict"] == "right"
            still = row["now"] == "found"
            for place, counts_here in enumerate((right, True, right and still, still)):
                counts[row["rule"]][place] += counts_here
    return {rule: (one, two, three, four) for rule, (one, two, three, four) in counts.items()}


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    ruleset = load_ruleset()
    for name in ("first", "second"):
        print_texts(name, ruleset, misses=options.misses)
    print("| rule | judged right | after mending |")
    print("| --- | --- | --- |")
    for rule, (right, total, right_now, now) in sorted(judged().items()):
        print(f"| `{rule}` | {right} of {total} | {right_now} of {now} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
