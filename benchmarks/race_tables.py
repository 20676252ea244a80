"""The tables of the race, as they stand in docs/performance.md."""

import statistics
from collections.abc import Mapping

from benchmarks.contenders import BARE_PYTHON, CONTENDERS, LIMAE
from benchmarks.pages import as_table
from benchmarks.results import TARGETS, Reading, Results

BASES = {"small": (BARE_PYTHON, LIMAE), "reports": (LIMAE,), "10mb": (LIMAE,)}
Counts = Mapping[str, Mapping[str, float]]
"""counts.json of the corpus."""


def tables(results: Results, counts: Counts, limit: float) -> dict[str, str]:
    """All tables by the names of their markers; ``limit`` in seconds is what the slow ran into."""
    made = {name: set_table(results, name, counts, limit) for name in (*BASES, "1mb", "docx")}
    return made | {
        "corpus": corpus_table(counts),
        "reading": reading_table(results.reading),
        "targets": targets_table(results),
    }


def set_table(results: Results, name: str, counts: Counts, limit: float) -> str:
    """A row a contender; ratios are medians of the ratios of rounds."""
    bases = BASES.get(name, ())
    of = counts["md" if name in ("reports", "docx") else name]
    ratios = [(what, base) for base in bases for what in ("cpu", "wall")]
    head = ["tool", "CPU ms", "wall ms", "peak MiB"]
    head += [f"{'CPU' if what == 'cpu' else what} / {base}" for what, base in ratios]
    head += ["files a CPU second" if of["files"] > 1 else "MB a CPU second", "rounds"]
    cells = []
    for contender in CONTENDERS:
        entry = (name, contender.name)
        if entry in results.late:
            cells.append(
                [contender.name, f"did not finish in {limit:g} s", *[""] * (len(head) - 2)]
            )
        elif runs := results.counted(entry):
            cpu = statistics.median(ran.cpu for ran in runs.values())
            done = of["files"] if of["files"] > 1 else of["bytes"] / 1e6
            cells.append(
                [
                    contender.name,
                    _spread([1000 * ran.cpu for ran in runs.values()]),
                    _spread([1000 * ran.wall for ran in runs.values()]),
                    f"{max(ran.peak for ran in runs.values()):.0f}",
                    *(_figure(results.ratio(entry, (name, base), what)) for what, base in ratios),
                    "" if contender.name.startswith(("python", "node")) else _figure(done / cpu),
                    str(len(runs)),
                ]
            )
    return as_table(head, cells)


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
