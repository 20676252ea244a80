"""A page for every bundled rule, from the rule itself."""

from collections.abc import Iterator

from zhupi.model.finding import SEVERITY_NAMES
from zhupi.rulepacks import Example, Rule
from zhupi.rulepacks.bundled import bundled_rules
from zhupi.rulepacks.loading import load_packs
from zhupi.rulepacks.plugins import combine
from zhupi.rulepacks.rule import Ruleset

_NOTE = "<!-- 由 make generate 从规则文件生成，不要手改。 -->\n"


def rule_pages() -> dict[str, str]:
    """The pages by their path in the repository, with an index."""
    from zhupi.checks import CHECKS

    ruleset = combine(load_packs(bundled_rules(), CHECKS, "rules"))
    pages = {f"docs/rules/{rule.name}.md": _page(rule) for rule in ruleset.rules}
    return {**pages, "docs/rules/README.md": "\n".join(_index(ruleset))}


def _index(ruleset: Ruleset) -> Iterator[str]:
    yield f"{_NOTE}\n# 规则一览\n"
    pack = ""
    for rule in ruleset.rules:
        here = rule.name.rpartition("/")[0]
        if here != pack:
            pack = here
            yield f"\n## {ruleset.packs[pack].zh}\n"
            yield "| 规则 | 级别 | 说明 |\n|---|---|---|"
        severity = SEVERITY_NAMES[rule.severity].zh
        yield f"| [`{rule.name}`]({rule.name}.md) | {severity} | {_cell(rule.message.zh)} |"
    yield ""


def _page(rule: Rule) -> str:
    return "\n".join([_NOTE, *_about(rule), *_examples(rule.examples), ""])


def _about(rule: Rule) -> Iterator[str]:
    yield f"# {rule.name}\n"
    yield f"**{SEVERITY_NAMES[rule.severity].zh}** · {rule.message.zh}\n"
    yield f"{rule.why.zh}\n"
    yield f"依据：{rule.source}（{rule.strength}）\n" if rule.source else ""
    yield f"*{rule.why.en}*\n" if rule.why.en else ""


def _examples(examples: tuple[Example, ...]) -> Iterator[str]:
    for example in examples:
        title = "会查出" if example.bad else "不会查出"
        yield f"## {title}{f'（{example.at}）' if example.at else ''}\n"
        yield _fenced(example.bad or example.good)
        if example.fixed:
            yield "改为：\n"
            yield _fenced(example.fixed)


def _fenced(text: str) -> str:
    return f"```text\n{text.rstrip(chr(10))}\n```\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
