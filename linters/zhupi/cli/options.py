"""Options that several commands share."""

import argparse
from pathlib import Path
from typing import Any

from zhupi.cli.clashes import SELECTION, refuse_clashes
from zhupi.engine.discovery import existing_file, read_file
from zhupi.errors import UserError
from zhupi.formats.options import Limits, ReadOptions
from zhupi.lang import Lang, Text
from zhupi.rulepacks import Ruleset
from zhupi.rulepacks.decoding import suggest
from zhupi.rulepacks.kept import kept_ruleset
from zhupi.rulepacks.selection import DETECTOR_LEVELS
from zhupi.rulepacks.spec import MANIFEST
from zhupi.rulepacks.words import WORDS_FILE
from zhupi.settings import CONFIG_FILE, PROJECT_FILE, Asked, Planner
from zhupi.settings.project import has_pack


def add_file(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """One file to look at."""
    help_text = Text("要看的文件（.docx、.md、.txt）", "a .docx, .md or .txt file")
    parser.add_argument("file", metavar="FILE", help=help_text.say(lang))


Options = tuple[tuple[tuple[str, ...], dict[str, Any], Text], ...]
"""The names of options, what argparse is told of each, and their help."""


def add_table(parser: argparse.ArgumentParser, table: Options, lang: Lang) -> None:
    """All options of a table."""
    for names, how, help_text in table:
        parser.add_argument(*names, help=help_text.say(lang), **how)


def add_reading(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """How Word files are read."""
    add_table(parser, _READING, lang)


_READING: Options = (
    (
        ("--original",),
        {"action": "store_true"},
        Text("读修订之前的原文（仅 Word）", "read a Word file as it was before its revisions"),
    ),
    (
        ("--password-file",),
        {"metavar": "FILE", "default": ""},
        Text("加密文档的密码所在的文件", "a file with the password of encrypted documents"),
    ),
    (
        ("--qr",),
        {"action": "store_true"},
        Text("也读图片里的二维码（仅 Word）", "read QR codes in pictures of Word files, too"),
    ),
    (
        ("--limit",),
        {"metavar": "NAME=N", "action": "append", "default": []},
        Text(
            f"放宽或收紧读取 Word 文件的限制（{'、'.join(Limits._fields)}）",
            f"a limit on the size of Word files ({', '.join(Limits._fields)})",
        ),
    ),
)


def read_options(options: argparse.Namespace) -> ReadOptions:
    """The reading options of a command line; raises UserError."""
    password = ""
    if options.password_file:
        raw = read_file(existing_file(options.password_file))
        password = raw.decode("utf-8-sig", "replace").strip("\r\n")
    return ReadOptions(options.original, password, _limits(options.limit), options.qr)


def _limits(wanted: list[str]) -> Limits:
    limits = Limits()
    for each in wanted:
        name, _, number = each.partition("=")
        if name not in Limits._fields or not number.isdecimal() or not int(number):
            names = list(Limits._fields)
            raise UserError(
                f"--limit {each}",
                Text("应写成 名称=正整数", "write NAME=NUMBER"),
                suggest(name, names),
            )
        limits = limits._replace(**{name: int(number)})
    return limits


def add_rules_folder(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Folders of further rule packs."""
    help_text = Text(
        "再加上这个文件夹里的规则包（可重复）", "add the rule packs of a folder (repeatable)"
    )
    parser.add_argument(
        "--rules", metavar="FOLDER", action="append", default=[], help=help_text.say(lang)
    )


def load_rules(options: argparse.Namespace) -> Ruleset:
    """All rules: the bundled ones, those of plug-ins, configuration and ``--rules``."""
    planner = Planner(Asked(packs=_packs(options)))
    return kept_ruleset(planner.packs(planner.settings(Path.cwd())))


def _packs(options: argparse.Namespace) -> tuple[str, ...]:
    """The folders of ``--rules``; raises UserError for one without a pack."""
    for name in options.rules:
        folder = Path(name)
        if not folder.is_dir():
            raise UserError(
                f"--rules {folder}",
                Text("没有这个文件夹", "there is no such folder"),
                Text("检查路径是否写对", "check the path"),
            )
        if not has_pack(folder):
            raise UserError(
                f"--rules {folder}",
                Text(f"文件夹里没有规则包（{MANIFEST}）", f"it holds no rule pack ({MANIFEST})"),
                Text("给出规则包的文件夹", "name the folder of a rule pack"),
            )
    return tuple(options.rules)


def add_words(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Files of the user's words."""
    help_text = Text(
        f"本单位的词表（可重复；默认用离被查文件最近的 {WORDS_FILE}）",
        f"a file of your words (repeatable; default: the {WORDS_FILE} nearest to each file)",
    )
    parser.add_argument(
        "--words", metavar="FILE", action="append", default=[], help=help_text.say(lang)
    )


def split_names(values: list[str]) -> list[str]:
    """The names of a repeatable option that also takes commas."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


_SELECTION: Options = (
    (
        ("--select",),
        {"metavar": "NAME", "action": "append", "default": []},
        Text("只用这些规则或规则包，用逗号隔开", "only these rules or packs, with commas between"),
    ),
    (
        ("--ignore",),
        {"metavar": "NAME", "action": "append", "default": []},
        Text("不用这些规则或规则包", "not these rules or packs"),
    ),
    (
        ("--enable",),
        {"metavar": "NAME", "action": "append", "default": []},
        Text("另外启用默认不用的规则", "these rules as well, which are off by default"),
    ),
    (
        ("--genre",),
        {"metavar": "NAME", "default": ""},
        Text("指明文种，不按标题判断", "the genre of the documents, instead of by title"),
    ),
    (
        ("--detector",),
        {"choices": DETECTOR_LEVELS, "default": None},
        Text(
            "错别字检测的细致程度（默认 default；thorough 查得更多，误报也更多）",
            "how hard to look for typos that no list names (thorough finds more, with more "
            "false alarms)",
        ),
    ),
    (
        ("--no-detector",),
        {"action": "store_true"},
        Text("只按词表查错别字，等于 --detector off", "typos by lists only: --detector off"),
    ),
)


_CONFIGURATION: Options = (
    (
        ("--config",),
        {"metavar": "FILE", "default": ""},
        Text(
            f"配置文件（默认用离被查文件最近的 {CONFIG_FILE} 或 {PROJECT_FILE}）",
            f"a configuration (default: the {CONFIG_FILE} or {PROJECT_FILE} nearest to each file)",
        ),
    ),
    (
        ("--isolated",),
        {"action": "store_true"},
        Text("不用任何配置文件和词表", "no configuration and no file of words"),
    ),
)


def add_selection(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Which rules run, with which words, by which configuration."""
    add_table(parser, _SELECTION, lang)
    add_rules_folder(parser, lang)
    add_words(parser, lang)
    add_table(parser, _CONFIGURATION, lang)


def planner_of(options: argparse.Namespace) -> Planner:
    """Who knows what holds for each file; raises UserError for files that there are not."""
    refuse_clashes(options, SELECTION)
    for name in (*options.words, *([options.config] if options.config else [])):
        existing_file(name)
    return Planner(
        Asked(
            config=options.config,
            isolated=options.isolated,
            select=tuple(split_names(options.select)),
            enable=tuple(split_names(options.enable)),
            ignore=tuple(split_names(options.ignore)),
            genre=options.genre,
            detector="off" if options.no_detector else options.detector,
            packs=_packs(options),
            words=tuple(options.words),
        )
    )
