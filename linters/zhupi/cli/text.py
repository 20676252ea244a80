"""``zhupi text``: the text view, one block a line, to which the lines of a DOCX count."""

import argparse

from zhupi.cli.options import add_file
from zhupi.cli.output import write_output
from zhupi.engine.discovery import existing_file, read_file
from zhupi.formats import read
from zhupi.lang import Lang, Text

HELP = Text("显示程序读到的文字，一段一行", "show the text that is checked, one block a line")


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi text``."""
    add_file(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Print the text of a file."""
    path = existing_file(options.file)
    document = read(read_file(path), str(path))
    write_output(document.text.rstrip("\n") + "\n", "")
    return 0
