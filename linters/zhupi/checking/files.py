"""Checking one file: what holds for it, what stands in it, what is wrong with it.

The engine is imported where a file is checked: a run that finds all its results kept does without.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zhupi.clock import LOCATING, OTHER, READING, STOPPED, Clock
from zhupi.engine.discovery import read_file
from zhupi.engine.writing import write_file
from zhupi.errors import UserError
from zhupi.formats import Manner, ReadOptions, read
from zhupi.lang import Lang, Text, counted
from zhupi.model.finding import Finding, Severity
from zhupi.model.fix import Safety
from zhupi.model.lines import Position
from zhupi.model.result import Excerpt, Extent, Located, Result, Showing
from zhupi.model.span import Span
from zhupi.model.suppression import Suppression
from zhupi.settings import Plan, Planner

if TYPE_CHECKING:
    from zhupi.engine.fixing import Fixed, Terms
    from zhupi.model.report import FileReport

UNREADABLE = "file/unreadable"
"""The rule of the finding that says that a file could not be checked."""


Known = Callable[[str], tuple[Suppression, ...]]
"""What is known of a file, and accepted."""


class Fixing(NamedTuple):
    """What ``--fix`` does: from which safety on, and how it writes into Word files."""

    least: Safety
    manner: Manner


def now() -> str:
    """The time as Word files have it."""
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Checker(NamedTuple):
    """Checks files by the plans of a planner, and corrects them before if it has a ``fixing``.

    ``known`` tells what a baseline knows of a file: that is not corrected. ``clock`` hears what is
    done.
    """

    planner: Planner
    reading: ReadOptions = ReadOptions()
    showing: Showing = Showing()
    fixing: Fixing | None = None
    known: Known | None = None
    clock: Clock = STOPPED

    def check_file(self, path: str) -> Result:
        """What is wrong in a file; what keeps it from being read is a finding as well.

        Raises UserError for what is wrong in a configuration.
        """
        plan = self.planner.plan(Path(path))
        self.planner.ruleset(plan)
        try:
            raw = read_file(Path(path))
        except UserError as error:
            return failed(path, error, self.showing.lang)
        return self.check(path, raw, plan)

    def check(self, path: str, raw: bytes, plan: Plan | None = None) -> Result:
        """The same of bytes, whose ``plan`` may be known; a fix is written to the file."""
        plan = plan or self.planner.plan(Path(path))
        self.planner.ruleset(plan)
        try:
            return self.look_at(path, raw, plan)
        except UserError as error:
            return failed(path, error, self.showing.lang)

    def look_at(self, path: str, raw: bytes, plan: Plan) -> Result:
        """The same; raises UserError also for bytes that cannot be read."""
        from zhupi.engine.locating import result_of

        self.clock.lap(OTHER)
        fixed = self._fix(path, raw, plan, self.fixing) if self.fixing else None
        result = result_of(self.report(path, fixed.raw if fixed else raw, plan), self.showing)
        self.clock.lap(LOCATING)
        told = _told(fixed, self.showing.lang) if fixed else ()
        return result._replace(notes=(*told, *result.notes))

    def report(self, path: str, raw: bytes, plan: Plan) -> "FileReport":
        """What stands in bytes and is wrong there; raises UserError as ``look_at`` does."""
        from zhupi.engine.linting import report_on

        document = read(raw, path, self.reading)
        self.clock.lap(READING)
        return report_on(
            document,
            self.planner.ruleset(plan),
            lang=self.showing.lang,
            genre=plan.genre,
            accepted=plan.suppressions,
            clock=self.clock,
        )

    def terms(self, path: str, plan: Plan, fixing: Fixing) -> "Terms":
        """What a file of that plan is corrected by."""
        from zhupi.engine.fixing import Terms

        ruleset = self.planner.ruleset(plan)
        accepted = (*plan.suppressions, *(self.known(path) if self.known else ()))
        return Terms(ruleset, fixing.least, plan.genre, fixing.manner, self.reading, accepted)

    def _fix(self, path: str, raw: bytes, plan: Plan, fixing: Fixing) -> "Fixed":
        """The file after its corrections, which are written; raises UserError where they cannot."""
        from zhupi.engine.fixing import fix_file

        fixed = fix_file(raw, path, self.terms(path, plan, fixing))
        if fixed.raw != raw:
            write_file(Path(path), fixed.raw)
        return fixed


def _told(fixed: "Fixed", lang: Lang) -> tuple[str, ...]:
    """What is said of corrections."""
    if not fixed.made and not fixed.refused:
        return ()
    zh, en = f"改了 {fixed.made} 处", f"{counted(fixed.made, 'correction')} made"
    if fixed.refused:
        zh += f"；{fixed.refused} 处在域、链接、已有修订等处，或改后全文为空，没有改"
        en += (
            f"; {fixed.refused} not made (in fields, links, earlier revisions; or nothing is left)"
        )
    return (Text(zh, en).say(lang),)


def failed(path: str, error: UserError, lang: Lang) -> Result:
    """The result of a file that could not be checked."""
    start = Position(1, 1)
    finding = Finding(UNREADABLE, Severity.ERROR, Span(0, 0), error.sentence(lang))
    located = Located(
        finding,
        Extent(start, start, (1, 1)),
        "",
        (),
        Excerpt("", 0, 0, False, False),
        None,
        (),
        None,
    )
    return Result(path, "text", (located,), failure=error.say(lang))
