"""``zhupi annotate``: a Word file with the findings as comments in it."""

import argparse
import re
import sys
from pathlib import Path

from zhupi.cli.fixing import fixing_terms, now
from zhupi.cli.options import add_file, add_reading, add_selection, selected_rules
from zhupi.cli.output import write_file
from zhupi.engine.annotating import annotate
from zhupi.engine.discovery import existing_file, read_file
from zhupi.errors import UserError
from zhupi.formats import Manner
from zhupi.lang import Lang, Text

HELP = Text("把问题写成批注，存成另一个 Word 文件", "write the findings into a copy, as comments")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?")


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi annotate``."""
    add_file(parser, lang)
    output = Text("写入的文件（默认在原名后加“-朱批”）", "the copy (default: the name and “-朱批”)")
    parser.add_argument("-o", "--output", metavar="FILE", default="", help=output.say(lang))
    date = Text("批注和修订的日期，如 2026-01-31", "the date of comments and changes")
    parser.add_argument("--date", metavar="DATE", default="", help=date.say(lang))
    unsafe = Text("连需要斟酌的改法也标成修订", "track the unsure corrections, too")
    parser.add_argument("--unsafe-fixes", action="store_true", help=unsafe.say(lang))
    add_selection(parser, lang)
    add_reading(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Write the annotated copy; returns the exit code."""
    path = existing_file(options.file)
    output = Path(options.output) if options.output else path.with_stem(f"{path.stem}-朱批")
    if output.exists() and output.samefile(path):
        raise UserError(
            str(output),
            Text("不能覆盖原文件", "the original is never overwritten"),
            Text("用 -o 另取一个文件名", "choose another name with -o"),
        )
    terms = fixing_terms(options, selected_rules(options), Manner(date=_date(options.date)))
    done = annotate(read_file(path), str(path), terms, options.lang)
    write_file(output, done.raw)
    told = Text(
        f"{output}：{len(done.findings)} 处批注，{done.tracked} 处修订",
        f"{output}: {len(done.findings)} comments, {done.tracked} tracked changes",
    )
    print(told.say(options.lang), file=sys.stderr)
    return 0


def _date(given: str) -> str:
    if not given:
        return now()
    if not _DATE.fullmatch(given):
        raise UserError(
            f"--date {given}",
            Text("看不懂这个日期", "not a date"),
            Text("写成 2026-01-31", "write 2026-01-31"),
        )
    return given if "T" in given else f"{given}T00:00:00Z"
