"""``zhupi baseline``: record what is there, so that only what is new is reported."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from zhupi.checking.baseline import (
    BASELINE_FILE,
    Baseline,
    Known,
    empty_baseline,
    read_baseline,
    tally,
    written,
)
from zhupi.checking.cache import Cache, cache_folder
from zhupi.checking.files import Checker
from zhupi.checking.run import Run, jobs_for
from zhupi.cli.check_options import PATHS, RUNNING
from zhupi.cli.inputs import find_inputs
from zhupi.cli.options import (
    Options,
    add_reading,
    add_selection,
    add_table,
    planner_of,
    read_options,
)
from zhupi.cli.progress import with_progress
from zhupi.engine.locating import Showing
from zhupi.engine.writing import write_file
from zhupi.errors import UserError
from zhupi.lang import Lang, Text
from zhupi.model.result import Result
from zhupi.settings import Planner

HELP = Text(
    "把已有的问题记成基线，以后只报新问题", "record what is wrong now; later only news is told"
)

_OPTIONS: Options = (
    *PATHS,
    (
        ("-o", "--output"),
        {"metavar": "FILE", "default": ""},
        Text(
            f"基线文件（默认用配置里的，没有则为 {BASELINE_FILE}）",
            f"the file (default: that of the configuration, else {BASELINE_FILE})",
        ),
    ),
    (
        ("--prune",),
        {"action": "store_true"},
        Text("只删去已经改好的，不加新的", "only forget what is mended; add nothing"),
    ),
    *RUNNING,
)


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi baseline``."""
    add_table(parser, _OPTIONS, lang)
    add_selection(parser, lang)
    add_reading(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Write the baseline; returns the exit code."""
    planner = planner_of(options)
    file = _file(options, planner)
    baseline = read_baseline(file) if options.prune or file.is_file() else empty_baseline(file)
    with Cache(None if options.no_cache else cache_folder()) as cache:
        results = list(_results(options, planner, cache))
    failures = [result.failure for result in results if result.failure]
    for failure in failures:
        print(failure, file=sys.stderr)
    known = _pruned(baseline, results) if options.prune else baseline.record(_readable(results))
    write_file(file, written(known).encode("utf-8", "surrogatepass"))
    findings, files = tally(known)
    told = Text(
        f"{file}：{files} 个文件，{findings} 处问题",
        f"{file}: {findings} findings in {files} files",
    )
    print(told.say(options.lang), file=sys.stderr)
    return 2 if failures else 0


def _file(options: argparse.Namespace, planner: Planner) -> Path:
    configured = planner.settings(Path.cwd()).baseline
    return Path(options.output) if options.output else configured or Path(BASELINE_FILE)


def _results(options: argparse.Namespace, planner: Planner, cache: Cache) -> Iterator[Result]:
    inputs = find_inputs(options, planner)
    if inputs.stdin is not None:
        raise UserError(
            "-",
            Text("标准输入不能记入基线", "stdin cannot be recorded"),
            Text("给出文件或文件夹", "name files or folders"),
        )
    if inputs.failures:
        raise inputs.failures[0]
    checker = Checker(planner, read_options(options), Showing(options.lang))
    checking = Run(checker, cache, jobs_for(options.jobs, len(inputs.paths)))
    yield from with_progress(checking.results(inputs.paths), len(inputs.paths), options.lang)


def _readable(results: list[Result]) -> list[Result]:
    return [result for result in results if result.readable]


def _pruned(baseline: Baseline, results: list[Result]) -> Known:
    for result in results:
        baseline.new(result)
    return baseline.pruned()


class Comparison:
    """Results beside the baselines of their files."""

    def __init__(self, planner: Planner, file: str) -> None:
        self._planner = planner
        self._file = Path(file) if file else None
        self._baselines: dict[Path, Baseline] = {}

    def new(self, result: Result) -> Result:
        """The result without what its baseline knows; raises UserError for a bad baseline."""
        folder = Path(result.path).parent
        file = self._file or self._planner.settings(folder).baseline
        if file is None:
            return result
        if file not in self._baselines:
            self._baselines[file] = read_baseline(file)
        return self._baselines[file].new(result)

    def tell_stale(self, lang: Lang) -> None:
        """Say on stderr how much of the baselines is mended."""
        for file, baseline in self._baselines.items():
            count = baseline.stale().total()
            if count:
                told = Text(
                    f"{file}：有 {count} 处已经改好，运行 zhupi baseline --prune 从基线里删去",
                    f"{file}: {count} are mended; forget them with zhupi baseline --prune",
                )
                print(told.say(lang), file=sys.stderr)
