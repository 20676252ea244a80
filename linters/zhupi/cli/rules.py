"""``zhupi rules``: the rules that there are."""

import argparse
import json
from collections.abc import Iterator

from zhupi.cli.options import add_rules_folder, load_rules
from zhupi.cli.output import write_output
from zhupi.lang import Lang, Text
from zhupi.model.wrapping import fit, pad
from zhupi.rulepacks import Rule, Ruleset

_WIDTH = 80


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi rules``."""
    help_text = Text("输出格式（默认 text）", "output format (default text)").say(lang)
    parser.add_argument("--format", choices=["text", "json"], default="text", help=help_text)
    add_rules_folder(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Print the rules."""
    ruleset = load_rules(options)
    if options.format == "json":
        data = [_as_data(rule, options.lang) for rule in ruleset.rules]
        write_output(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "")
    else:
        write_output("\n".join([*_table(ruleset, options.lang), ""]), "")
    return 0


def _table(ruleset: Ruleset, lang: Lang) -> Iterator[str]:
    pack = ""
    for rule in ruleset.rules:
        here = rule.name.rpartition("/")[0]
        if here != pack:
            pack = here
            title = ruleset.packs[pack].say(lang) if pack in ruleset.packs else ""
            yield f"{pack}  {title}"
        name = rule.name.rpartition("/")[2]
        yield fit(
            f"  {pad(name, 26)} {pad(rule.severity.name.lower(), 8)} {rule.message.say(lang)}",
            _WIDTH,
        )


def _as_data(rule: Rule, lang: Lang) -> dict[str, object]:
    return {
        "name": rule.name,
        "check": rule.kind,
        "severity": rule.severity.name.lower(),
        "message": rule.message.say(lang),
        "why": rule.why.say(lang),
        "source": rule.source,
        "strength": rule.strength,
        "enabled": rule.enabled,
        "aliases": list(rule.aliases),
    }
