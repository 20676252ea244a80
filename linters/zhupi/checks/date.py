"""``date``: dates that there are, weekdays that fit them, periods that end after they begin."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from zhupi.checks.base import Match, Subject
from zhupi.model.span import Span
from zhupi.numbering.numerals import to_number
from zhupi.patterns import late

_YEARS = r"(?<![\d.])(?:1[89]|20)\d\d"
_DATE = late(
    rf"(?P<year>{_YEARS})年(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})[日号])?)?"
    rf"|(?P<iso_year>{_YEARS})(?P<dash>[-/.])(?P<iso_month>\d{{1,2}})(?P=dash)(?P<iso_day>\d{{1,2}})(?![-/.\d])"
    r"|(?<![\d.])(?P<lone_month>\d{1,2})月(?:(?P<lone_day>\d{1,2})[日号])?"
)
# Where one may begin; digits are looked for ten times as fast as what must not stand before them.
_DATE_PLACE = late(r"\d{1,4}(?=[年月]|[-/.]\d{1,2}[-/.]\d)")
_WEEKDAY = late(
    r"[ （(，,]{0,2}(?P<name>星期|礼拜|周)(?P<weekday>[一二三四五六日天])(?![一二三四五六至到、])"
)
_TO = late(r"(?:[（(][^（）()]{1,8}[）)])?[ ]?(?:至|到|——?|－|-|～|~)[ ]?(?![次翌当]年|今|[（(])")
_YEAR = late(rf"({_YEARS})年")
_HAN_YEAR = late(r"([一二][〇○零一二三四五六七八九]{3})年")
_WEEKDAYS = "一二三四五六日"
_LATEST_MONTH = 12
_LEAP = 2024


class Date(NamedTuple):
    """A day, a month or a year as it is written; what is not written is 0."""

    year: int
    month: int
    day: int
    span: Span


class DateCheck(NamedTuple):
    """Dates in Arabic numerals.

    fault: impossible (2月30日, 13月), weekday (another day of the week) or reversed (a period that
        ends before it begins)
    """

    fault: Literal["impossible", "weekday", "reversed"]

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def find(self, subject: Subject) -> Iterator[Match]:
        for prose in subject.document.prose_spans():
            yield from _FAULTS[self.fault](subject.text, prose)


@lru_cache(maxsize=4)
def read_dates(text: str, within: Span) -> tuple[Date, ...]:
    """The dates of a part of a text, in order, whether they exist or not."""
    return tuple(_dates(text, within))


def _dates(text: str, within: Span) -> Iterator[Date]:
    end = within.start
    for place in _DATE_PLACE.finditer(text, within.start, within.end):
        start = place.start()
        found = _DATE.match(text, start, within.end) if start >= end else None
        if found is None:
            continue
        end = found.end()
        year, month, day, iso_year, _, iso_month, iso_day, lone_month, lone_day = found.groups("")
        yield Date(
            int(year or iso_year or 0),
            int(month or iso_month or lone_month or 0),
            int(day or iso_day or lone_day or 0),
            Span(*found.span()),
        )


def exists(day: Date) -> bool:
    """Whether the calendar has such a day; without a year, whether any year has."""
    if not day.month:
        return True
    if day.month > _LATEST_MONTH:
        return False
    return day.day <= _days_of(day.year or _LEAP, day.month)


@lru_cache(maxsize=1024)
def _days_of(year: int, month: int) -> int:
    from calendar import monthrange  # for texts that have dates

    return monthrange(year, month)[1]


def _impossible(text: str, within: Span) -> Iterator[Match]:
    for day in read_dates(text, within):
        # 满15月 is an age.
        if (day.year or day.day) and not exists(day):
            yield Match(day.span, {"match": day.span.of(text), "right": ""})


def _weekdays(text: str, within: Span) -> Iterator[Match]:
    for day in read_dates(text, within):
        found = _WEEKDAY.match(text, day.span.end, within.end) if day.day else None
        if not found or not exists(day):
            continue
        right = [_weekday(day, year) for year in ([day.year] if day.year else _named_years(text))]
        if right and found["weekday"].replace("天", "日") not in right and all(right):
            span = Span(found.start("name"), found.end("weekday"))
            fields = {"match": span.of(text), "right": found["name"] + right[0]}
            yield Match(span, fields)


@lru_cache(maxsize=2)
def _named_years(text: str) -> list[int]:
    """The years that a date without one may mean: those named, in either numerals, and the next."""
    named = {int(year) for year in _YEAR.findall(text)}
    named |= {number for year in _HAN_YEAR.findall(text) if (number := to_number(year))}
    return sorted(named | {year + 1 for year in named})


def _weekday(day: Date, year: int) -> str:
    """The day of the week; empty where the year has no such day."""
    from datetime import date

    try:
        return _WEEKDAYS[date(year, day.month, day.day).weekday()]
    except ValueError:
        return ""


def _reversed(text: str, within: Span) -> Iterator[Match]:
    for one, other in pairwise(read_dates(text, within)):
        joined = _TO.fullmatch(text, one.span.end, other.span.start)
        if joined and one.year and _is_before(other._replace(year=other.year or one.year), one):
            span = Span(one.span.start, other.span.end)
            yield Match(span, {"match": span.of(text), "right": ""})


def _is_before(one: Date, other: Date) -> bool:
    """Whether a date is surely before another; 5月 is not before 5月10日."""
    for mine, others in zip(one[:3], other[:3], strict=True):
        if not mine or not others:
            return False
        if mine != others:
            return mine < others
    return False


_FAULTS: dict[str, Callable[[str, Span], Iterator[Match]]] = {
    "impossible": _impossible,
    "weekday": _weekdays,
    "reversed": _reversed,
}
