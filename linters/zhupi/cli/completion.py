"""``zhupi completion``: what lets a shell complete our commands and options."""

import argparse

from zhupi.cli.options import Options, add_table
from zhupi.cli.output import write_output
from zhupi.lang import Lang, Text

_SHELLS = ("bash", "zsh")
_OPTIONS: Options = (
    (
        ("shell",),
        {"choices": _SHELLS},
        Text(
            "哪种 shell；bash 的脚本放进 ~/.local/share/bash-completion/completions/zhupi",
            "which shell; that of bash goes to ~/.local/share/bash-completion/completions/zhupi",
        ),
    ),
)


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi completion``."""
    add_table(parser, _OPTIONS, lang)


def run(options: argparse.Namespace) -> int:
    """Print the script; returns the exit code."""
    import shtab

    from zhupi.cli.parser import build_parser  # which has this command among its own

    write_output(shtab.complete(build_parser(options.lang), options.shell) + "\n", "")
    return 0
