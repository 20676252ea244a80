"""``zhupi check``: the main job."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

from zhupi.cli.options import (
    add_own_words,
    add_reading,
    add_rules_folder,
    add_words,
    load_rules,
    read_options,
    split_names,
)
from zhupi.cli.output import write_output
from zhupi.engine.discovery import discover, read_file
from zhupi.engine.linting import report_on
from zhupi.errors import UnreadableFile, UserError
from zhupi.formats import read
from zhupi.lang import Lang, Text
from zhupi.model.finding import Severity
from zhupi.model.report import FileReport
from zhupi.reporters import REPORTERS, Style
from zhupi.rulepacks import Ruleset, select_rules
from zhupi.rulepacks.decoding import suggest
from zhupi.rulepacks.selection import DETECTOR_LEVELS, DetectorLevel, with_detector

HELP = Text("检查文件，列出问题", "check files and list what is wrong")
_LEVELS = ["error", "warning", "info", "never"]
_OPTIONS: tuple[tuple[tuple[str, ...], dict[str, Any], Text], ...] = (
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
        ("--select",),
        {"metavar": "NAME", "action": "append", "default": []},
        Text("只用这些规则或规则包，用逗号隔开", "only these rules or packs, with commas between"),
    ),
    (
        ("--ignore",),
        {"metavar": "NAME", "action": "append", "default": []},
        Text("不用这些规则或规则包", "not these rules or packs"),
    ),
    (
        ("--fail-on",),
        {"choices": _LEVELS, "default": "warning"},
        Text("有这一级及以上的问题时退出码为 1（默认 warning）", "severity that exits with 1"),
    ),
    (
        ("--genre",),
        {"metavar": "NAME", "default": ""},
        Text("指明文种，不按标题判断", "the genre of the documents, instead of by title"),
    ),
    (
        ("--detector",),
        {"choices": DETECTOR_LEVELS, "default": "default"},
        Text(
            "错别字检测的细致程度（默认 default；thorough 查得更多，误报也更多）",
            "how hard to look for typos that no list names (thorough finds more, with more "
            "false alarms)",
        ),
    ),
    (
        ("--no-detector",),
        {"action": "store_true"},
        Text("只按词表查错别字，等于 --detector off", "typos by lists only: --detector off"),
    ),
    (
        ("--stdin-filename",),
        {"metavar": "NAME", "default": ""},
        Text("标准输入的文件名，用来判断格式", "the file name of stdin, which tells its format"),
    ),
)


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi check``."""
    for names, how, help_text in _OPTIONS:
        parser.add_argument(*names, help=help_text.say(lang), **how)
    add_reading(parser, lang)
    add_rules_folder(parser, lang)
    add_words(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Check files; returns the exit code."""
    everything = with_detector(add_own_words(load_rules(options), options), _detector(options))
    _check_genre(options.genre, everything)
    ruleset = select_rules(everything, split_names(options.select), split_names(options.ignore))
    failures: list[UserError] = []
    reports = list(_reports(options, ruleset, failures))
    if reports or options.output:
        # Also when nothing could be read: an old file of results must not pass for a new one.
        output = REPORTERS[options.format](reports, _style(options))
        write_output(output, options.output)
    for failure in failures:
        print(failure.say(options.lang), file=sys.stderr)
    return 2 if failures else _exit_code(reports, options.fail_on)


def _detector(options: argparse.Namespace) -> DetectorLevel:
    level: DetectorLevel = "off" if options.no_detector else options.detector
    return level


def _reports(
    options: argparse.Namespace, ruleset: Ruleset, failures: list[UserError]
) -> Iterator[FileReport]:
    """A report for each file; a file that cannot be read does not stop the others."""
    reading = read_options(options)
    for name, raw in _inputs(options, failures):
        try:
            document = read(raw, name, reading)
            report = report_on(document, ruleset, lang=options.lang, genre=options.genre)
        except UserError as error:
            failures.append(error)
            continue
        for note in document.notes:
            colon = Text("：", ": ").say(options.lang)
            print(f"{name}{colon}{note.say(options.lang)}", file=sys.stderr)
        yield report


def _inputs(options: argparse.Namespace, failures: list[UserError]) -> Iterator[tuple[str, bytes]]:
    if options.paths == ["-"] or (options.stdin_filename and not options.paths):
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


def _check_genre(genre: str, ruleset: Ruleset) -> None:
    names = list(ruleset.genres)
    if genre and genre not in names:
        raise UserError(
            f"--genre {genre}",
            Text("没有这个文种", "there is no such genre"),
            suggest(genre, names),
        )


def _style(options: argparse.Namespace) -> Style:
    colour = sys.stdout.isatty() and not options.output and "NO_COLOR" not in os.environ
    return Style(options.lang, colour, min(shutil.get_terminal_size().columns, 120))


def _exit_code(reports: list[FileReport], fail_on: str) -> int:
    if fail_on == "never":
        return 0
    least = Severity[fail_on.upper()]
    found = any(finding.severity >= least for each in reports for finding in each.findings)
    return int(found)
