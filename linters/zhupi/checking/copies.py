"""Paragraphs that reports share: told of in both, with both places.

Near-duplicates are found by MinHash and banding (Broder 1997) with datasketch, then compared
exactly: by the share of their runs of three characters that they have in common (Jaccard).
Numbers count alike: whoever copies changes those first.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from zhupi.checks.copies import Copies
from zhupi.engine.locating import excerpt_of
from zhupi.engine.suppression import accepts
from zhupi.errors import UserError, installing
from zhupi.lang import Lang, Text
from zhupi.model.document import is_running_text
from zhupi.model.finding import Finding, Severity
from zhupi.model.result import Extent, Located, Page, RelatedPlace, Result
from zhupi.model.span import Span
from zhupi.rulepacks import Rule
from zhupi.rulepacks.rule import PLACEHOLDER
from zhupi.settings import Plan, Planner

_MOST_RELATED = 4
_RUN = 3
_PERMUTATIONS = 128
_SLACK = 0.1
"""Banding lets so much less alike through than it is asked for."""
_NO_WORD = re.compile(r"[^\w]|_")
_NUMBER = re.compile(r"\d+")


class Passage(NamedTuple):
    """A paragraph of a result: its number there, its place, and its runs of characters."""

    result: int
    span: Span
    extent: Extent
    runs: frozenset[str]

    def share(self, other: "Passage") -> float:
        """How much of their runs two passages have in common."""
        return len(self.runs & other.runs) / len(self.runs | other.runs)


class Twin(NamedTuple):
    """A passage with those of other results that are like it, the likest of each first."""

    passage: Passage
    others: tuple[Passage, ...]


def with_copies(results: Sequence[Result], planner: Planner, lang: Lang = "zh") -> Iterator[Result]:
    """The results with a finding at each paragraph that another report has as well.

    They must have kept their pages. Raises UserError where datasketch is not installed.
    """
    plans = [planner.plan(Path(result.path)) for result in results]
    rules = [_rule_of(planner, plan) for plan in plans]
    check = next((rule.check for rule in rules if rule), None)
    twins = twins_of(results, check) if isinstance(check, Copies) else {}
    for number, result in enumerate(results):
        rule, page = rules[number], result.page
        if rule is None or page is None or not isinstance(rule.check, Copies):
            yield result
            continue
        teller = _Teller(results, rule, rule.check, lang)
        found = [teller.located(twin, page) for twin in twins.get(number, ())]
        yield _with(result, page, plans[number], rule, found)


def _rule_of(planner: Planner, plan: Plan) -> Rule | None:
    """The rule about copies, as grave as somebody wants it; None where it is ignored."""
    ruleset = planner.ruleset(plan)
    for rule in ruleset.rules:
        if isinstance(rule.check, Copies) and rule.enabled:
            severity = ruleset.severities.get(rule.name, rule.severity)
            return rule._replace(severity=severity)
    return None


def _with(result: Result, page: Page, plan: Plan, rule: Rule, found: Sequence[Located]) -> Result:
    """The result with what was found, but for what it accepts."""
    kept, used = [], set(result.used)
    for each in found:
        span = each.finding.span
        entries = [e for e in plan.suppressions if accepts(e, rule, span, page.text)]
        used.update(entry.number for entry in entries)
        remarked = (rule.name, span) in page.accepted
        if not entries and not remarked:
            kept.append(each)
    located = sorted((*result.located, *kept), key=_in_order)
    return result._replace(located=tuple(located), used=tuple(sorted(used)))


def _in_order(located: Located) -> tuple[Span, str]:
    return located.finding.span, located.finding.rule


def twins_of(results: Sequence[Result], check: Copies) -> Mapping[int, list[Twin]]:
    """The passages that results share, by the number of the result."""
    passages = [
        passage
        for number, result in enumerate(results)
        if result.page
        for passage in _passages(number, result.page, check.at_least)
    ]
    twins: dict[int, list[Twin]] = defaultdict(list)
    for passage, candidates in zip(passages, _candidates(passages, check.share), strict=True):
        others = [
            passages[each]
            for each in candidates
            if passages[each].result != passage.result
            and passage.share(passages[each]) >= check.share
        ]
        if others:
            twins[passage.result].append(Twin(passage, tuple(_likest(passage, others))))
    return twins


def _passages(number: int, page: Page, least: int) -> Iterator[Passage]:
    for block, extent in zip(page.blocks, page.extents, strict=True):
        if is_running_text(block) and block.span.end - block.span.start >= least:
            words = _NUMBER.sub("0", _NO_WORD.sub("", block.span.of(page.text)))
            if len(words) >= least:
                runs = frozenset(words[at : at + _RUN] for at in range(len(words) - _RUN + 1))
                yield Passage(number, block.span, extent, runs)


def _candidates(passages: Sequence[Passage], share: float) -> Iterator[list[int]]:
    """For each passage the numbers of those that may be like it."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        raise UserError(
            "--copies",
            Text("没有安装查雷同要用的库", "the library that finds copies is not installed"),
            installing("copies"),
        ) from None
    index = MinHashLSH(threshold=max(share - _SLACK, _SLACK), num_perm=_PERMUTATIONS)
    runs = [[run.encode() for run in sorted(passage.runs)] for passage in passages]
    hashes = MinHash.bulk(runs, num_perm=_PERMUTATIONS)
    for number, hashed in enumerate(hashes):
        index.insert(number, hashed)
    for hashed in hashes:
        yield index.query(hashed)


def _likest(passage: Passage, others: Sequence[Passage]) -> Iterator[Passage]:
    """Of each result the passage that is likest, the likest of all first."""
    seen: set[int] = set()
    for other in sorted(others, key=lambda each: (-passage.share(each), each)):
        if other.result not in seen:
            seen.add(other.result)
            yield other


class _Teller:
    """Says what twins are, by a rule."""

    def __init__(self, results: Sequence[Result], rule: Rule, check: Copies, lang: Lang) -> None:
        self._results = results
        self._rule = rule
        self._check = check
        self._lang = lang

    def located(self, twin: Twin, page: Page) -> Located:
        """The finding at a passage."""
        span = twin.passage.span
        finding = Finding(self._rule.name, self._severity(twin), span, self._message(twin))
        return Located(
            finding=finding,
            extent=twin.passage.extent,
            quote=span.of(page.text),
            where=(),
            excerpt=excerpt_of(page.text, span),
            place=None,
            related=tuple(self._related(each) for each in twin.others[:_MOST_RELATED]),
            correction=None,
        )

    def _severity(self, twin: Twin) -> Severity:
        sure = twin.passage.share(twin.others[0]) >= self._check.sure_share
        few = len(twin.others) <= self._check.most_files
        return self._rule.severity if sure and few else Severity.INFO

    def _message(self, twin: Twin) -> str:
        nearest, count = twin.others[0], len(twin.others)
        path, line = self._results[nearest.result].path, nearest.extent.start.line
        place = Text(
            f"{path} 第 {line} 行" + (f"等 {count} 份报告" if count > 1 else ""),
            f"{path}, line {line}" + (f" and {count - 1} more reports" if count > 1 else ""),
        )
        fields = {
            "place": place.say(self._lang),
            "share": str(round(100 * twin.passage.share(nearest))),
        }
        message = self._rule.message.say(self._lang)
        return PLACEHOLDER.sub(lambda name: fields[name.group(1)], message)

    def _related(self, other: Passage) -> RelatedPlace:
        message = Text("同样的一段", "the same paragraph").say(self._lang)
        return RelatedPlace(other.extent, message, self._results[other.result].path)
