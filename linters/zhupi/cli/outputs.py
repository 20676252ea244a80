"""Where results go: ``--format NAME`` and ``--format NAME=FILE``, several at once."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from zhupi.cli.output import joined, write_output
from zhupi.engine.writing import refuse_unwritable
from zhupi.errors import UserError
from zhupi.formats import SUFFIXES
from zhupi.lang import Lang, Text
from zhupi.model.result import Result
from zhupi.reporters import REPORTERS, OutputFormat, Style
from zhupi.rulepacks import Rule
from zhupi.rulepacks.decoding import suggest

ON_CLUSTERS = "parquet"
"""The format of ``--scheduler``, which no reporter writes."""

_MOST_COLUMNS = 120


class Output(NamedTuple):
    """A format, and the file that it is written to; without one it goes to standard output."""

    name: str
    file: str

    @property
    def format(self) -> OutputFormat:
        """What the format needs."""
        return REPORTERS[self.name]


def read_outputs(wanted: Sequence[str], file: str) -> tuple[Output, ...]:
    """The outputs of ``--format`` and ``-o``; raises UserError for what cannot go together."""
    outputs = [Output(name, named) for name, _, named in (each.partition("=") for each in wanted)]
    outputs = outputs or [Output("text", "")]
    for output in outputs:
        if output.name == ON_CLUSTERS:
            raise UserError(
                f"--format {output.name}",
                Text("这种格式只用于分布检查", "this format is for runs on a cluster"),
                Text("加上 --scheduler local", "add --scheduler local"),
            )
        if output.name not in REPORTERS:
            raise UserError(
                f"--format {output.name}",
                Text("没有这种输出格式", "there is no such format"),
                suggest(output.name, list(REPORTERS)),
            )
    printed = [number for number, output in enumerate(outputs) if not output.file]
    if file and printed:
        outputs[printed[0]] = outputs[printed[0]]._replace(file=file)
        printed = printed[1:]
    elif file:
        raise UserError(
            f"-o {file}",
            Text("每种格式都已写明文件", "each format has its file already"),
            Text("去掉 -o，或去掉一个“=文件”", "leave -o out"),
        )
    _refuse_crowd(outputs, printed)
    for output in outputs:
        if output.file:
            refuse_unwritable(Path(output.file))
    return tuple(outputs)


def files_of(outputs: Iterable[Output]) -> list[str]:
    """The files that outputs are written to."""
    return [output.file for output in outputs if output.file]


def _refuse_crowd(outputs: Sequence[Output], printed: Sequence[int]) -> None:
    """Raise UserError for two outputs in one place, and for one that cannot be printed."""
    files = list(map(os.path.realpath, files_of(outputs)))
    double = next((file for file in files if files.count(file) > 1), "")
    if len(printed) > 1 or double:
        raise UserError(
            "--format",
            Text("两种格式不能写到同一个地方", "two formats cannot be written to the same place"),
            Text("写成 --format sarif=结果.sarif", "write --format sarif=results.sarif"),
        )
    binary = next((outputs[number] for number in printed if outputs[number].format.file), None)
    if binary:
        raise UserError(
            f"--format {binary.name}",
            Text("这种格式不能输出到屏幕", "this format is no text to print"),
            Text(
                f"写成 --format {binary.name}=结果.{binary.name}",
                f"write --format {binary.name}=results.{binary.name}",
            ),
        )


def refuse_overwriting(outputs: Iterable[Output], documents: Sequence[str]) -> None:
    """Raise UserError for an output in whose place a document is.

    These are what is to be checked, and Word files anywhere: no format writes any.
    """
    for file in files_of(outputs):
        is_word = SUFFIXES.get(Path(file).suffix.lower()) == "docx"
        if any(_is_same(file, name) for name in ([file] if is_word else documents)):
            raise UserError(
                file,
                Text(
                    "这里是一份文档，不能用结果覆盖", "a document is there, and is not overwritten"
                ),
                Text("给结果另取一个文件名", "choose another name for the results"),
            )


def _is_same(one: str, other: str) -> bool:
    """Whether two names are of one file that is there."""
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def write_outputs(
    outputs: Sequence[Output],
    results: Iterable[Result],
    lang: Lang,
    rules: Mapping[str, Rule],
) -> tuple[UserError, ...]:
    """Write results in each format; a single one is printed as files are done.

    What cannot be written keeps no other from it: the errors are returned.
    """
    if len(outputs) > 1:
        results = list(results)
    lost: list[UserError] = []
    # Files first: who stops reading what is printed (head, less) gets them all the same.
    for output in sorted(outputs, key=lambda each: not each.file):
        pieces = output.format.report(results, style_of(output, lang, rules))
        lost += write_pieces(output, pieces)
    return tuple(lost)


def write_pieces(output: Output, pieces: Iterable[str | bytes]) -> tuple[UserError, ...]:
    """Write pieces as they come; the error of writing one, where the others are not asked for."""
    for piece in [joined(pieces)] if output.file else pieces:
        try:
            write_output(piece, output.file)
        except UserError as error:
            return (error,)
    return ()


def style_of(output: Output, lang: Lang, rules: Mapping[str, Rule]) -> Style:
    """How an output is written: on a terminal in colours, and as wide as it is."""
    colour = sys.stdout.isatty() and not output.file and "NO_COLOR" not in os.environ
    import shutil

    width = min(shutil.get_terminal_size().columns, _MOST_COLUMNS)
    return Style(lang, colour, width, rules)
