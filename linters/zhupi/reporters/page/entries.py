"""The list of findings beside the text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zhupi.lang import Lang
from zhupi.model.fix import Safety
from zhupi.model.result import Correction, Located, RelatedPlace, Result
from zhupi.reporters.page.markup import escaped, prose, shortened
from zhupi.reporters.page.words import (
    SEVERITIES,
    line_word,
    severity_class,
    severity_word,
    word,
)
from zhupi.reporters.style import Style
from zhupi.reporters.summary import count

_LONGEST_QUOTE = 60
_MOST_RELATED = 12
_MOST_EDITS = 4


class Neighbour(NamedTuple):
    """A report on the page: its id, and the block that begins on each line."""

    report: str
    blocks: Mapping[int, int]

    def at(self, line: int) -> str:
        """The id of what stands on a line; of the report where no block begins there."""
        return f"{self.report}b{self.blocks[line]}" if line in self.blocks else self.report


class Place(NamedTuple):
    """Where a report stands in the page: its id, and all reports by the path of their file."""

    report: str
    reports: Mapping[str, Neighbour]


def entries_of(result: Result, place: Place, style: Style) -> Iterator[str]:
    """The findings, in the order of the text."""
    if not result.located:
        yield f'<p class="none">{word("clean", style.lang)}</p>'
        return
    yield '<ol class="entries">'
    for number, each in enumerate(result.located, 1):
        yield "".join(_entry(result, each, number, place, style))
    yield f'</ol><p class="none left" hidden>{word("none-left", style.lang)}</p>'


def controls_of(result: Result, lang: Lang) -> str:
    """What chooses among the findings: severities, rules, words; and the way through them."""
    if len(result.located) < 2:
        return ""
    return (
        f'<div class="controls"><div class="severities" role="group"'
        f' aria-label="{word("severity", lang)}">{_severity_boxes(result, lang)}</div>'
        f'<select aria-label="{word("rule", lang)}">{_rule_options(result, lang)}</select>'
        f'<input type="search" placeholder="{word("search", lang)}"'
        f' aria-label="{word("search", lang)}">'
        f'<span class="steps"><button type="button" class="back" title="{word("previous", lang)}"'
        f' aria-label="{word("previous", lang)}">↑</button>'
        f'<output aria-live="polite">{len(result.located)}</output>'
        f'<button type="button" class="on" title="{word("next", lang)}"'
        f' aria-label="{word("next", lang)}">↓</button></span></div>'
    )


def _severity_boxes(result: Result, lang: Lang) -> str:
    boxes = []
    for severity in SEVERITIES:
        found, kind = count(result.located, severity), severity_class(severity)
        if found:
            boxes.append(
                f'<label class="{kind}"><input type="checkbox" value="{kind}" checked>'
                f"<span>{severity_word(severity, lang)}</span> <b>{found}</b></label>"
            )
    return "".join(boxes)


def _rule_options(result: Result, lang: Lang) -> str:
    counts = Counter(each.finding.rule for each in result.located)
    options = [f'<option value="">{word("all-rules", lang)} ({len(result.located)})</option>']
    for rule, found in counts.most_common():
        options.append(f'<option value="{escaped(rule)}">{escaped(rule)} ({found})</option>')
    return "".join(options)


def _entry(
    result: Result, located: Located, number: int, place: Place, style: Style
) -> Iterator[str]:
    finding, lang = located.finding, style.lang
    kind = severity_class(finding.severity)
    yield f'<li class="entry {kind}" id="{place.report}f{number}" data-f="{number}"'
    yield f' data-severity="{kind}" data-rule="{escaped(finding.rule)}">'
    yield f'<a class="message" href="#{place.report}m{number}"><span class="number">{number}</span>'
    yield f'<span class="severity">{severity_word(finding.severity, lang)}</span> '
    yield f"<span>{escaped(finding.message)}</span></a>"
    yield from _change(located, lang)
    line = line_word(located.extent.start.line, result.format == "docx", lang)
    where = f"{line} · " + " › ".join(located.where) if located.where else line
    yield f'<p class="where">{escaped(where)}</p>'
    if result.page is None:
        yield f'<p class="excerpt">{_excerpt(located, kind)}</p>'
    yield from _related(result, located, place, lang)
    yield from _rule(finding.rule, style)
    yield "</li>\n"


def _change(located: Located, lang: Lang) -> Iterator[str]:
    """What stands there, and what may stand there instead."""
    quote = shortened(" ".join(located.quote.split()), _LONGEST_QUOTE)
    instead = list(_instead(located, lang))
    if not instead and quote in located.finding.message:
        return  # the message has said it
    yield '<p class="change">'
    if quote:
        yield f"<q>{escaped(quote)}</q>"
    if instead:
        choice = f" {word('or', lang)} ".join(instead)
        yield f' <span class="arrow" aria-hidden="true">→</span> {choice}'
    if instead and located.correction and located.correction.safety is not Safety.SAFE:
        yield f" <small>{word('unsure', lang)}</small>"
    yield "</p>"


def _instead(located: Located, lang: Lang) -> Iterator[str]:
    """The correction, then what else is suggested."""
    correction, said = located.correction, set()
    if correction:
        for new in _new_texts(located, correction):
            said.add(new)
            yield f"<ins>{prose(new)}</ins>" if new else f"<em>{word('delete', lang)}</em>"
    for suggestion in located.finding.suggestions:
        if suggestion and suggestion not in said:
            yield f"<ins>{escaped(suggestion)}</ins>"


def _new_texts(located: Located, correction: Correction) -> list[str]:
    """What a reader would write; of many small edits the first say enough."""
    if len(correction.replacements) == 1:
        return [correction.replacements[0].text]
    texts = dict.fromkeys(each.text for each in correction.replacements if each.text)
    return list(texts)[:_MOST_EDITS]


def _excerpt(located: Located, kind: str) -> str:
    """The words around, for a report whose text is not there."""
    text, start, end = located.excerpt.text, located.excerpt.start, located.excerpt.end
    head, tail = "…" * located.excerpt.head, "…" * located.excerpt.tail
    caret = " caret" * (start == end)
    mark = f'<mark class="{kind}{caret}">{escaped(text[start:end])}</mark>'
    return f"{head}{escaped(text[:start])}{mark}{escaped(text[end:])}{tail}"


def _related(result: Result, located: Located, place: Place, lang: Lang) -> Iterator[str]:
    if not located.related:
        return
    yield f'<div class="related"><span>{word("related", lang)}</span><ul>'
    for index, related in enumerate(located.related[:_MOST_RELATED]):
        target = _target(result, located, index, place)
        words = escaped(_related_words(result, related, lang))
        yield f'<li><a href="#{target}">{words}</a></li>' if target else f"<li>{words}</li>"
    left = len(located.related) - _MOST_RELATED
    yield f"<li>+ {left}</li></ul></div>" if left > 0 else "</ul></div>"


def _related_words(result: Result, related: RelatedPlace, lang: Lang) -> str:
    line = line_word(related.extent.start.line, result.format == "docx", lang)
    return " ".join(filter(None, (related.path, line, related.message)))


def _target(result: Result, located: Located, index: int, place: Place) -> str:
    """The id of what a related place stands in; empty when it is not on the page."""
    related = located.related[index]
    if related.path and related.path != result.path:
        neighbour = place.reports.get(related.path)
        return neighbour.at(related.extent.start.line) if neighbour else ""
    if result.page is None or index >= len(located.finding.related):
        return ""
    start = located.finding.related[index].span.start
    block = bisect_right(result.page.blocks, start, key=lambda block: block.span.start) - 1
    return f"{place.report}b{block}" if block >= 0 else ""


def _rule(name: str, style: Style) -> Iterator[str]:
    """The name of a rule, and where it is known what it is about."""
    rule, lang = style.rules.get(name), style.lang
    if rule is None:
        yield f'<p class="rule"><code>{escaped(name)}</code></p>'
        return
    yield f'<details class="rule"><summary>{word("why", lang)} <code>{escaped(name)}</code>'
    yield f"</summary><p>{escaped(rule.why.say(lang))}</p>"
    if rule.source:
        yield f'<p class="source">{word("source", lang)}{_colon(lang)}{escaped(rule.source)}</p>'
    yield "</details>"


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "
