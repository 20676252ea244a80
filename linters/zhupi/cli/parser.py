"""The options of the command line, with help in Chinese or English."""

import argparse
import re
from collections.abc import Container
from functools import partial
from importlib import import_module
from typing import NamedTuple, NoReturn

from zhupi.errors import UserError
from zhupi.lang import Lang, Text
from zhupi.model.wrapping import wrap
from zhupi.version import VERSION

_ABOUT = Text(
    "朱批：检查公文和报告的错别字、结构、残留广告。",
    "Zhupi: checks Chinese official prose for typos, structure and residue.",
)
_SEE = Text(
    "退出码：0 没有达到 --fail-on 的问题；1 有；2 需要使用者先改正（文件、选项或规则）。",
    "Exit codes: 0 nothing at or above --fail-on; 1 something; 2 the user must mend something.",
)


class Command(NamedTuple):
    """A command: its name, which is that of its module, and its help."""

    name: str
    help: Text


COMMANDS = (
    Command("check", Text("检查文件，列出问题", "check files and list what is wrong")),
    Command(
        "annotate",
        Text(
            "把问题写成批注，存成另一个 Word 文件；Markdown 和文本存成网页",
            "write the findings into a copy of a Word file, as comments; else make a page",
        ),
    ),
    Command(
        "baseline",
        Text(
            "把已有的问题记成基线，以后只报新问题",
            "record what is wrong now; later only news is told",
        ),
    ),
    Command("init", Text("写一个带说明的配置文件 zhupi.toml", "write a commented zhupi.toml")),
    Command(
        "config",
        Text(
            "显示对某个文件有效的配置及其来处", "show what holds for a file, and where it is said"
        ),
    ),
    Command(
        "text",
        Text("显示程序读到的文字，一段一行", "show the text that is checked, one block a line"),
    ),
    Command(
        "outline",
        Text(
            "显示结构：标题、分项、各部分的角色及其来由", "show the structure, the roles, and why"
        ),
    ),
    Command("rules", Text("列出全部规则", "list all rules")),
    Command(
        "explain", Text("说明一条规则：为什么、依据、例子", "explain a rule: why, source, examples")
    ),
    Command("test", Text("用规则自带的例子测试规则", "test rules by their own examples")),
    Command("lsp", Text("语言服务器，供编辑器调用", "the language server, for editors")),
    Command(
        "completion",
        Text("输出命令行补全脚本", "print a script that completes our commands in a shell"),
    ),
)


def build_parser(lang: Lang, words: Container[str] | None = None) -> argparse.ArgumentParser:
    """The parser of all commands.

    Of the commands that are not among ``words`` the modules are not imported, and it knows no more
    than their help; without ``words`` it knows all.
    """
    formatter = _formatter(lang)
    parser = _Parser(lang, prog="zhupi", description=_ABOUT.say(lang), formatter_class=formatter)
    parser.epilog = _SEE.say(lang)
    parser.add_argument(
        "--version",
        action="version",
        version=f"zhupi {VERSION}",
        help=Text("显示版本", "show the version").say(lang),
    )
    add_lang(parser, lang)
    commands = parser.add_subparsers(
        title=Text("命令", "commands").say(lang),
        metavar="COMMAND",
        required=True,
        parser_class=partial(_Parser, lang),  # type: ignore[call-overload]
    )
    for command in COMMANDS:
        help_text = command.help.say(lang)
        sub = commands.add_parser(
            command.name, help=help_text, description=help_text, formatter_class=formatter
        )
        if words is None or command.name in words:
            module = import_module(f"{__package__}.{command.name}")
            module.add_options(sub, lang)
            add_lang(sub, lang)
            sub.set_defaults(run=module.run)
    return parser


def add_lang(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The language; read before all else by ``language_of``, so that help speaks it too."""
    help_text = Text("提示语言（默认 zh）", "language of messages").say(lang)
    parser.add_argument("--lang", choices=["zh", "en"], default=lang, help=help_text)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong as the rest of the program does."""

    def __init__(self, lang: Lang, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._lang = lang
        self._optionals.title = Text("选项", "options").say(lang)
        self._positionals.title = Text("参数", "arguments").say(lang)
        help_text = Text("显示本帮助", "show this help").say(lang)
        self.add_argument("-h", "--help", action="help", help=help_text)

    def error(self, message: str) -> NoReturn:
        """Raise UserError instead of printing the usage and leaving."""
        mend = Text(f"用法见 {self.prog} --help", f"see {self.prog} --help")
        raise UserError(Text("命令行", "command line").say(self._lang), _in_chinese(message), mend)


_ERRORS = (
    (re.compile(r"unrecognized arguments: (.*)"), "不认识的参数：{}"),
    (re.compile(r"the following arguments are required: (.*)"), "缺少参数：{}"),
    (re.compile(r"argument (\S+): expected (?:one|at least one) argument"), "{} 后面要有值"),
    (
        re.compile(r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)"),
        "{} 不能是 {}，可选 {}",
    ),
    (re.compile(r"argument (\S+): ignored explicit argument (.*)"), "{} 不带值，多了 {}"),
    (
        re.compile(r"argument (\S+): it must be a number from 1 on, not (.*)", re.DOTALL),
        "{} 要写 1 以上的整数，不能是 {}",
    ),
)


def _in_chinese(message: str) -> Text:
    """What argparse says in English, in both languages."""
    for pattern, sentence in _ERRORS:
        match = pattern.fullmatch(message)
        if match:
            return Text(sentence.format(*match.groups()), message)
    return Text(message, message)


def _formatter(lang: Lang) -> type[argparse.HelpFormatter]:
    # argparse counts 用法： as three columns, and it takes six.
    import shutil

    width = min(shutil.get_terminal_size().columns, 100) - 3

    class Formatter(argparse.HelpFormatter):
        """Breaks lines by columns: a 汉字 takes two."""

        def __init__(self, prog: str) -> None:
            super().__init__(prog, max_help_position=28, width=width)

        def _split_lines(self, text: str, width: int) -> list[str]:
            return list(wrap(text, width))

        def _fill_text(self, text: str, width: int, indent: str) -> str:
            return "\n".join(wrap(text, width, indent))

        def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
            words = Text("用法：", "usage: ").say(lang)
            super().add_usage(usage, actions, groups, words if prefix is None else prefix)

    return Formatter
