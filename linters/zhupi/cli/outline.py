"""``zhupi outline``: how a document is read, and why, for those who doubt a finding."""

import argparse

from zhupi.cli.options import add_file, add_reading, add_rules_folder, load_rules, read_options
from zhupi.cli.output import write_output
from zhupi.engine.accounting import account_of
from zhupi.engine.discovery import existing_file, read_file
from zhupi.formats import read
from zhupi.lang import Lang, Text


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi outline``."""
    add_file(parser, lang)
    help_text = Text("指明文种，不按标题判断", "the genre, instead of by title")
    parser.add_argument("--genre", metavar="NAME", default="", help=help_text.say(lang))
    add_reading(parser, lang)
    add_rules_folder(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Print the outline of a file."""
    path = existing_file(options.file)
    document = read(read_file(path), str(path), read_options(options))
    lines = account_of(document, load_rules(options), options.genre, options.lang)
    write_output("\n".join([*lines, ""]), "")
    return 0
