"""Reports on a cluster of processes: documents a second and core, and what a partition costs.

Usage: python benchmarks/scale.py [REPORTS]

The reports are those of the tests as plain text, varied by a fixed seed: other numbers, a few
paragraphs left out, a misprint here and there. Workers have loaded their rules before the clock
starts. CPU seconds are those of the processes, and so hardly depend on what else the machine does.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the tests' own reports

from benchmarks.varying import varied_reports

from zhupi.scale.cluster import LOCAL, connected
from zhupi.scale.desk import desk_of
from zhupi.scale.order import Order
from zhupi.scale.partitions import FILES, Cut
from zhupi.scale.running import Checkup, Wish
from zhupi.settings import Asked

REPORTS = 1000
SEED = 20260101
HUNDRED_MILLION = 100_000_000


class Cost(NamedTuple):
    """What a run took: seconds on the clock, CPU seconds, parts, most MiB of a worker."""

    wall: float
    workers: float
    client: float
    parts: int
    memory: float


def make_reports(folder: Path, count: int) -> int:
    """Write so many reports; returns their characters."""
    characters = 0
    for number, lines in enumerate(varied_reports(count, SEED)):
        text = "\n".join(lines)
        characters += len(text)
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return characters


def worker_usage() -> tuple[float, float]:
    """CPU seconds and most MiB of the process where this runs."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def load(order: Order) -> None:
    """Let the process where this runs have its rules."""
    desk_of(order)


def measured(client: Any, folder: Path, out: Path, files: int) -> Cost:
    checkup = Checkup(Wish((str(folder),), str(out), Asked(isolated=True), sizes=Cut(files)))
    client.run(load, checkup.shares[0].order)
    before = sum(cpu for cpu, _ in client.run(worker_usage).values())
    start, own = time.perf_counter(), time.process_time()
    checkup.run(client, lambda _outcome, _skipped: None)
    wall, own = time.perf_counter() - start, time.process_time() - own
    usage = client.run(worker_usage).values()
    parts = len(list((out / "files").iterdir()))
    cpu = sum(cpu for cpu, _ in usage) - before
    return Cost(wall, cpu, own, parts, max(memory for _, memory in usage))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        characters = make_reports(folder, count)
        print(f"## {count:,} reports of {characters // count:,} characters\n")
        print("| workers | partitions | wall s | documents a second | CPU s of the workers | "
              "documents a core second | MiB of a worker |")  # fmt: skip
        print("|---|---|---|---|---|---|---|")
        one = row(1, folder, Path(name), count, (100,))[0]
        two, many = row(2, folder, Path(name), count, (100, 1))
        print(f"\nTwo workers are {one.wall / two.wall:.2f} times as fast as one.")
        tell_partition(two, many, count / one.workers)
        tell_price(count / one.workers)


def row(workers: int, folder: Path, room: Path, count: int, sizes: tuple[int, ...]) -> list[Cost]:
    """Runs with so many workers, one for each size of partitions; a line is printed of each."""
    costs = []
    with connected(LOCAL, workers) as client:
        for files in sizes:
            cost = measured(client, folder, room / f"out-{workers}-{files}", files)
            costs.append(cost)
            print(
                f"| {workers} | {cost.parts} | {cost.wall:.1f} | {count / cost.wall:.1f} | "
                f"{cost.workers:.1f} | {count / cost.workers:.1f} | {cost.memory:.0f} |",
                flush=True,
            )
    return costs


def tell_partition(few: Cost, many: Cost, rate: float) -> None:
    more = many.parts - few.parts
    client = 1000 * (many.client - few.client) / more
    workers = 1000 * (many.workers - few.workers) / more
    print(
        f"A partition costs {client:.1f} ms of client and scheduler, and {workers:.1f} ms of a "
        f"worker, whatever it holds (CPU, by {few.parts} and {many.parts} partitions)."
    )
    print(
        f"So one client and scheduler feed some {1000 / client * FILES / rate:,.0f} cores with "
        f"partitions of {FILES} such reports: 1000 / {client:.1f} * {FILES} / {rate:.1f}."
    )


def tell_price(rate: float) -> None:
    hours = HUNDRED_MILLION / rate / 3600
    print(
        f"100 million such reports at {rate:.1f} a core second: 100,000,000 / {rate:.1f} / 3600 = "
        f"{hours:,.0f} core hours."
    )


if __name__ == "__main__":
    main()
