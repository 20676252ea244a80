"""``zhupi check``: the main job."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator

from zhupi.cli.fixing import difference, fix_in_place, fixing_terms, manner_of
from zhupi.cli.options import (
    Options,
    add_reading,
    add_selection,
    add_table,
    read_options,
    selected_rules,
)
from zhupi.cli.output import joined, write_output
from zhupi.engine.discovery import discover, read_file
from zhupi.engine.linting import report_on
from zhupi.engine.locating import Showing, result_of
from zhupi.errors import UnreadableFile, UserError
from zhupi.formats import read
from zhupi.lang import Lang, Text
from zhupi.model.finding import Severity
from zhupi.model.result import Result
from zhupi.reporters import REPORTERS, Style
from zhupi.rulepacks import Ruleset

HELP = Text("检查文件，列出问题", "check files and list what is wrong")
_LEVELS = ["error", "warning", "info", "never"]
_OPTIONS: Options = (
    (
        ("paths",),
        {"metavar": "PATH", "nargs": "*", "default": []},
        Text(
            "文件或文件夹（默认为当前文件夹）；- 为标准输入",
            "files, folders; - is stdin",
        ),
    ),
    (
        ("--format",),
        {"choices": sorted(REPORTERS), "default": "text"},
        Text("输出格式（默认 text）", "output format (default text)"),
    ),
    (
        ("-o", "--output"),
        {"metavar": "FILE", "default": ""},
        Text("把结果写入文件", "write the output to a file"),
    ),
    (
        ("--fail-on",),
        {"choices": _LEVELS, "default": "warning"},
        Text("有这一级及以上的问题时退出码为 1（默认 warning）", "severity that exits with 1"),
    ),
    (
        ("--fix",),
        {"action": "store_true"},
        Text(
            "改掉有把握的问题，写回文件（Word 文件用修订）",
            "make the sure corrections in the files (in Word files as tracked changes)",
        ),
    ),
    (
        ("--unsafe-fixes",),
        {"action": "store_true"},
        Text("连需要斟酌的改法一起改", "make the unsure corrections, too"),
    ),
    (
        ("--no-track",),
        {"action": "store_true"},
        Text("Word 文件直接改，不留修订", "change Word files without tracking"),
    ),
    (
        ("--diff",),
        {"action": "store_true"},
        Text("只显示会怎样改，不写文件", "show what --fix would change; write nothing"),
    ),
    (
        ("--stdin-filename",),
        {"metavar": "NAME", "default": ""},
        Text("标准输入的文件名，用来判断格式", "the file name of stdin, which tells its format"),
    ),
)


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi check``."""
    add_table(parser, _OPTIONS, lang)
    add_selection(parser, lang)
    add_reading(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Check files; returns the exit code."""
    ruleset = selected_rules(options)
    _refuse_idle_options(options)
    failures: list[UserError] = []
    if options.diff:
        return _show_changes(options, ruleset, failures)
    reports = list(_reports(options, ruleset, failures))
    if reports or options.output:
        # Also when nothing could be read: an old file of results must not pass for a new one.
        output = joined(REPORTERS[options.format].report(reports, _style(options)))
        write_output(output, options.output)
    return _tell(failures, options) or _exit_code(reports, options.fail_on)


def _refuse_idle_options(options: argparse.Namespace) -> None:
    """Raise UserError for options that say how to fix where nothing is fixed."""
    if (options.unsafe_fixes or options.no_track) and not (options.fix or options.diff):
        raise UserError(
            "--unsafe-fixes" if options.unsafe_fixes else "--no-track",
            Text("没有 --fix 或 --diff，不会改写", "without --fix or --diff nothing is changed"),
            Text("加上 --fix 或 --diff", "add --fix or --diff"),
        )


def _tell(failures: list[UserError], options: argparse.Namespace) -> int:
    """Say what could not be done; returns 2 when there is anything."""
    for failure in failures:
        print(failure.say(options.lang), file=sys.stderr)
    return 2 if failures else 0


def _show_changes(options: argparse.Namespace, ruleset: Ruleset, failures: list[UserError]) -> int:
    """Print what would change; returns 1 when anything would."""
    terms, changes = fixing_terms(options, ruleset, manner_of(options)), ""
    for name, raw in _inputs(options, failures):
        try:
            changes += difference(raw, name, terms)
        except UserError as error:
            failures.append(error)
    write_output(changes, options.output)
    return _tell(failures, options) or int(bool(changes))


def _reports(
    options: argparse.Namespace, ruleset: Ruleset, failures: list[UserError]
) -> Iterator[Result]:
    """A report for each file; a file that cannot be read does not stop the others."""
    reading = read_options(options)
    terms = fixing_terms(options, ruleset, manner_of(options)) if options.fix else None
    for name, raw in _inputs(options, failures):
        try:
            now = fix_in_place(raw, name, terms, options.lang) if terms else raw
            document = read(now, name, reading)
            report = report_on(document, ruleset, lang=options.lang, genre=options.genre)
        except UserError as error:
            failures.append(error)
            continue
        for note in document.notes:
            colon = Text("：", ": ").say(options.lang)
            print(f"{name}{colon}{note.say(options.lang)}", file=sys.stderr)
        yield result_of(report, Showing(options.lang))


def _inputs(options: argparse.Namespace, failures: list[UserError]) -> Iterator[tuple[str, bytes]]:
    if options.paths == ["-"] or (options.stdin_filename and not options.paths):
        if options.fix:
            raise UserError(
                "--fix",
                Text("标准输入没有文件可改", "stdin is no file that could be changed"),
                Text("给出文件名，或用 --diff", "name a file, or use --diff"),
            )
        yield _stdin(options.stdin_filename)
        return
    for path in discover(options.paths or ["."], failures):
        try:
            yield str(path), read_file(path)
        except UnreadableFile as error:
            failures.append(error)


def _stdin(name: str) -> tuple[str, bytes]:
    if not name:
        raise UserError(
            "-",
            Text("读标准输入时不知道格式", "the format of stdin is not known"),
            Text("加上 --stdin-filename 报告.md", "add --stdin-filename report.md"),
        )
    if sys.stdin is None:
        raise UserError(
            "-", Text("标准输入已关闭", "stdin is closed"), Text("给出文件名", "name a file")
        )
    return name, sys.stdin.buffer.read()


def _style(options: argparse.Namespace) -> Style:
    colour = sys.stdout.isatty() and not options.output and "NO_COLOR" not in os.environ
    return Style(options.lang, colour, min(shutil.get_terminal_size().columns, 120))


def _exit_code(reports: list[Result], fail_on: str) -> int:
    if fail_on == "never":
        return 0
    least = Severity[fail_on.upper()]
    found = any(each.finding.severity >= least for report in reports for each in report.located)
    return int(found)
