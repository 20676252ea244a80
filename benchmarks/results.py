"""What the race measured, and the targets it is held against."""

import statistics
from collections.abc import Callable, Mapping
from typing import NamedTuple

from benchmarks.contenders import BARE_PYTHON, LIMAE, NODE_PEERS, TEXTLINT
from benchmarks.stopwatch import Ran

Entry = tuple[str, str]
"""A set of files, and the name of a contender."""


class Reading(NamedTuple):
    """Word files a CPU second, by round."""

    zhupi: tuple[float, ...] = ()
    python_docx: tuple[float, ...] = ()


class Results(NamedTuple):
    """All runs by round. Round 0 warms up; it counts for a contender that has no time for more."""

    runs: dict[Entry, dict[int, Ran]]
    slow: frozenset[Entry]  # their round 0 counts
    out: Mapping[Entry, str]  # stopped or failed, and why
    reading: Reading = Reading()

    def counted(self, entry: Entry) -> dict[int, Ran]:
        runs = self.runs.get(entry, {})
        if entry in self.out:
            return {}
        return {number: ran for number, ran in runs.items() if number or entry in self.slow}

    def ratio(self, entry: Entry, base: Entry, what: str = "cpu") -> float | None:
        """The median of the ratios of the rounds in which both ran."""
        bases = {} if base in self.out else self.runs.get(base, {})
        ratios = [
            getattr(ran, what) / max(1e-6, getattr(bases[number], what))
            for number, ran in self.counted(entry).items()
            if number in bases
        ]
        return statistics.median(ratios) if ratios else None


class Target(NamedTuple):
    """A figure that is to be at most (or at least) so much; None is not measured."""

    what: str
    limit: float
    measured: Callable[[Results], float | None]
    unit: str = "×"
    at_least: bool = False

    def verdict(self, figure: float | None) -> str:
        if figure is None:
            return "not measured"
        reached = figure >= self.limit if self.at_least else figure <= self.limit
        return "reached" if reached else "**missed**"


ALL, EXACT = "zhupi", "zhupi --no-detector"


def _to(set_: str, name: str, base: str, what: str = "cpu") -> Callable[[Results], float | None]:
    return lambda results: results.ratio((set_, name), (set_, base), what)


def _tenfold(name: str) -> Callable[[Results], float | None]:
    return lambda results: results.ratio(("10mb", name), ("1mb", name))


def _to_node(results: Results) -> float | None:
    """The cold start as a share of that of the fastest peer that runs in Node."""
    ratios = [results.ratio(("small", ALL), ("small", peer)) for peer in NODE_PEERS]
    return max((ratio for ratio in ratios if ratio is not None), default=None)


def _textlint(results: Results) -> float | None:
    """From textlint's rounds, which may be fewer."""
    return results.ratio(("reports", TEXTLINT), ("reports", ALL))


def _peak(results: Results) -> float | None:
    sets = ("small", "reports", "10mb")
    peaks = [ran.peak for set_ in sets for ran in results.counted((set_, EXACT)).values()]
    return max(peaks, default=None)


def _read(results: Results) -> float | None:
    return statistics.median(results.reading.zhupi) if results.reading.zhupi else None


def _read_ratio(results: Results) -> float | None:
    both = zip(results.reading.zhupi, results.reading.python_docx, strict=True)
    ratios = [ours / theirs for ours, theirs in both]
    return statistics.median(ratios) if ratios else None


TARGETS = (
    Target("no detector: cold start, to bare Python, CPU", 3, _to("small", EXACT, BARE_PYTHON)),
    Target("no detector: reports, to limae, CPU", 1, _to("reports", EXACT, LIMAE)),
    Target("no detector: 10 MB, to limae, CPU", 1, _to("10mb", EXACT, LIMAE)),
    Target(
        "no detector: reports, two processes, to limae, wall",
        0.65,
        _to("reports", f"{EXACT}, 2 processes", LIMAE, "wall"),
    ),
    Target("no detector: 10 MB to 1 MB, CPU", 11, _tenfold(EXACT)),
    Target("no detector: the highest peak of memory", 120, _peak, "MiB"),
    Target("all rules: cold start, to bare Python, CPU", 12, _to("small", ALL, BARE_PYTHON)),
    Target("all rules: cold start, to the fastest peer in Node, CPU", 1, _to_node),
    Target("all rules: reports, to autocorrect-node, CPU", 1, _to("reports", ALL, NODE_PEERS[0])),
    Target("all rules: textlint's reports to ours, CPU", 4, _textlint, at_least=True),
    Target("all rules: 10 MB to 1 MB, CPU", 11, _tenfold(ALL)),
    Target(
        "all rules: reports unchanged since the last run, to limae, CPU",
        0.25,
        _to("reports", "zhupi, nothing changed", LIMAE),
    ),
    Target("Word files read in a CPU second", 1000, _read, "a second", at_least=True),
    Target("Word files read, to python-docx's bare text", 15, _read_ratio, at_least=True),
)
