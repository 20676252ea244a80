"""What a command is to look at: files, the files of folders, or standard input."""

import argparse
import os
import sys
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from zhupi.engine.discovery import discover, folders_among
from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.settings import Planner


class Inputs(NamedTuple):
    """The files, the folders that were searched for them, and what could not be found.

    ``stdin`` are the bytes of standard input, where that is what is checked.
    """

    paths: tuple[str, ...]
    folders: tuple[Path, ...] = ()
    failures: tuple[UserError, ...] = ()
    stdin: bytes | None = None
    stdin_name: str = ""


def find_inputs(
    options: argparse.Namespace, planner: Planner, outputs: Collection[str] = ()
) -> Inputs:
    """What the command line names; raises UserError when it is nothing.

    ``outputs`` are files that the run writes: they are no documents of it.
    """
    if reads_stdin(options):
        name = options.stdin_filename
        if options.force_exclude and name and planner.excludes(name):
            _tell_excluded(options)
            return Inputs(())
        return _stdin(options)
    names = options.paths or ["."]
    failures: list[UserError] = []
    written = set(map(os.path.realpath, outputs))

    def excludes(path: str) -> bool:
        return planner.excludes(path) or (bool(written) and os.path.realpath(path) in written)

    paths = discover(names, failures, excludes, force=options.force_exclude)
    if not paths and not failures:
        _tell_excluded(options)
    return Inputs(tuple(paths), folders_among(names), tuple(failures))


def _tell_excluded(options: argparse.Namespace) -> None:
    told = Text("给出的文件都被配置排除了", "all files are excluded by the configuration")
    print(told.say(options.lang), file=sys.stderr)


def reads_stdin(options: argparse.Namespace) -> bool:
    """Whether standard input is to be checked; raises UserError for files beside it."""
    others = [name for name in options.paths if name != "-"]
    if not others:
        return bool(options.paths or options.stdin_filename)
    if "-" in options.paths:
        raise UserError(
            "-",
            Text("标准输入只能单独检查", "stdin must stand alone"),
            Text(f"去掉 -，或去掉 {others[0]}", f"leave out -, or {others[0]}"),
        )
    if options.stdin_filename:
        raise UserError(
            "--stdin-filename",
            Text("已经给出文件，不读标准输入", "files are named, and stdin is not read"),
            Text(f"去掉它，或去掉 {others[0]}", f"leave it out, or {others[0]}"),
        )
    return False


def _stdin(options: argparse.Namespace) -> Inputs:
    name = options.stdin_filename
    if getattr(options, "fix", False):
        raise UserError(
            "--fix",
            Text("标准输入没有文件可改", "stdin is no file that could be changed"),
            Text("给出文件名，或用 --diff", "name a file, or use --diff"),
        )
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
    return Inputs((), stdin=sys.stdin.buffer.read(), stdin_name=name)
