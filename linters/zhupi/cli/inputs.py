"""What a command is to look at: files, the files of folders, or standard input."""

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

from zhupi.engine.discovery import discover
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


def find_inputs(options: argparse.Namespace, planner: Planner) -> Inputs:
    """What the command line names; raises UserError when it is nothing."""
    if options.paths == ["-"] or (options.stdin_filename and not options.paths):
        return _stdin(options)
    names = options.paths or ["."]
    failures: list[UserError] = []
    paths = discover(names, failures, planner.excludes, force=options.force_exclude)
    if not paths and not failures:
        told = Text("给出的文件都被配置排除了", "all files are excluded by the configuration")
        print(told.say(options.lang), file=sys.stderr)
    folders = tuple(path for path in map(Path, names) if path.is_dir())
    return Inputs(tuple(map(str, paths)), folders, tuple(failures))


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
