"""``zhupi init``: a configuration to begin with, every line explained."""

import argparse
from pathlib import Path

from zhupi.cli.options import Options, add_table
from zhupi.cli.output import write_output
from zhupi.engine.writing import write_file
from zhupi.errors import UserError
from zhupi.lang import Lang, Text
from zhupi.settings import CONFIG_FILE

_OPTIONS: Options = (
    (
        ("folder",),
        {"metavar": "FOLDER", "nargs": "?", "default": "."},
        Text("写在哪个文件夹里（默认当前文件夹）", "where (default: the current folder)"),
    ),
    (
        ("--force",),
        {"action": "store_true"},
        Text("已有配置时覆盖它", "overwrite a configuration that is there"),
    ),
    (
        ("--stdout",),
        {"action": "store_true"},
        Text("只显示，不写文件", "print it, write no file"),
    ),
)

TEMPLATE = Text(
    """\
# 朱批的配置。去掉行首的 # 即可启用；说明见 zhupi config 和 docs/configuration.md。
# 离被查文件最近的一份有效。路径和匹配式都从本文件所在的文件夹算起，匹配式的写法同 .gitignore。

# 先照另一份配置，再看本文件。
# extends = "../zhupi.toml"

# 用哪些规则：规则包（typo）、文种（genres/work-report）或规则全名（typo/word）。
# select = ["typo", "residue"]              # 只用这些
# enable = ["punctuation/comma-between-quotes"]   # 另外启用默认不用的
# ignore = ["wording/tolerated"]            # 不用这些

# 有这一级及以上的问题时退出码为 1：error、warning、info、never。
# fail-on = "warning"

# 错别字检测：off 只按词表，default，thorough 查得更多、误报也更多。
# detector = "default"

# 文件夹里不查的文件。
# exclude = ["归档/", "*.tmp.md"]

# 自己的规则包。
# rules = ["our-rules"]

# 已有问题的基线，用 zhupi baseline 生成；以后只报新问题。
# baseline = "zhupi-baseline.json"

# 忽略时必须写明原因。
# require-reason = true

# 改级别：error、warning、info，或 off（不用）。
# [severity]
# "typo/idiom" = "warning"
# "wording" = "info"

# 改规则的选项，选项名见规则文件。
# [options]
# "residue/repeated-sentence" = { at-least = 30 }

# 按文件名指明文种，不看标题。
# [genres]
# "述职/*.docx" = "work-report"

# 本单位的用词；也可以写在 zhupi-words.txt 里。
# [words]
# allow = ["三提三效"]                       # 这样写是对的
# files = ["words.txt"]
# [words.replace]
# "综治中心" = "社会治理中心"                  # 错 = 对

# 只对一部分文件有效。
# [[files]]
# match = ["草稿/"]
# ignore = ["residue/to-fill"]
# fail-on = "error"

# 已知并接受的问题：引用原文，写明原因。
# [[suppress]]
# rule = "typo/word"
# quote = "部暑"
# files = ["报告.docx"]
# reason = "引用原文"
""",
    """\
# The configuration of Zhupi. Take away the # to make a line count; see zhupi config and
# docs/configuration.md. The file nearest to a document holds. Paths and patterns are relative to
# this folder; patterns are those of .gitignore.

# First another configuration, then this one.
# extends = "../zhupi.toml"

# Which rules: packs (typo), genres (genres/work-report) or full names (typo/word).
# select = ["typo", "residue"]              # only these
# enable = ["punctuation/comma-between-quotes"]   # these as well, which are off by default
# ignore = ["wording/tolerated"]            # not these

# From which severity on the exit code is 1: error, warning, info, never.
# fail-on = "warning"

# Typos that no list names: off, default, or thorough with more false alarms.
# detector = "default"

# Files of folders that are not checked.
# exclude = ["archive/", "*.tmp.md"]

# Rule packs of your own.
# rules = ["our-rules"]

# What was there before, made by zhupi baseline; only what is new is reported.
# baseline = "zhupi-baseline.json"

# Suppressions must say why.
# require-reason = true

# How grave a rule or pack is: error, warning, info, or off.
# [severity]
# "typo/idiom" = "warning"
# "wording" = "info"

# Options of a rule, as its rule file has them.
# [options]
# "residue/repeated-sentence" = { at-least = 30 }

# The genre by the name of the file, instead of by its title.
# [genres]
# "reports/*.docx" = "work-report"

# Your own words; zhupi-words.txt is another place for them.
# [words]
# allow = ["三提三效"]                       # right as it is
# files = ["words.txt"]
# [words.replace]
# "综治中心" = "社会治理中心"                  # wrong = right

# What holds for some files only.
# [[files]]
# match = ["drafts/"]
# ignore = ["residue/to-fill"]
# fail-on = "error"

# Known and accepted: quote the words, say why.
# [[suppress]]
# rule = "typo/word"
# quote = "部暑"
# files = ["report.docx"]
# reason = "quoted as it was"
""",
)


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi init``."""
    add_table(parser, _OPTIONS, lang)


def run(options: argparse.Namespace) -> int:
    """Write the configuration; returns the exit code."""
    template = TEMPLATE.say(options.lang)
    if options.stdout:
        write_output(template, "")
        return 0
    file = Path(options.folder) / CONFIG_FILE
    if file.exists() and not options.force:
        raise UserError(
            str(file),
            Text("已经有配置文件", "there is a configuration already"),
            Text("直接编辑它，或加 --force 覆盖", "edit it, or overwrite it with --force"),
        )
    write_file(file, template.encode())
    told = Text(f"写好了 {file}", f"{file} is written")
    write_output(told.say(options.lang) + "\n", "")
    return 0
