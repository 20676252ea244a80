"""``zhupi text``: the text view, one block a line, to which the lines of a DOCX count."""

import argparse
from pathlib import Path

from zhupi.cli.options import add_file
from zhupi.cli.output import write_output
from zhupi.engine.discovery import discover, read_file
from zhupi.formats import read
from zhupi.lang import Lang, Text

HELP = Text("显示程序读到的文字，一段一行", "show the text that is checked, one block a line")


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi text``."""
    add_file(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Print the text of a file."""
    (path,) = discover([options.file])[:1]
    document = read(read_file(Path(path)), str(path))
    write_output(document.text.rstrip("\n") + "\n", "")
    return 0
