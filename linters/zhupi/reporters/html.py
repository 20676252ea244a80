"""``html``: one page for the browser, with the text, the findings in it, and an index of many."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from zhupi.lang import Lang
from zhupi.model.result import Result
from zhupi.reporters.page.article import article
from zhupi.reporters.page.entries import Neighbour, Place
from zhupi.reporters.page.index import index_of
from zhupi.reporters.page.shell import closing, opening
from zhupi.reporters.page.words import word
from zhupi.reporters.style import Style


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The page, a piece for each report; it needs no other file and no network."""
    told, lang = list(results), style.lang
    several = len(told) > 1
    ids = [f"r{number}" for number in range(1, len(told) + 1)]
    reports = {
        result.path: _neighbour(name, result) for name, result in zip(ids, told, strict=True)
    }
    yield opening(_title(told, lang), several, lang)
    if several:
        yield "".join(index_of(told, ids, style))
    if not told:
        yield f'<p class="none">{word("nothing", lang)}</p>'
    for index, result in enumerate(told):
        links = _neighbours(index, ids, lang) if several else ""
        yield "".join(article(result, Place(ids[index], reports), style, links))
    yield closing(lang)


def _neighbour(name: str, result: Result) -> Neighbour:
    extents = result.page.extents if result.page else ()
    return Neighbour(name, {extent.start.line: block for block, extent in enumerate(extents)})


def _title(results: Sequence[Result], lang: Lang) -> str:
    if len(results) == 1:
        return PurePath(results[0].path).name or word("page", lang)
    return word("page", lang)


def _neighbours(index: int, ids: Sequence[str], lang: Lang) -> str:
    """The ways to the reports before and after."""
    links = []
    if index:
        links.append(f'<a rel="prev" href="#{ids[index - 1]}">{word("previous-report", lang)}</a>')
    if index + 1 < len(ids):
        links.append(f'<a rel="next" href="#{ids[index + 1]}">{word("next-report", lang)}</a>')
    return f'<nav class="neighbours">{"".join(links)}</nav>'
