"""Three hundred Word files at once: time, memory, and what the cache saves; and copied paragraphs.

Usage: python benchmarks/batch.py [SHARED/clean]

The reports are made from those of the tests by a fixed seed: other numbers, a few paragraphs left
out, a misprint here and there, three runs a paragraph. With the folder of clean texts it also
looks for copies in city work reports, cut into 143 parts, before and after some are copied.
"""

import lzma
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import docx

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the tests' own reports

from benchmarks.varying import varied_reports, with_other_numbers

ROOT = Path(__file__).resolve().parents[1]
ZHUPI = [sys.executable, "-m", "zhupi", "check", "--fail-on", "never"]
FILES = 300
SEED = 20260101
CITIES = 143
COPY = "copies/shared-paragraph"


class Cost(NamedTuple):
    """Seconds on the clock and of the processors, and the most memory of one process in MiB."""

    wall: float
    cpu: float
    memory: float


def measured(command: list[str], cache: Path) -> Cost:
    start = time.perf_counter()
    environment = {**os.environ, "ZHUPI_CACHE_DIR": str(cache)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return Cost(
        time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    )


def make_reports(folder: Path, count: int = FILES) -> int:
    """Write so many Word files; returns their characters."""
    characters = 0
    for number, lines in enumerate(varied_reports(count, SEED)):
        characters += sum(map(len, lines))
        _write(folder / f"{number:03} 单位述职报告.docx", lines)
    return characters


def _write(path: Path, lines: list[str]) -> None:
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        third = len(line) // 3 + 1
        for at in range(0, len(line), third):
            paragraph.add_run(line[at : at + third])
    document.save(str(path))


def batch() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "上报")
        folder.mkdir()
        characters = make_reports(folder)
        print(f"## {FILES} Word files of {characters // FILES:,} characters\n")
        print("| run | wall s | CPU s | most memory of a process, MiB |")
        print("|---|---|---|---|")
        rows = [
            ("first, 1 process", ["--jobs", "1"], "one"),
            ("first, 2 processes", ["--jobs", "2"], "two"),
            ("again, nothing changed", ["--jobs", "2"], "two"),
            ("first, HTML + xlsx + SARIF", [*_outputs(Path(name))], "three"),
            ("again, HTML + xlsx + SARIF", [*_outputs(Path(name))], "three"),
            ("no cache, 2 processes", ["--jobs", "2", "--no-cache"], "none"),
            ("first, copies", ["--copies"], "copies"),
        ]
        costs = {}
        for label, options, cache in rows:
            cost = measured([*ZHUPI, *options, str(folder)], Path(name, cache))
            costs[label] = cost
            print(f"| {label} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} |")
        ratio = costs["first, 2 processes"].wall / costs["again, nothing changed"].wall
        print(f"\nA second run from the cache is {ratio:.1f} times as fast.", end=" ")
        print(f"Results that it found there: {known_in(folder, Path(name, 'two'))} of {FILES}.\n")


def known_in(folder: Path, cache: Path) -> int:
    """How many files of a folder the cache of an earlier run knows."""
    from zhupi.checking.cache import Cache, V
    from zhupi.checking.files import Checker
    from zhupi.checking.run import Run
    from zhupi.settings import Asked, Planner

    class Counting(Cache):
        found = 0

        def get(self, keys: Collection[bytes], kind: type[V]) -> dict[bytes, V]:
            known = super().get(keys, kind)
            self.found += len(known)
            return known

    counting = Counting(cache)
    with counting:
        paths = [str(path) for path in sorted(folder.iterdir())]
        list(Run(Checker(Planner(Asked())), counting).results(paths))
    return counting.found


def _outputs(folder: Path) -> list[str]:
    return [f"--format={name}={folder / name}.{name}" for name in ("html", "xlsx", "sarif")]


def copies(clean: Path) -> None:
    """How many paragraphs of city reports are told of as shared, and of those that are copied."""
    from zhupi import Severity, load_ruleset, read, select_rules
    from zhupi.checking.copies import with_copies
    from zhupi.engine.linting import report_on
    from zhupi.engine.locating import result_of
    from zhupi.model.result import Result, Showing
    from zhupi.settings import Asked, Planner

    packed = (clean / "more" / "municipal_work_reports_2024.txt.xz").read_bytes()
    raw = lzma.decompress(packed).decode()
    lines = [line for line in raw.splitlines() if line.strip()]
    size = len(lines) // CITIES + 1
    reports = [lines[at : at + size] for at in range(0, len(lines), size)]
    planner = Planner(Asked(isolated=True))
    ruleset = select_rules(load_ruleset(), ["number/impossible-date"], [])

    def told(texts: list[list[str]]) -> list[Result]:
        made = [
            result_of(
                report_on(read("\n".join(text).encode(), f"{number}.txt"), ruleset),
                Showing(page=True),
            )
            for number, text in enumerate(texts)
        ]
        return list(with_copies(made, planner))

    def count(results: list[Result], severity: Severity) -> int:
        return sum(
            each.finding.rule == COPY and each.finding.severity is severity
            for result in results
            for each in result.located
        )

    before = told(reports)
    print(f"## Copies among {len(reports)} parts of city work reports, {len(lines):,} paragraphs\n")
    print("| | warnings | infos |\n|---|---|---|")
    levels = (Severity.WARNING, Severity.INFO)
    print(f"| as published | {' | '.join(str(count(before, level)) for level in levels)} |")
    for rate in (0.0, 0.02, 0.05):
        chance = random.Random(SEED)
        planted, copied = [list(report) for report in reports], 0
        for _ in range(100):
            source, target = chance.sample(range(len(reports)), 2)
            longer = [line for line in reports[source] if len(line) > 100]
            if longer:
                line = _reworded(chance.choice(longer), chance, rate)
                planted[target].insert(chance.randrange(5), line)
                copied += 1
        after = told(planted)
        more = [count(after, level) - count(before, level) for level in levels]
        label = f"and {copied} copies, {rate:.0%} of the characters changed, and all numbers"
        print(f"| {label} | + {more[0]} | + {more[1]} |")
    print("\nA copy that is found is told of twice, in both reports.")


def _reworded(line: str, chance: random.Random, rate: float) -> str:
    """A copy with other numbers, and a share of its characters replaced by others of the line."""
    line = with_other_numbers(line, chance)
    return "".join(
        [chance.choice(line) if chance.random() < rate else character for character in line]
    )


if __name__ == "__main__":
    batch()
    if len(sys.argv) > 1:
        copies(Path(sys.argv[1]))
