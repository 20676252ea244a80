"""Options that several commands share."""

import argparse
from pathlib import Path

from zhupi.errors import UserError
from zhupi.lang import Lang, Text
from zhupi.rulepacks import Ruleset, load_ruleset
from zhupi.rulepacks.loading import MANIFEST


def add_file(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """One file to look at."""
    help_text = Text("要看的文件（.docx、.md、.txt）", "a .docx, .md or .txt file")
    parser.add_argument("file", metavar="FILE", help=help_text.say(lang))


def add_rules_folder(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Folders of further rule packs."""
    help_text = Text(
        "再加上这个文件夹里的规则包（可重复）", "add the rule packs of a folder (repeatable)"
    )
    parser.add_argument(
        "--rules", metavar="FOLDER", action="append", default=[], help=help_text.say(lang)
    )


def load_rules(options: argparse.Namespace) -> Ruleset:
    """The bundled rules, those of plug-ins and of ``--rules``; raises UserError."""
    folders = [Path(name) for name in options.rules]
    for folder in folders:
        if not folder.is_dir() or not _has_pack(folder):
            raise UserError(
                f"--rules {folder}",
                Text(f"文件夹里没有规则包（{MANIFEST}）", f"it holds no rule pack ({MANIFEST})"),
                Text("给出规则包的文件夹", "name the folder of a rule pack"),
            )
    return load_ruleset(folders)


def split_names(values: list[str]) -> list[str]:
    """The names of a repeatable option that also takes commas."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def _has_pack(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() or any(folder.glob(f"*/{MANIFEST}"))
