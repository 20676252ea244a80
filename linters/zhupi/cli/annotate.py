"""``zhupi annotate``: a Word file with the findings as comments in it."""

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path

from zhupi.checking.files import Checker
from zhupi.cli.fixing import fixing_of, now
from zhupi.cli.options import (
    Options,
    add_reading,
    add_selection,
    add_table,
    planner_of,
    read_options,
)
from zhupi.engine.annotating import annotate
from zhupi.engine.discovery import existing_file, read_file
from zhupi.engine.writing import write_file
from zhupi.errors import UserError
from zhupi.formats import Manner
from zhupi.lang import Lang, Text

HELP = Text("把问题写成批注，存成另一个 Word 文件", "write the findings into a copy, as comments")

_OPTIONS: Options = (
    (
        ("--force",),
        {"action": "store_true"},
        Text("输出文件已存在时覆盖它", "overwrite an output that is there"),
    ),
    (
        ("-o", "--output"),
        {"metavar": "FILE", "default": ""},
        Text("写入的文件（默认在原名后加“-朱批”）", "the copy (default: the name and “-朱批”)"),
    ),
    (
        ("--date",),
        {"metavar": "DATE", "default": ""},
        Text("批注和修订的日期，如 2026-01-31", "the date of comments and changes"),
    ),
    (
        ("--unsafe-fixes",),
        {"action": "store_true"},
        Text("连需要斟酌的改法也标成修订", "track the unsure corrections, too"),
    ),
)


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi annotate``."""
    file = Text("Word 文件（.docx）", "a Word file (.docx)")
    parser.add_argument("file", metavar="FILE", help=file.say(lang))
    add_table(parser, _OPTIONS, lang)
    add_selection(parser, lang)
    add_reading(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Write the annotated copy; returns the exit code."""
    path = existing_file(options.file)
    output = Path(options.output) if options.output else path.with_stem(f"{path.stem}-朱批")
    _refuse_overwriting(path, output, force=options.force)
    planner = planner_of(options)
    checker = Checker(planner, read_options(options))
    terms = checker.terms(planner.plan(path), fixing_of(options, Manner(date=_date(options.date))))
    done = annotate(read_file(path), str(path), terms, options.lang)
    write_file(output, done.raw)
    told = Text(
        f"{output}：{done.told} 处批注，{done.tracked} 处修订",
        f"{output}: {done.told} comments, {done.tracked} tracked changes",
    )
    print(told.say(options.lang), file=sys.stderr)
    return 0


def _refuse_overwriting(path: Path, output: Path, *, force: bool) -> None:
    """Raise UserError for an output that is the original, or that is there already."""
    if not os.path.exists(output):  # noqa: PTH110 (a name that is too long is simply not there)
        return
    if output.samefile(path):
        raise UserError(
            str(output),
            Text("不能覆盖原文件", "the original is never overwritten"),
            Text("用 -o 另取一个文件名", "choose another name with -o"),
        )
    if not force:
        raise UserError(
            str(output),
            Text(
                "文件已经存在，里面可能有您处理过的批注", "it is there, perhaps with your own work"
            ),
            Text("用 -o 另取一个文件名，或加 --force", "choose another name with -o, or --force"),
        )


def _date(given: str) -> str:
    if not given:
        return now()
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise UserError(
            f"--date {given}",
            Text("看不懂这个日期", "not a date"),
            Text("写成 2026-01-31", "write 2026-01-31"),
        ) from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
