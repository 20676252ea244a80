"""What ``--fix`` and ``--diff`` do to a file."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zhupi.checking.files import Checker, Fixing, now
from zhupi.cli.baseline import Comparison
from zhupi.cli.inputs import Inputs
from zhupi.cli.options import read_options
from zhupi.cli.output import write_output
from zhupi.engine.discovery import read_file
from zhupi.errors import UserError
from zhupi.formats import Manner, read
from zhupi.lang import Text
from zhupi.model.document import Document
from zhupi.model.fix import Safety
from zhupi.settings import Planner

if TYPE_CHECKING:
    from zhupi.engine.fixing import Terms


def fixing_of(options: argparse.Namespace, manner: Manner | None = None) -> Fixing:
    """What the options say of fixes; raises UserError for what cannot go together."""
    if options.original:
        raise UserError(
            "--original",
            Text("修订之前的原文不能改写", "the text before its revisions cannot be changed"),
            Text("去掉 --original", "leave --original out"),
        )
    least = Safety.UNSAFE if options.unsafe_fixes else Safety.SAFE
    return Fixing(least, manner or Manner(date=now(), track=not options.no_track))


def show_changes(
    options: argparse.Namespace, planner: Planner, inputs: Inputs, comparison: Comparison | None
) -> int:
    """Print what would change; returns 1 when anything would, 2 when a file cannot be read."""
    fixing = fixing_of(options)
    known = comparison.known if comparison else None
    checker = Checker(planner, read_options(options), known=known)
    changes, failures = "", list(inputs.failures)
    for name in inputs.paths or (inputs.stdin_name,):
        terms = checker.terms(name, planner.plan(Path(name)), fixing)  # its faults stop the run
        try:
            raw = read_file(Path(name)) if inputs.stdin is None else inputs.stdin
            changes += "".join(_difference(raw, name, terms))
        except UserError as error:
            failures.append(error)
    write_output(changes, options.output)
    for failure in failures:
        print(failure.say(options.lang), file=sys.stderr)
    return 2 if failures else int(bool(changes))


def _difference(raw: bytes, name: str, terms: "Terms") -> Iterator[str]:
    """What the fixes would change, as a unified diff; that of Word files is of their text."""
    from difflib import unified_diff

    from zhupi.engine.fixing import fix_file

    fixed = fix_file(raw, name, terms).raw
    if fixed != raw:
        old, new = (_lines(read(each, name, terms.reading), each) for each in (raw, fixed))
        yield from unified_diff(old, new, name, name)


def _lines(document: Document, raw: bytes) -> list[str]:
    """The lines of a file, or of a Word file's text, with their ends."""
    if document.format == "docx":
        return [f"{line}\n" for line in document.text.split("\n")]
    from zhupi.formats.decoding import decode

    lines = decode(raw, document.path).text.splitlines(keepends=True)
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]
