"""``zhupi explain``: why a rule is there, on what it rests, and examples."""

import argparse
from collections.abc import Iterator

from zhupi.cli.options import add_rules_folder, load_rules
from zhupi.cli.output import write_output
from zhupi.errors import UserError
from zhupi.lang import Lang, Text
from zhupi.model.wrapping import wrap
from zhupi.rulepacks import Rule, select_rules
from zhupi.rulepacks.decoding import suggest

HELP = Text("说明一条规则：为什么、依据、例子", "explain a rule: why, source, examples")
_WIDTH = 80


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi explain``."""
    help_text = Text("规则全名，如 typo/word", "the full name of a rule, such as typo/word")
    parser.add_argument("rule", metavar="RULE", help=help_text.say(lang))
    add_rules_folder(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Print what a rule is about."""
    ruleset = load_rules(options)
    names = [name for rule in ruleset.rules for name in (rule.name, *rule.aliases)]
    if options.rule not in names:
        raise UserError(
            options.rule,
            Text("没有这条规则", "there is no such rule"),
            suggest(options.rule, names),
        )
    (rule,) = select_rules(ruleset, [options.rule], ()).rules
    write_output("\n".join([*_page(rule, options.lang), ""]), "")
    return 0


def _page(rule: Rule, lang: Lang) -> Iterator[str]:
    yield f"{rule.name}  ({rule.severity.name.lower()})"
    yield from wrap(rule.message.say(lang), _WIDTH, "  ")
    yield ""
    yield from wrap(rule.why.say(lang), _WIDTH)
    if rule.source:
        source = Text(
            f"依据：{rule.source}（{rule.strength}）", f"source: {rule.source} ({rule.strength})"
        )
        yield from wrap(source.say(lang), _WIDTH)
    for example in rule.examples:
        yield ""
        title = Text("错误示例", "bad") if example.bad else Text("正确示例", "good")
        place = f" {example.at}" if example.at else ""
        yield f"{title.say(lang)}{place}"
        yield from _quoted(example.bad or example.good)
        if example.fixed:
            yield Text("改为", "fixed").say(lang)
            yield from _quoted(example.fixed)


def _quoted(text: str) -> Iterator[str]:
    for line in text.rstrip("\n").split("\n"):
        yield from wrap(line, _WIDTH, "  │ ") if line else ("  │",)
