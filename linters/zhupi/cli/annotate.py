"""``zhupi annotate``: a Word file with the findings as comments, or a page that shows them."""

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path

from zhupi.checking.files import Checker, now
from zhupi.cli.fixing import fixing_of
from zhupi.cli.options import (
    Options,
    add_file,
    add_reading,
    add_selection,
    add_table,
    planner_of,
    read_options,
)
from zhupi.cli.outputs import Output, write_outputs
from zhupi.engine.annotating import annotate
from zhupi.engine.discovery import existing_file, read_file
from zhupi.engine.writing import write_file
from zhupi.errors import UserError
from zhupi.formats import SUFFIXES, Manner
from zhupi.lang import Lang, Text, counted
from zhupi.model.result import Showing

_OPTIONS: Options = (
    (
        ("--force",),
        {"action": "store_true"},
        Text("输出文件已存在时覆盖它", "overwrite an output that is there"),
    ),
    (
        ("-o", "--output"),
        {"metavar": "FILE", "default": ""},
        Text("写入的文件（默认在原名后加“-朱批”）", "the output (default: the name and “-朱批”)"),
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
    add_file(parser, lang)
    add_table(parser, _OPTIONS, lang)
    add_selection(parser, lang)
    add_reading(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Write the annotated copy; returns the exit code."""
    path = existing_file(options.file)
    is_word = SUFFIXES.get(path.suffix.lower()) == "docx"
    suffix = path.suffix if is_word else ".html"
    output = Path(options.output) if options.output else path.with_name(f"{path.stem}-朱批{suffix}")
    _refuse_overwriting(path, output, force=options.force)
    told = (_into_word if is_word else _onto_page)(options, path, output)
    print(told.say(options.lang), file=sys.stderr)
    return 0


def _into_word(options: argparse.Namespace, path: Path, output: Path) -> Text:
    """Write a copy with comments; returns what is said of it."""
    planner = planner_of(options)
    checker = Checker(planner, read_options(options))
    fixing = fixing_of(options, Manner(date=_date(options.date)))
    terms = checker.terms(str(path), planner.plan(path), fixing)
    done = annotate(read_file(path), str(path), terms, options.lang)
    write_file(output, done.raw)
    return Text(
        f"{output}：{done.told} 处批注，{done.tracked} 处修订",
        f"{output}: {counted(done.told, 'comment')}, {counted(done.tracked, 'tracked change')}",
    )


def _onto_page(options: argparse.Namespace, path: Path, output: Path) -> Text:
    """Write a page that shows the findings in the text; returns what is said of it."""
    planner = planner_of(options)
    checker = Checker(planner, read_options(options), Showing(options.lang, page=True))
    plan = planner.plan(path)
    result = checker.look_at(str(path), read_file(path), plan)
    rules = {rule.name: rule for rule in planner.ruleset(plan).rules}
    for error in write_outputs([Output("html", str(output))], [result], options.lang, rules):
        raise error
    count = len(result.located)
    return Text(f"{output}：{count} 处问题", f"{output}: {counted(count, 'finding')}")


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
