"""``zhupi test``: run the examples of rules."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from zhupi.cli.output import write_output
from zhupi.errors import UserError, installing
from zhupi.lang import Lang, Text, counted
from zhupi.rulepacks import Rule
from zhupi.testing import (
    Failure,
    GenreFault,
    genre_faults,
    missing_extra,
    rules_to_test,
    test_rule,
)


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi test``."""
    help_text = Text(
        "规则、规则包、规则文件或文件夹（默认全部）",
        "rules, packs, rule files or folders (default: all)",
    )
    parser.add_argument("rules", metavar="RULES", nargs="*", default=[], help=help_text.say(lang))


def run(options: argparse.Namespace) -> int:
    """Test rules; 1 when one fails. Raises UserError when no example can be run."""
    rules = rules_to_test(options.rules)
    untested = _without_their_extra(rules, options.lang)
    failures = [failure for rule in rules for failure in test_rule(rule)]
    for failure in failures:
        print(_line(failure, options.lang), file=sys.stderr)
    genres = {rule.genre.name: rule.genre for rule in rules if rule.genre}
    faults = [fault for genre in genres.values() for fault in genre_faults(genre)]
    for fault in faults:
        print(_genre_line(fault, options.lang), file=sys.stderr)
    examples = sum(len(rule.examples) for rule in rules) - untested
    examples += sum(len(genre.examples) for genre in genres.values())
    failed = len({failure.rule.name for failure in failures} | {fault.genre for fault in faults})
    zh = f"测试了 {len(rules)} 条规则、{examples} 个例子：{failed} 条未通过。"
    checked = f"{counted(len(rules), 'rule')}, {counted(examples, 'example')}"
    en = f"{checked}: {counted(failed, 'rule')} failed."
    write_output(Text(zh, en).say(options.lang) + "\n", "")
    return int(bool(failures or faults))


def _without_their_extra(rules: Sequence[Rule], lang: Lang) -> int:
    """The number of examples that cannot be run here, which is said; it must not be all of them."""
    needed = [missing_extra(rule, example) for rule in rules for example in rule.examples]
    missing = Counter(extra for extra in needed if extra)
    for extra, number in missing.items():
        what = Text(f"{number} 个例子没有测试", f"{number} examples are not run")
        mend = installing(extra)
        if missing.total() == len(needed):
            raise UserError(f"zhupi[{extra}]", what, mend)
        print(f"zhupi[{extra}]: {UserError('', what, mend).sentence(lang)}", file=sys.stderr)
    return missing.total()


def _genre_line(fault: GenreFault, lang: Lang) -> str:
    mend = Text(f"怎样改：{fault.mend.zh}", f"fix: {fault.mend.en}").say(lang)
    return f"{fault.where}: genre {fault.genre}\n  {fault.what.say(lang)}\n  {mend}"


def _line(failure: Failure, lang: Lang) -> str:
    number = abs(failure.example)
    which = Text(f"第{number}个例子：", f"example {number}: ").say(lang)
    what = (which if failure.example else "") + failure.what.say(lang)
    mend = Text(f"怎样改：{failure.mend.zh}", f"fix: {failure.mend.en}").say(lang)
    return f"{failure.where}: {failure.outcome} {failure.rule.name}\n  {what}\n  {mend}"
