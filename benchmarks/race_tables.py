"""The tables of the race, as they stand in docs/performance.md."""

import statistics
from collections.abc import Mapping

from benchmarks.contenders import BARE_PYTHON, CONTENDERS, LIMAE
from benchmarks.pages import as_table
from benchmarks.results import TARGETS, Reading, Results
from benchmarks.stopwatch import Ran

BASES = {"small": (BARE_PYTHON, LIMAE), "reports": (LIMAE,), "10mb": (LIMAE,)}
_KINDS = {"cpu": "CPU", "wall": "wall"}
Counts = Mapping[str, Mapping[str, float]]
"""counts.json of the corpus."""


def tables(results: Results, counts: Counts) -> dict[str, str]:
    """All tables by the names of their markers."""
    made = {name: set_table(results, name, counts) for name in (*BASES, "1mb", "docx")}
    return made | {
        "corpus": corpus_table(counts),
        "reading": reading_table(results.reading),
        "targets": targets_table(results),
    }


def set_table(results: Results, name: str, counts: Counts) -> str:
    """A row a contender; ratios are medians of the ratios of rounds."""
    columns = [(base, what) for base in BASES.get(name, ()) for what in ("cpu", "wall")]
    of = counts["md" if name in ("reports", "docx") else name]
    done, rate = (of["files"], "files") if of["files"] > 1 else (of["bytes"] / 1e6, "MB")
    head = ["tool", "CPU ms", "wall ms", "peak MiB"]
    head += [f"{_KINDS[what]} / {base}" for base, what in columns]
    head += [f"{rate} a CPU second", "rounds"]
    cells = []
    for contender in CONTENDERS:
        entry = (name, contender.name)
        if entry in results.out:
            cells.append([contender.name, results.out[entry], *[""] * (len(head) - 2)])
        elif runs := list(results.counted(entry).values()):
            ratios = [results.ratio(entry, (name, base), what) for base, what in columns]
            speed = None if contender.bare else done / statistics.median(ran.cpu for ran in runs)
            cells.append([contender.name, *_times(runs), *map(_figure, [*ratios, speed])])
            cells[-1].append(str(len(runs)))
    return as_table(head, cells)


def _times(runs: list[Ran]) -> list[str]:
    """The cells of CPU, wall time and peak."""
    cpu, wall = ([1000 * getattr(ran, what) for ran in runs] for what in _KINDS)
    return [_spread(cpu), _spread(wall), f"{max(ran.peak for ran in runs):.0f}"]


def corpus_table(counts: Counts) -> str:
    """What the files are, and how much of them repeats."""
    names = {"md": "reports", "10mb": "10mb", "1mb": "1mb", "small": "small"}
    rows = list(next(iter(counts.values())))
    cells = [[row, *(_amount(row, counts[name][row]) for name in names)] for row in rows]
    return as_table(["", *names.values()], cells)


def reading_table(reading: Reading) -> str:
    """Word files a CPU second, one process, the import not counted."""
    rows = (
        ("zhupi, all of the file", reading.zhupi),
        ("python-docx, text of the body", reading.python_docx),
    )
    return as_table(
        ["reader", "files a CPU second", "rounds"],
        [[name, _spread(list(found)), str(len(found))] for name, found in rows if found],
    )


def targets_table(results: Results) -> str:
    cells = []
    for target in TARGETS:
        figure = target.measured(results)
        bound = f"{'at least' if target.at_least else 'at most'} {target.limit:g} {target.unit}"
        cells.append([target.what, bound, _figure(figure), target.verdict(figure)])
    return as_table(["target", "bound", "measured", ""], cells)


def _spread(values: list[float]) -> str:
    """The median, and between what it lies."""
    if len(values) == 1:
        return _figure(values[0])
    return f"{_figure(statistics.median(values))} [{_figure(min(values))}–{_figure(max(values))}]"


def _figure(value: float | None) -> str:
    """Three digits that count, at least down to the hundredth."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _amount(row: str, value: float) -> str:
    return f"{100 * value:.1f} %" if row.startswith("repeated") else f"{value:,.0f}"
