"""``zhupi explain``: why a rule is there, on what it rests, and what it makes of a line."""

import argparse
from collections.abc import Iterator

from zhupi.cli.options import add_reading, add_rules_folder, load_rules, read_options
from zhupi.cli.output import write_output
from zhupi.engine.discovery import existing_file, read_file
from zhupi.engine.linting import account_for, lint
from zhupi.errors import UserError
from zhupi.formats import locate, read
from zhupi.lang import Lang, Text
from zhupi.model.document import Block, Document
from zhupi.model.wrapping import wrap
from zhupi.rulepacks import Rule, Ruleset, select_rules
from zhupi.rulepacks.decoding import suggest

_WIDTH = 80


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi explain``."""
    help_text = Text("规则全名，如 typo/word", "the full name of a rule, such as typo/word")
    parser.add_argument("rule", metavar="RULE", help=help_text.say(lang))
    help_text = Text(
        "说明规则怎样看待文件的某一行，如 报告.docx:12", "what the rule makes of a line of a file"
    )
    parser.add_argument("--on", metavar="FILE:LINE", default="", help=help_text.say(lang))
    add_reading(parser, lang)
    add_rules_folder(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Print what a rule is about."""
    ruleset = load_rules(options)
    names = [name for rule in ruleset.rules for name in (rule.name, *rule.aliases)]
    if options.rule not in names:
        raise UserError(
            options.rule,
            Text("没有这条规则", "there is no such rule"),
            suggest(
                options.rule, names, Text("用 zhupi rules 查看全部规则", "see all: zhupi rules")
            ),
        )
    alone = select_rules(ruleset, [options.rule], ())
    (rule,) = alone.rules
    page = _on_line(options, alone) if options.on else _page(rule, options.lang)
    write_output("\n".join([*page, ""]), "")
    return 0


def _on_line(options: argparse.Namespace, alone: Ruleset) -> Iterator[str]:
    """What a rule finds on a line, and how it came to that."""
    name, _, number = options.on.rpartition(":")
    if not name or not number.isdecimal():
        raise UserError(
            options.on,
            Text("不是“文件:行号”", "this is not FILE:LINE"),
            Text("例如 --on 报告.docx:12", "for example --on report.docx:12"),
        )
    path = existing_file(name)
    document = read(read_file(path), str(path), read_options(options))
    span = _block_on(document, int(number), options.on).span
    yield f"{options.on}: {span.of(document.text).strip()[:_WIDTH]}"
    found = [each for each in lint(document, alone, lang=options.lang) if each.span.overlaps(span)]
    for finding in found:
        yield from wrap(finding.message, _WIDTH, "  ")
    if not found:
        yield Text("  本规则在这一行没有查出问题", "  the rule finds nothing here").say(
            options.lang
        )
    for line in account_for(document, alone.rules[0], span):
        yield f"    {line.say(options.lang)}"


def _block_on(document: Document, number: int, what: str) -> Block:
    for block in document.blocks:
        place = locate(document, block.span)
        if place.start.line <= number <= place.end.line and not block.span.empty:
            return block
    raise UserError(
        what,
        Text("这一行没有文字", "there is no text on this line"),
        Text("行号以 zhupi text 所列为准", "lines are counted as zhupi text prints them"),
    )


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
