"""One report: its head, its text, its findings."""

from collections.abc import Iterator
from pathlib import PurePath

from zhupi.model.result import Result
from zhupi.reporters.page.body import text_of
from zhupi.reporters.page.entries import Place, controls_of, entries_of
from zhupi.reporters.page.markup import escaped
from zhupi.reporters.page.words import SEVERITIES, severity_class, severity_word, word
from zhupi.reporters.style import Style
from zhupi.reporters.summary import count


def article(result: Result, place: Place, style: Style, neighbours: str = "") -> Iterator[str]:
    """A report; ``neighbours`` are the links to others."""
    name = escaped(PurePath(result.path).name or result.path)
    yield f'<article class="report" id="{place.report}" aria-labelledby="{place.report}h"'
    yield f' data-name="{name}">'
    yield f'<header class="head">{neighbours}<h2 id="{place.report}h" tabindex="-1">'
    yield f"<bdi>{name}</bdi></h2>{_facts(result, style)}</header>"
    if result.readable:
        yield from _columns(result, place, style)
    else:
        reasons = "".join(f"<p>{escaped(each.finding.message)}</p>" for each in result.located)
        yield f'<div class="unread"><h3>{word("unreadable", style.lang)}</h3>{reasons}</div>'
    yield "</article>\n"


def _facts(result: Result, style: Style) -> str:
    lang = style.lang
    facts = []
    if result.genres:
        facts.append(f"<span>{escaped('、'.join(result.genres))}</span>")
    if result.readable:
        facts.append(f"<span>{word('characters', lang)} <b>{result.characters:,}</b></span>")
        facts += [
            f'<span class="{severity_class(severity)}">{severity_word(severity, lang)}'
            f" <b>{found}</b></span>"
            for severity in SEVERITIES
            if (found := count(result.located, severity))
        ]
    notes = "".join(f'<p class="note">{escaped(note)}</p>' for note in result.notes)
    bare = result.path == PurePath(result.path).name
    path = "" if bare else f'<p class="path"><bdi>{escaped(result.path)}</bdi></p>'
    return f'{path}<p class="facts">{"".join(facts)}</p>{notes}'


def _columns(result: Result, place: Place, style: Style) -> Iterator[str]:
    lang = style.lang
    yield f'<div class="columns"><section class="text" aria-label="{word("text", lang)}">'
    yield text_of(result, place.report, lang)
    yield f'</section><aside class="side" aria-label="{word("findings", lang)}">'
    yield f'<h3 class="side-title">{word("findings", lang)}</h3>'
    yield controls_of(result, lang)
    yield from entries_of(result, place, style)
    yield "</aside></div>"
