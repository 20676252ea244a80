"""All bundled rules on one page, in Chinese and in English, by their packs."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from zhupi.lang import Lang, Text
from zhupi.model.finding import SEVERITY_NAMES, Severity
from zhupi.rulepacks import Rule
from zhupi.rulepacks.rule import PLACEHOLDER, Ruleset

_NOTE = "<!-- 由 make generate 从规则文件生成，不要手改。 -->\n"
_TITLE = Text("规则一览", "All rules")
_INTRO = Text(
    "每条规则一页：查什么、为什么、依据哪一条、对错例子、怎样不查。级别只看有多大把握：**错误**确定无疑，"
    "**警告**几乎都是，**提示**请自己定夺。标着“默认不启用”的，点名才查。\n\n"
    "`zhupi rules` 列出这些规则，`zhupi explain 规则名` 显示一条的说明。",
    "A page each, in Chinese with a sentence in English: what, why, the clause, examples, how to "
    "switch it off. The severity says how sure it is: an **error** is certain, a **warning** is "
    "nearly always right, an **info** is for you to judge. What is off by default runs when it "
    "is named.\n\n"
    "`zhupi --lang en rules` lists the rules, `zhupi --lang en explain RULE` shows one.",
)
_PACKS = Text("规则包", "pack")
_RULES = Text("规则", "rule")
_COUNT = Text("条数", "rules")
_LEVEL = Text("级别", "severity")
_ABOUT = Text("说明", "what it says")
_OFF = Text("，默认不启用", ", off by default")


class _Index(NamedTuple):
    """One of the two pages: its language, and the way from it to the pages of rules."""

    lang: Lang
    way: str


def overviews(ruleset: Ruleset) -> dict[str, str]:
    """The two pages, by their path in the repository."""
    return {
        "docs/rules/README.md": _overview(ruleset, _Index("zh", "")),
        "docs/en/rules.md": _overview(ruleset, _Index("en", "../rules/")),
    }


def outlined(message: Text, lang: Lang) -> str:
    """A message with an ellipsis where a finding fills in what was found."""
    return PLACEHOLDER.sub("……" if lang == "zh" else "…", message.say(lang))


def _overview(ruleset: Ruleset, index: _Index) -> str:
    packs = [(name, list(rules)) for name, rules in groupby(ruleset.rules, _pack_of)]
    parts = (
        [_NOTE, f"# {_TITLE.say(index.lang)}\n", f"{_INTRO.say(index.lang)}\n"],
        _table_of_packs(packs, ruleset, index.lang),
        *(_rules_of(name, rules, ruleset, index) for name, rules in packs),
    )
    return "\n".join(line for part in parts for line in part)


def _pack_of(rule: Rule) -> str:
    return rule.name.rpartition("/")[0]


def _table_of_packs(
    packs: list[tuple[str, list[Rule]]], ruleset: Ruleset, lang: Lang
) -> Iterator[str]:
    severities = [SEVERITY_NAMES[each].say(lang) for each in reversed(Severity)]
    yield f"| {_PACKS.say(lang)} | | {_COUNT.say(lang)} | {' | '.join(severities)} |"
    yield "|---|---|--:|--:|--:|--:|"
    for name, rules in packs:
        counts = [sum(rule.severity is each for rule in rules) for each in reversed(Severity)]
        cells = [str(count or "") for count in (len(rules), *counts)]
        title = ruleset.packs[name].say(lang)
        yield f"| [`{name}`](#{_anchor(name)}) | {title} | {' | '.join(cells)} |"
    yield ""


def _rules_of(name: str, rules: list[Rule], ruleset: Ruleset, index: _Index) -> Iterator[str]:
    yield f'<a id="{_anchor(name)}"></a>\n'
    yield f"## {ruleset.packs[name].say(index.lang)}\n"
    heads = (_RULES, _LEVEL, _ABOUT)
    yield f"| {' | '.join(head.say(index.lang) for head in heads)} |\n|---|---|---|"
    for rule in rules:
        severity = SEVERITY_NAMES[rule.severity].say(index.lang)
        off = "" if rule.enabled else _OFF.say(index.lang)
        about = outlined(rule.message, index.lang).replace("|", "\\|")
        yield f"| [`{rule.name}`]({index.way}{rule.name}.md) | {severity}{off} | {about} |"
    yield ""


def _anchor(pack: str) -> str:
    return pack.replace("/", "-")
