"""What is wrong most: a bar chart that is a table, so that its figures are read without seeing."""

from collections import Counter
from collections.abc import Sequence

from zhupi.lang import Lang
from zhupi.model.result import Result
from zhupi.reporters.page.markup import escaped
from zhupi.reporters.page.words import SEVERITIES, severity_word, word
from zhupi.reporters.style import Style
from zhupi.reporters.summary import summarise
from zhupi.rulepacks.rule import PLACEHOLDER

_MOST_RULES = 8


def figures_of(results: Sequence[Result], style: Style) -> str:
    """The figures of all reports, and a chart of the commonest rules."""
    return (
        f'<div class="overview"><dl class="figures">{_summary(results, style.lang)}</dl>'
        f"{_chart(results, style)}</div>"
    )


def _summary(results: Sequence[Result], lang: Lang) -> str:
    readable = [result for result in results if result.readable]
    figures = summarise(readable)
    counts = (figures.error, figures.warning, figures.info)
    shown = [
        (word("files", lang), len(results)),
        (word("characters", lang), sum(result.characters for result in readable)),
        (word("with-errors", lang), sum(1 for each in readable if summarise([each]).error)),
        *((severity_word(each, lang), n) for each, n in zip(SEVERITIES, counts, strict=True)),
    ]
    if len(readable) < len(results):
        shown.append((word("unreadable", lang), len(results) - len(readable)))
    return "".join(f"<div><dt>{name}</dt><dd>{figure:,}</dd></div>" for name, figure in shown)


def _chart(results: Sequence[Result], style: Style) -> str:
    findings: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    for result in results:
        if result.readable:
            rules = Counter(each.finding.rule for each in result.located)
            findings += rules
            reports.update(rules.keys())
    if not findings:
        return ""
    lang, most = style.lang, max(findings.values())
    readable = sum(1 for result in results if result.readable)
    rows = "".join(
        f'<tr><th scope="row" title="{escaped(rule)}">{_rule(rule, style)}</th>'
        f"<td>{_bar(found, most, 'findings')}</td>"
        f"<td>{_bar(reports[rule], readable, 'reports')}</td></tr>"
        for rule, found in findings.most_common(_MOST_RULES)
    )
    return (
        f'<table class="chart"><caption>{word("commonest", lang)}</caption><thead><tr>'
        f'<th scope="col">{word("rule", lang)}</th><th scope="col">{word("by-findings", lang)}</th>'
        f'<th scope="col">{word("by-reports", lang)}</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _rule(name: str, style: Style) -> str:
    """What a rule says, without what it found, and its name."""
    rule = style.rules.get(name)
    message = PLACEHOLDER.sub("…", rule.message.say(style.lang)) if rule else ""
    said = f"<span>{escaped(message)}</span> " if message else ""
    return f"{said}<code>{escaped(name)}</code>"


def _bar(figure: int, most: int, kind: str) -> str:
    width = f"{100 * figure / most:.1f}%"
    return (
        f'<span class="amount"><b>{figure}</b><svg class="{kind}" aria-hidden="true" height="10">'
        f'<rect width="{width}" height="10" rx="1.5"/></svg></span>'
    )
