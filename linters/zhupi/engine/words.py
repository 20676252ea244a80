"""Words that are right because somebody says so: the user, or the document itself."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zhupi.automata import finder_of
from zhupi.checks.script_forms import normal_form, simplified
from zhupi.model.document import Document
from zhupi.model.finding import Finding
from zhupi.model.span import Span
from zhupi.patterns import is_above_share, length_of
from zhupi.rulepacks import Rule
from zhupi.rulepacks.words import RULE as OWN_WORD

# 《……条例》（以下简称“条例”）; the marks may be left out.
_DEFINED = re.compile(
    r"(?:(?:以下|下文)(?:统一|合)?(?:简称|统称|称)|下称)(?:为|作)?[“\"「『《]?"
    r"([^”\"」』》“「『《（）()，。；、：:\s]{2,16})[”\"」』》）)]"
)

_HAN = re.compile(r"[\u3400-\u9fff]+")
_KANA = re.compile(r"[\u3041-\u30fa]+")
_LEAST_KANA = 3
_MANY_KANA = 50
_MOST_HAN_A_KANA = 2

Found = tuple[Rule, Finding]


def defined_terms(text: str) -> set[str]:
    """The terms that a document defines itself."""
    return {match.group(1) for match in _DEFINED.finditer(text)}


def allowed_spans(document: Document, words: frozenset[str]) -> list[Span]:
    """Where allowed words and the document's own terms stand, in order."""
    text = normal_form(document.text)
    allowed = {simplified(word) for word in words} | words | defined_terms(text)
    if not allowed:
        return []
    return sorted(Span(start, end) for start, end, _ in finder_of(allowed).each(text))


def without_allowed(
    found: list[Found], document: Document, words: frozenset[str]
) -> Iterator[Found]:
    """The findings but those on allowed words, and on lines of Japanese."""
    allowed = allowed_spans(document, words)
    longest = max((span.end - span.start for span in allowed), default=0)
    for rule, finding in found:
        span = finding.span
        passes = _is_allowed(span, allowed, longest) or not is_chinese(document.text, span)
        # What the user himself calls wrong is wrong.
        if rule.name == OWN_WORD or not rule.traits.about_words or not passes:
            yield rule, finding


def is_chinese(text: str, span: Span) -> bool:
    """Whether a line has 汉字, and no kana: with these, they follow other customs (予算)."""
    if _is_japanese(text):
        return False
    end = text.find("\n", span.end)
    start = text.rfind("\n", 0, span.start) + 1
    return _is_chinese_line(text, start, end if end >= 0 else len(text))


@lru_cache(maxsize=2)
def _is_chinese_line(text: str, start: int, end: int) -> bool:
    """The same of a part of a text; asked again for each finding of a line, which may be long."""
    line = text[start:end]
    return bool(_HAN.search(line)) and length_of(_KANA, line) < _LEAST_KANA


@lru_cache(maxsize=2)
def _is_japanese(text: str) -> bool:
    """Whether a whole text has many kana, one for every two 汉字 at least."""
    kana = length_of(_KANA, text)
    return kana >= _MANY_KANA and is_above_share(kana * _MOST_HAN_A_KANA, 1, _HAN, text)


def _is_allowed(span: Span, allowed: Sequence[Span], longest: int) -> bool:
    """Whether it touches an allowed word."""
    first = bisect_left(allowed, (span.start - longest, 0))
    last = bisect_left(allowed, (span.end, 0))
    return any(each.overlaps(span) for each in allowed[first:last])


def surest(found: Sequence[Found]) -> list[Found]:
    """The findings, of those about words that overlap only the surest, then the longest one."""
    words = [each for each in found if each[0].traits.about_words]
    kept: list[Span] = []
    doubles: set[int] = set()
    for _, finding in sorted(words, key=_sureness):
        before = bisect_left(kept, (finding.span.end, 0))
        if before and kept[before - 1].overlaps(finding.span):
            doubles.add(id(finding))
        else:
            kept.insert(before, finding.span)
    return [each for each in found if id(each[1]) not in doubles]


def _sureness(each: Found) -> tuple[int, int, int, Span]:
    finding = each[1]
    safety = finding.fix.safety if finding.fix else -1
    length = finding.span.end - finding.span.start
    return -finding.severity, -safety, -length, finding.span
