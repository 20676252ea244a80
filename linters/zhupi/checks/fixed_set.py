"""``fixed-set``: numbered sets such as 四个意识, whose number and members are fixed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from zhupi.checks.base import BadOption, Match, Subject
from zhupi.checks.datafiles import rows_of
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.patterns import DataFile, late

HEADER = ["name", "members", "unless", "source"]
_NUMERALS = "一二两三四五六七八九十"
# “四个意识”即…, “四个意识”（…）, “四个意识”，即…
_LIST = late(r"[”’]?(?:（|\(|，?[即指]|，?也?就是|是指)[：:“]?(?P<list>[^（）()。；\n]{6,160})")
_SEPARATOR = late(r"[、，；]|以及|[和及与](?=[^、，]{2,12}$)")
_QUOTES = str.maketrans("", "", "“”‘’ ")
_BEFORE = late(r"“(?P<name>[^”“]{2,8})”[^“”。；]{0,12}“$")
_AFTER = late(r"”[^“”。；]{0,12}“(?P<name>[^”“]{2,8})”")
_NEAR = 24
_LONGEST_LIST = 120
_LONGEST_MEMBER = 12
_LEAST_MEMBERS = 4
_SHORTEST = 2
# 会一课 and 个毫不动摇 are nobody else's; 风, 史 and 个意识 are anybody's.
_LEAST_NOUN = 3
# 经济建设、政治建设…和生态文明建设“五位一体”: the clause before the name.
_LEAD = late(r"(?P<list>[^，。；：\n“”（）]{6,120}?)(?:的|等)?“?$")


class FixedSet(NamedTuple):
    """Numbered sets: 四个意识 are four, and these four.

    file: a TSV file with the columns name, members (in their order, separated by |; empty where
        they are not listed), unless (other sets of that noun, separated by |) and source
    fault: number (四个维护 among other known sets) or members (one is missing, or a stranger there)
    """

    file: DataFile
    fault: Literal["number", "members"]

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right", "source")

    def validate(self) -> None:
        read_sets(self.file)

    def find(self, subject: Subject) -> Iterator[Match]:
        for prose in subject.document.prose_spans():
            yield from _FAULTS[self.fault](subject.text, prose, read_sets(self.file))


class NumberedSet(NamedTuple):
    """A line of the table."""

    name: str
    members: tuple[str, ...]
    unless: tuple[str, ...]
    source: str

    @property
    def noun(self) -> str:
        """What follows the number: 个意识."""
        return self.name[1:]


class Sets(NamedTuple):
    """The sets of a table by name, those that alone have their noun by noun, and what finds them.

    ``number`` finds a number in quotation marks before one of these nouns.
    """

    by_name: dict[str, NumberedSet]
    by_noun: dict[str, NumberedSet]
    name: re.Pattern[str]
    number: re.Pattern[str]


@lru_cache(maxsize=4)
def read_sets(table: DataFile) -> Sets:
    """The sets of a table; raises BadOption."""
    sets: dict[str, NumberedSet] = {}
    for number, (name, members, unless, source) in rows_of(table, HEADER):
        if len(name) < _SHORTEST or name in sets:
            what = Text(f"第{number}行：名称过短或重复", f"line {number}: a bad or double name")
            raise BadOption("file", what)
        sets[name] = NumberedSet(name, _split(members), _split(unless), source)
    return _sets_of(sets)


def _split(field: str) -> tuple[str, ...]:
    return tuple(field.split("|")) if field else ()


def _sets_of(by_name: dict[str, NumberedSet]) -> Sets:
    numbered = [each for each in by_name.values() if each.name[0] in _NUMERALS]
    counts = Counter(each.noun for each in numbered)
    by_noun = {each.noun: each for each in numbered if counts[each.noun] == 1}
    number = rf"“(?P<name>[{_NUMERALS}](?P<noun>{_any_of(by_noun)}))(?=”)"
    return Sets(by_name, by_noun, re.compile(_any_of(by_name)), re.compile(number))


def _any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of some words; for no words one that never matches."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def _wrong_numbers(text: str, within: Span, sets: Sets) -> Iterator[Match]:
    """A set of a number that there is not, in quotation marks beside another one that there is."""
    for found in sets.number.finditer(text, *within):
        written, right = found["name"], sets.by_noun[found["noun"]]
        if written in (right.name, *right.unless):
            continue
        distinctive = len(found["noun"].removeprefix("个")) >= _LEAST_NOUN
        if distinctive or _is_listed(text, found, sets.name):
            fields = {"match": written, "right": right.name, "source": right.source}
            yield Match(Span(*found.span("name")), fields, suggestions=(right.name,))


def _is_listed(text: str, found: re.Match[str], names: re.Pattern[str]) -> bool:
    """Whether a set stands in a row with a known one: 增强“四个意识”、坚定“四个自信”."""
    start = found.start("name")
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    after = _AFTER.match(text, found.end(), found.end() + _NEAR)
    return any(names.fullmatch(other["name"]) for other in (before, after) if other)


def _wrong_members(text: str, within: Span, sets: Sets) -> Iterator[Match]:
    for found in sets.name.finditer(text, *within):
        known = sets.by_name[found.group()]
        if known.members:
            after = _LIST.match(text, found.end(), within.end)
            if after:
                yield from _of_list(text, Span(*after.span("list")), known)
            before = _LEAD.search(
                text, max(within.start, found.start() - _LONGEST_LIST), found.start()
            )
            if before and len(known.members) >= _LEAST_MEMBERS:
                yield from _of_lead(text, Span(*before.span("list")), known)


def _of_list(text: str, span: Span, known: NumberedSet) -> Iterator[Match]:
    """A list that has most of the members, and one that is none or one too few."""
    items, strangers, missing = _compared(text, span, known)
    is_whole = len(items) <= len(known.members) + 1 and "等" not in _bare(span, text)[-2:]
    if not missing or not is_whole or len(missing) * 2 > len(known.members):
        return
    if len(strangers) == len(missing) == 1:
        yield _wrong_list(text, strangers[0], known, (missing[0],))
    else:
        yield _wrong_list(text, span, known)


def _of_lead(text: str, span: Span, known: NumberedSet) -> Iterator[Match]:
    """A list before the name with one stranger in it; the first item has the verb, and passes."""
    items, strangers, missing = _compared(text, span, known)
    if len(items) == len(known.members) and len(strangers) == len(missing) == 1:
        place = strangers[0]
        if place != items[0] and place.end - place.start <= _LONGEST_MEMBER:
            yield _wrong_list(text, place, known, (missing[0],))


def _compared(
    text: str, span: Span, known: NumberedSet
) -> tuple[list[Span], list[Span], list[str]]:
    """The items of a list, those among them that are no members, and the members not in it."""
    items = list(_items(text, span))
    strangers = [each for each in items if not any(m in _bare(each, text) for m in known.members)]
    written = _bare(span, text)
    return items, strangers, [member for member in known.members if member not in written]


def _wrong_list(
    text: str, place: Span, known: NumberedSet, suggestions: tuple[str, ...] = ()
) -> Match:
    fields = {"match": place.of(text), "right": "、".join(known.members), "source": known.source}
    return Match(place, fields, suggestions=suggestions)


def _bare(place: Span, text: str) -> str:
    return place.of(text).translate(_QUOTES)


def _items(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for mark in (*_SEPARATOR.finditer(text, *span), None):
        end = mark.start() if mark else span.end
        if end > start:
            yield Span(start, end)
        start = mark.end() if mark else end


_FAULTS: dict[str, Callable[[str, Span, Sets], Iterator[Match]]] = {
    "number": _wrong_numbers,
    "members": _wrong_members,
}
