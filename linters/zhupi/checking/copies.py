"""Paragraphs that reports share: told of in both, with both places.

Near-duplicates are found by MinHash and banding (Broder 1997) with datasketch, then compared
exactly: the share of common runs of three characters (Jaccard) is at least ``LEAST_SHARE``.
Numbers count alike: whoever copies changes those first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zhupi.engine.locating import excerpt_of
from zhupi.errors import UserError
from zhupi.lang import Lang, Text
from zhupi.model.document import is_running_text
from zhupi.model.finding import Finding, Severity
from zhupi.model.result import Extent, Located, RelatedPlace, Result
from zhupi.model.span import Span

RULE = "copies/shared-paragraph"
LEAST_LENGTH = 60
"""Shorter paragraphs are formulas that all reports share."""
LEAST_SHARE = 0.6
SURE_SHARE = 0.75
"""Formulas of city work reports share up to 71 % of their runs; only what shares more is sure."""
MOST_FILES = 5
"""What more reports share comes from a template, or quotes the same decision: info only."""
_MOST_RELATED = 4
_RUN = 3
_PERMUTATIONS = 128
_NO_WORD = re.compile(r"[^\w]|_")
_NUMBER = re.compile(r"\d+")


class _Passage(NamedTuple):
    """A paragraph of a report; ``runs`` are its runs of characters."""

    result: int
    span: Span
    extent: Extent
    runs: frozenset[str]


def with_copies(results: Sequence[Result], lang: Lang = "zh") -> Iterator[Result]:
    """The results with a finding at each paragraph that another report has as well.

    They must have kept their pages. Raises UserError where datasketch is not installed.
    """
    passages = [
        passage for number, result in enumerate(results) for passage in _passages(number, result)
    ]
    found: dict[int, list[Located]] = defaultdict(list)
    for passage, others in _twins(passages):
        found[passage.result].append(_located(passage, others, results, lang))
    for number, result in enumerate(results):
        located = sorted((*result.located, *found[number]), key=_in_order)
        yield result._replace(located=tuple(located))


def _in_order(located: Located) -> tuple[Span, str]:
    return located.finding.span, located.finding.rule


def _passages(number: int, result: Result) -> Iterator[_Passage]:
    page = result.page
    if page is None:
        return
    for block, extent in zip(page.blocks, page.extents, strict=True):
        if is_running_text(block) and block.span.end - block.span.start >= LEAST_LENGTH:
            words = _NUMBER.sub("0", _NO_WORD.sub("", block.span.of(page.text)))
            if len(words) >= LEAST_LENGTH:
                runs = frozenset(words[at : at + _RUN] for at in range(len(words) - _RUN + 1))
                yield _Passage(number, block.span, extent, runs)


def _twins(passages: Sequence[_Passage]) -> Iterator[tuple[_Passage, list[_Passage]]]:
    """Each passage that other reports have as well, with those, the most alike first."""
    for number, candidates in enumerate(_candidates(passages)):
        passage = passages[number]
        shares = {
            other: _share(passage, passages[other])
            for other in candidates
            if passages[other].result != passage.result
        }
        alike = [other for other, share in shares.items() if share >= LEAST_SHARE]
        if alike:
            alike.sort(key=lambda other: (-shares[other], other))
            yield passage, [passages[other] for other in alike]


def _candidates(passages: Sequence[_Passage]) -> Iterator[list[int]]:
    """For each passage the numbers of those that may be like it."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        raise UserError(
            "--copies",
            Text("没有安装查雷同要用的库", "the library that finds copies is not installed"),
            Text("pip install 'zhupi[copies]'", "pip install 'zhupi[copies]'"),
        ) from None
    index = MinHashLSH(threshold=LEAST_SHARE - 0.1, num_perm=_PERMUTATIONS)
    hashes = MinHash.bulk(
        [[run.encode() for run in sorted(passage.runs)] for passage in passages],
        num_perm=_PERMUTATIONS,
    )
    for number, hashed in enumerate(hashes):
        index.insert(number, hashed)
    for hashed in hashes:
        yield index.query(hashed)


def _share(one: _Passage, other: _Passage) -> float:
    return len(one.runs & other.runs) / len(one.runs | other.runs)


def _located(
    passage: _Passage, others: Sequence[_Passage], results: Sequence[Result], lang: Lang
) -> Located:
    """The finding at a passage."""
    result = results[passage.result]
    page = result.page
    text = page.text if page else ""
    sure = _share(passage, others[0]) >= SURE_SHARE
    few = len({other.result for other in others}) <= MOST_FILES
    severity = Severity.WARNING if sure and few else Severity.INFO
    finding = Finding(RULE, severity, passage.span, _message(passage, others, results).say(lang))
    related = [_related(other, results, lang) for other in _one_a_file(others)]
    return Located(
        finding=finding,
        extent=passage.extent,
        quote=passage.span.of(text),
        where=(),
        excerpt=excerpt_of(text, passage.span),
        place=None,
        related=tuple(related[:_MOST_RELATED]),
        correction=None,
    )


def _message(passage: _Passage, others: Sequence[_Passage], results: Sequence[Result]) -> Text:
    nearest = others[0]
    path, line = results[nearest.result].path, nearest.extent.start.line
    share = round(100 * _share(passage, nearest))
    files = len({other.result for other in others})
    more_zh = f"等 {files} 份报告" if files > 1 else ""
    more_en = f" and {files - 1} more reports" if files > 1 else ""
    return Text(
        f"这一段与 {path} 第 {line} 行{more_zh}雷同（相同 {share}%），确认不是照抄",
        f"this paragraph is also in {path}, line {line}{more_en} ({share}% the same): a copy?",
    )


def _one_a_file(others: Iterable[_Passage]) -> list[_Passage]:
    seen: dict[int, _Passage] = {}
    for other in others:
        seen.setdefault(other.result, other)
    return list(seen.values())


def _related(other: _Passage, results: Sequence[Result], lang: Lang) -> RelatedPlace:
    message = Text("同样的一段", "the same paragraph").say(lang)
    return RelatedPlace(other.extent, message, results[other.result].path)
