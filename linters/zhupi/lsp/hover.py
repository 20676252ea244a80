"""What is shown over a finding: what it is, why, on what it rests, and examples."""

from collections.abc import Iterator

from zhupi.lang import Lang, Text
from zhupi.model.finding import SEVERITY_NAMES, Finding
from zhupi.rulepacks import Example, Rule

_LONGEST = 200


def finding_page(finding: Finding, rule: Rule | None, lang: Lang) -> str:
    """A finding in Markdown."""
    severity = SEVERITY_NAMES[finding.severity].say(lang)
    head = f"**{severity}** {finding.message}"
    return "\n\n".join([head, *(_about(rule, lang) if rule else ()), f"`{finding.rule}`"])


def rule_page(rule: Rule, lang: Lang) -> str:
    """A rule in Markdown."""
    return "\n\n".join([f"### {rule.name}", rule.message.say(lang), *_about(rule, lang)])


def _about(rule: Rule, lang: Lang) -> Iterator[str]:
    yield rule.why.say(lang)
    if rule.source:
        colon = Text("依据：", "source: ").say(lang)
        yield f"*{colon}{rule.source}*"
    yield from _examples(rule, lang)


def _examples(rule: Rule, lang: Lang) -> Iterator[str]:
    bad = next((each for each in rule.examples if each.bad), None)
    if bad is None or len(bad.bad) > _LONGEST or bad.format == "docx":
        return
    yield f"{Text('错', 'wrong').say(lang)}\n{_block(bad.bad)}"
    right = bad.fixed or _good(rule.examples)
    if right:
        yield f"{Text('对', 'right').say(lang)}\n{_block(right)}"


def _good(examples: tuple[Example, ...]) -> str:
    return next((each.good for each in examples if each.good and len(each.good) <= _LONGEST), "")


def _block(text: str) -> str:
    fence = "````"
    return f"{fence}text\n{text.strip()}\n{fence}"
