"""``zhupi baseline``: record what is there, so that only what is new is reported."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from zhupi.checking.baseline import (
    BASELINE_FILE,
    Baseline,
    Ran,
    empty_baseline,
    read_baseline,
    tally,
    written,
)
from zhupi.checking.cache import Cache
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
from zhupi.engine.writing import write_file
from zhupi.errors import UserError
from zhupi.formats import SUFFIXES
from zhupi.lang import Lang, Text, counted
from zhupi.model.result import Result, Showing
from zhupi.model.suppression import Suppression
from zhupi.settings import Plan, Planner
from zhupi.storage import cache_folder

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
    _refuse_narrow_pruning(options)
    planner = planner_of(options)
    file = _file(options, planner)
    baseline = _known(file, prune=options.prune)
    with Cache(None if options.no_cache else cache_folder()) as cache:
        results = list(_results(options, planner, cache))
    failures = [result.failure for result in results if result.failure]
    for failure in failures:
        print(failure, file=sys.stderr)
    readable = [result for result in results if result.readable]
    if options.prune:
        for result in readable:
            baseline.new(result)
        known = baseline.pruned(_ran_in(planner))
    else:
        known = baseline.record(readable, _ran_in(planner))
    write_file(file, written(known).encode("utf-8", "surrogatepass"))
    findings, files = tally(known)
    told = Text(
        f"{file}：{files} 个文件，{findings} 处问题",
        f"{file}: {counted(findings, 'finding')} in {counted(files, 'file')}",
    )
    print(told.say(options.lang), file=sys.stderr)
    return 2 if failures else 0


def _refuse_narrow_pruning(options: argparse.Namespace) -> None:
    """Raise UserError for options with which known findings would seem to be mended."""
    for name, given in (("--genre", options.genre), ("--original", options.original)):
        if options.prune and given:
            raise UserError(
                name,
                Text("换了看法，已知的问题会被误删", "known findings would seem to be mended"),
                Text(f"去掉 {name} 再 --prune", f"leave {name} out to prune"),
            )


def _known(file: Path, *, prune: bool) -> Baseline:
    """What was known; a broken file can be made anew, but not pruned."""
    if not prune and not file.is_file():
        return empty_baseline(file)
    try:
        return read_baseline(file)
    except UserError:
        if prune:
            raise
        return empty_baseline(file)


def _ran_in(planner: Planner) -> Ran:
    """Whether a rule looked at a file; one that is no more is none that did not run."""

    def ran(path: str, rule: str) -> bool:
        ruleset = planner.ruleset(planner.plan(Path(path)))
        enabled = (
            each for each in ruleset.rules if each.enabled and not each.traits.compares_documents
        )
        return rule in {each.name for each in enabled} or rule not in ruleset.names

    return ran


def _file(options: argparse.Namespace, planner: Planner) -> Path:
    """The file that is named, else that of the first thing to be checked."""
    if options.output:
        if Path(options.output).suffix.lower() in SUFFIXES:
            raise UserError(
                f"-o {options.output}",
                Text("这是文档的文件名，写进去会覆盖文档", "it is named as a document"),
                Text(f"另取一个名字，如 {BASELINE_FILE}", f"choose another name: {BASELINE_FILE}"),
            )
        return Path(options.output)
    first = Path(options.paths[0] if options.paths else ".")
    configured = planner.settings(first if first.is_dir() else first.parent).baseline
    return configured or Path(BASELINE_FILE)


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


class Comparison:
    """Results beside the baselines of their files."""

    def __init__(self, planner: Planner, file: str) -> None:
        self._planner = planner
        self._file = Path(file) if file else None
        self._baselines: dict[Path, Baseline] = {}

    def new(self, result: Result) -> Result:
        """The result without what its baseline knows; raises UserError for a bad baseline."""
        baseline = self._of(result.path)
        return baseline.new(result) if baseline else result

    def concerns(self, plan: Plan) -> bool:
        """Whether there is a baseline for files of a plan."""
        return bool(self._file or plan.settings.baseline)

    def known(self, path: str) -> tuple[Suppression, ...]:
        """What is known of a file, as findings that are accepted: no correction touches them."""
        baseline = self._of(path)
        words = baseline.words_of(path) if baseline else ()
        return tuple(Suppression(-1, rule, quote, "baseline", "") for rule, quote in words)

    def _of(self, path: str) -> Baseline | None:
        file = self._file or self._planner.plan(path).settings.baseline
        if file is not None and file not in self._baselines:
            self._baselines[file] = read_baseline(file)
        return self._baselines[file] if file else None

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
