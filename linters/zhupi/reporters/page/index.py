"""The reports of an office on one page: a row each, with what each of them lacks."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from zhupi.lang import Lang
from zhupi.model.finding import Severity
from zhupi.model.result import Located, Result
from zhupi.reporters.gaps import GAPS, Gap, by_gap
from zhupi.reporters.page.figures import figures_of
from zhupi.reporters.page.markup import escaped, shortened
from zhupi.reporters.page.words import SEVERITIES, severity_class, severity_word, word
from zhupi.reporters.style import Style
from zhupi.reporters.summary import count

_NAMED = frozenset({"section", "cause", "measure"})
_SAID = _NAMED | {"formality"}
"""The gaps that are told in words; of the others an office wants to know how many."""

_QUOTED = re.compile("“([^“”]+)”")
_HEAD = re.compile("[：；，:;,]")
_MOST_SAID = 2
_LONGEST_SAID = 14


def index_of(results: Sequence[Result], ids: Sequence[str], style: Style) -> Iterator[str]:
    """Figures, the chart, and the table of all reports."""
    lang = style.lang
    yield '<section id="index" aria-labelledby="indexh"><h1 id="indexh" tabindex="-1">'
    yield f"{word('summary', lang)}</h1>{figures_of(results, style)}"
    yield f'<div class="listhead"><h2>{word("each", lang)}</h2><div class="controls">'
    yield f'<input type="search" id="byname" placeholder="{word("by-name", lang)}"'
    yield f' aria-label="{word("by-name", lang)}"><label><input type="checkbox" id="onlyerrors">'
    yield f'{word("only-errors", lang)}</label><output id="rows">{len(results)}</output>'
    yield "</div></div>"
    yield f'<div class="sheet"><table class="reports">{_head(lang)}<tbody>'
    for result, report in zip(results, ids, strict=True):
        yield "".join(_row(result, report, lang)) + "\n"
    yield "</tbody></table></div></section>\n"


def _head(lang: Lang) -> str:
    columns = [
        ("name", "text", word("file", lang)),
        ("genre", "text", word("genre", lang)),
        ("number", "number", word("characters", lang)),
        *(("number", "number", severity_word(each, lang)) for each in SEVERITIES),
        *(
            ("said" if gap.name in _SAID else "number", "number", gap.title.say(lang))
            for gap in GAPS
        ),
    ]
    cells = "".join(
        f'<th scope="col" class="{kind}" data-by="{by}"><button type="button"'
        f' title="{word("sort", lang)}">{escaped(name)}</button></th>'
        for kind, by, name in columns
    )
    return f"<thead><tr>{cells}</tr></thead>"


def _row(result: Result, report: str, lang: Lang) -> Iterator[str]:
    path = PurePath(result.path)
    errors = count(result.located, Severity.ERROR) if result.readable else 0
    kind = "" if result.readable else ' class="unreadable"'
    yield f'<tr{kind} data-report="{report}" data-errors="{errors}">'
    yield f'<th scope="row" class="name" data-v="{escaped(result.path)}"><a href="#{report}">'
    yield f"<bdi>{escaped(path.name or result.path)}</bdi></a>{_folder(path)}</th>"
    if result.readable:
        yield from _cells(result, lang)
    else:
        why = "；".join(each.finding.message for each in result.located)
        yield f'<td class="why" colspan="{5 + len(GAPS)}"><b>{word("unreadable", lang)}</b> '
        yield f"{escaped(why)}</td>"
    yield "</tr>"


def _folder(path: PurePath) -> str:
    folder = str(path.parent)
    return f"<small><bdi>{escaped(folder)}</bdi></small>" if folder != "." else ""


def _cells(result: Result, lang: Lang) -> Iterator[str]:
    genres = escaped("、".join(result.genres))
    yield f'<td class="genre" data-label="{word("genre", lang)}" data-v="{genres}">{genres}</td>'
    yield _number(result.characters, word("characters", lang))
    for severity in SEVERITIES:
        found, kind = count(result.located, severity), severity_class(severity)
        yield _number(found, severity_word(severity, lang), kind)
    columns = by_gap(result.located)
    for gap in GAPS:
        yield _gap(gap, columns[gap.name], lang)


def _number(figure: int, label: str, kind: str = "") -> str:
    none = " zero" * (not figure)
    return f'<td class="number {kind}{none}" data-label="{label}" data-v="{figure}">{figure:,}</td>'


def _gap(gap: Gap, located: Sequence[Located], lang: Lang) -> str:
    label = escaped(gap.title.say(lang))
    if not located:  # what nobody lacks stays white
        return f'<td data-label="{label}" data-v="0"></td>'
    if gap.name not in _SAID:
        return _number(len(located), label)
    said = list(dict.fromkeys(_brief(each, gap) for each in located))
    lines = [f"<li>{escaped(each)}</li>" for each in said[:_MOST_SAID]]
    if len(said) > _MOST_SAID:
        lines.append(f"<li>+ {len(said) - _MOST_SAID}</li>")
    whole = escaped("\n".join(each.finding.message for each in located))
    return (
        f'<td class="said" data-label="{label}" data-v="{len(located)}" title="{whole}">'
        f"<ul>{''.join(lines)}</ul></td>"
    )


def _brief(located: Located, gap: Gap) -> str:
    """What is missing in a few words: what the message names, or its first clause."""
    message = located.finding.message
    quoted = _QUOTED.search(message) if gap.name in _NAMED else None
    return shortened(quoted[1] if quoted else _HEAD.split(message)[0], _LONGEST_SAID)
