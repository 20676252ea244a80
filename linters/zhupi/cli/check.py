"""``zhupi check``: the main job."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from zhupi.checking.accepted import unused_entries
from zhupi.checking.cache import Cache
from zhupi.checking.files import Checker, Fixing, failed
from zhupi.checking.outcome import Outcome, Telling, outcome_of
from zhupi.checking.run import Run, jobs_for
from zhupi.cli.baseline import Comparison
from zhupi.cli.check_options import OPTIONS
from zhupi.cli.clashes import CHECK, CHECK_NEEDS, refuse_clashes, refuse_idle
from zhupi.cli.inputs import Inputs, find_inputs, reads_stdin
from zhupi.cli.options import (
    add_reading,
    add_selection,
    add_table,
    planner_of,
    read_options,
)
from zhupi.cli.outputs import (
    Output,
    files_of,
    read_outputs,
    refuse_overwriting,
    style_of,
    write_outputs,
    write_pieces,
)
from zhupi.cli.progress import with_progress
from zhupi.clock import RULES, STOPPED, Clock
from zhupi.errors import UserError
from zhupi.lang import Lang, Text
from zhupi.model.result import Result, Showing
from zhupi.reporters import ByFile
from zhupi.reporters.summary import Summary
from zhupi.rulepacks import Rule
from zhupi.settings import Plan, Planner
from zhupi.settings.spec import Threshold
from zhupi.storage import cache_folder

T = TypeVar("T")


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi check``."""
    add_table(parser, OPTIONS, lang)
    add_selection(parser, lang)
    add_reading(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Check files; returns the exit code."""
    if options.scheduler:
        from zhupi.cli import scheduler

        return scheduler.run(options)
    outputs = read_outputs(options.format, options.output)
    refuse_overwriting(outputs, list(filter(None, [*options.paths, options.stdin_filename])))
    _refuse_idle_options(options)
    if options.watch:
        from zhupi.cli.watching import watch

        return watch(options, lambda: _check(options, outputs), files_of(outputs))
    return _check(options, outputs)


class _Session(NamedTuple):
    """What one look at all files is made of."""

    options: argparse.Namespace
    planner: Planner
    inputs: Inputs
    outputs: Sequence[Output]
    comparison: Comparison | None
    clock: Clock


def _check(options: argparse.Namespace, outputs: Sequence[Output]) -> int:
    """One look at all files."""
    planner = planner_of(options)
    inputs = find_inputs(options, planner, files_of(outputs))
    comparison = None if options.no_baseline else Comparison(planner, options.baseline)
    if options.diff:
        from zhupi.cli.fixing import show_changes

        return show_changes(options, planner, inputs, comparison)
    clock = _clock(options, planner, inputs)
    session = _Session(options, planner, inputs, outputs, comparison, clock)
    judge = _Judge(planner, options)
    with Cache(None if options.no_cache or options.profile else cache_folder()) as cache:
        jobs = 1 if options.profile else jobs_for(options.jobs, len(inputs.paths))
        lost = _report(session, Run(_checker(session), cache, jobs), judge)
    judge.finish(inputs, comparison)
    judge.lose(lost)
    if options.profile:
        from zhupi.cli.profile import tell_profile

        tell_profile(clock, judge.files, judge.characters, options.lang)
    return judge.code


def _clock(options: argparse.Namespace, planner: Planner, inputs: Inputs) -> Clock:
    """A clock that runs where the user asks for a profile; the rules are loaded by then."""
    if not options.profile:
        return STOPPED
    clock = Clock()
    planner.rules(inputs.paths or (inputs.stdin_name or ".",))
    clock.lap(RULES)
    return clock


def _report(session: _Session, checking: Run, judge: "_Judge") -> tuple[UserError, ...]:
    """Check all files and write what was found; the errors of what could not be written."""
    options, planner, inputs, outputs, comparison, _ = session
    by_file = outputs[0].format.by_file if len(outputs) == 1 else None
    if by_file and not options.copies and inputs.stdin is None:
        return _tell(session, checking, judge, by_file)
    results = _results(session, checking)
    compared = map(comparison.new, results) if comparison else results
    rules = _rules(planner, outputs, inputs)
    return write_outputs(outputs, judge.judged(compared), options.lang, rules)


def _tell(
    session: _Session, checking: Run, judge: "_Judge", by_file: ByFile
) -> tuple[UserError, ...]:
    """The same where each file is told of by itself: the words for one that is known are kept."""
    options, _, inputs, (output,), comparison, _ = session
    style = style_of(output, options.lang, {})

    def outcome(result: Result) -> Outcome:
        new = comparison.new(result) if comparison else result
        return outcome_of(new, by_file.of_file(new, style))

    def keeps(plan: Plan) -> bool:
        return comparison is None or not comparison.concerns(plan)

    def pieces() -> Iterator[str]:
        told = checking.outcomes(inputs.paths, Telling((output.name, style), outcome, keeps))
        outcomes = chain(map(outcome, _lost(session)), _with_progress(session, told))
        yield from (each.text for each in judge.heard(outcomes))
        yield by_file.closing(judge.figures, style)

    return write_pieces(output, pieces())


def _results(session: _Session, checking: Run) -> Iterator[Result]:
    """The result of each file, in order; of what is no file first."""
    options, planner, inputs = session.options, session.planner, session.inputs
    if inputs.stdin is not None:
        results: Iterable[Result] = [checking.result(inputs.stdin_name, inputs.stdin)]
    else:
        results = _with_progress(session, checking.results(inputs.paths))
    if options.copies:
        from zhupi.checking.copies import with_copies  # needs zhupi[copies]

        results = with_copies(list(results), planner, options.lang)
    return chain(_lost(session), results)


def _lost(session: _Session) -> Iterator[Result]:
    lang = session.options.lang
    return (failed(error.where, error, lang) for error in session.inputs.failures)


def _with_progress(session: _Session, checked: Iterable[T]) -> Iterable[T]:
    printed = len(session.outputs) == 1 and not session.outputs[0].file
    files = len(session.inputs.paths)
    return with_progress(checked, files, session.options.lang, printed=printed)


def _checker(session: _Session) -> Checker:
    options, comparison = session.options, session.comparison
    page = options.copies or any(output.format.page for output in session.outputs)
    return Checker(
        session.planner,
        read_options(options),
        Showing(options.lang, page),
        _fixing(options),
        comparison.known if comparison else None,
        session.clock,
    )


def _fixing(options: argparse.Namespace) -> Fixing | None:
    if not options.fix:
        return None
    from zhupi.cli.fixing import fixing_of

    return fixing_of(options)


def _rules(planner: Planner, outputs: Sequence[Output], inputs: Inputs) -> dict[str, Rule]:
    """All rules by name that hold for a file, where an output speaks of them."""
    if not any(output.format.rules for output in outputs):
        return {}
    return planner.rules(inputs.paths or (inputs.stdin_name or ".",))


class _Judge:
    """Finds the exit code while results pass, and says on stderr what is no finding."""

    def __init__(self, planner: Planner, options: argparse.Namespace) -> None:
        self.code = self.files = self.characters = 0
        self.figures = Summary()
        self._planner = planner
        self._options = options
        self._used: dict[Path, set[int]] = {}

    def judged(self, results: Iterable[Result]) -> Iterator[Result]:
        """The results as they are."""
        for result in results:
            self._hear(outcome_of(result))
            yield result

    def heard(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes as they are."""
        for outcome in outcomes:
            self._hear(outcome)
            yield outcome

    def _hear(self, outcome: Outcome) -> None:
        self.files += 1
        self.characters += outcome.characters
        self.figures += outcome.figures
        if outcome.failure:
            print(outcome.failure, file=sys.stderr)
            self.code = 2
            return
        for note in outcome.notes:
            colon = Text("：", ": ").say(self._options.lang)
            print(f"{outcome.path}{colon}{note}", file=sys.stderr)
        plan = self._planner.plan(outcome.path)
        if plan.settings.suppressions:
            self._used.setdefault(Path(outcome.path).parent, set()).update(outcome.used)
        if _reaches(outcome.figures, self._options.fail_on or plan.chosen.fail_on):
            self.code = max(self.code, 1)

    def lose(self, outputs: Iterable[UserError]) -> None:
        """Say what could not be written."""
        for error in outputs:
            print(error.say(self._options.lang), file=sys.stderr)
            self.code = 2

    def finish(self, inputs: Inputs, comparison: Comparison | None) -> None:
        """Say what is left over of the configuration's suppressions and of the baseline."""
        whole = self.code != 2 and not any(getattr(self._options, name) for name in _NARROWING)
        if whole and comparison:
            comparison.tell_stale(self._options.lang)
        if whole:
            for told in unused_entries(self._planner, inputs.folders, self._used):
                print(told.say(self._options.lang), file=sys.stderr)


_NARROWING = (
    "select", "ignore", "genre", "detector", "no_detector",
    "isolated", "config", "words", "original",
)  # fmt: skip
"""Options with which a finding may be missing although its fault is there."""


def _reaches(figures: Summary, threshold: Threshold) -> bool:
    """Whether a finding is as grave as that."""
    counts = (figures.error, figures.warning, figures.info)
    return any(counts[: _GRAVE[threshold]])


_GRAVE: Mapping[Threshold, int] = {"never": 0, "error": 1, "warning": 2, "info": 3}
"""How many of the severities, the gravest first, are as grave as a threshold."""


def _refuse_idle_options(options: argparse.Namespace) -> None:
    """Raise UserError for options that say the contrary of others, or would have no effect."""
    refuse_clashes(options, CHECK)
    refuse_idle(options, CHECK_NEEDS)
    if reads_stdin(options) and options.watch:
        raise UserError(
            "--watch",
            Text("标准输入不能监视", "stdin cannot be watched"),
            Text("给出文件或文件夹", "name files or folders"),
        )
