"""``stale-event``: a document of one year that speaks of an event of another as still to come."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zhupi.checks.base import BadOption, Match, Subject
from zhupi.checks.datafiles import rows_of
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.patterns import DataFile, late

HEADER = ["event", "from", "to", "stale", "source"]
_YEAR = late(r"(?<!\d)(20\d\d)(?=年|[-—－]|\b)")
_ISO = late(r"(20\d\d)-\d\d-\d\d")
_AHEAD = "正在开展|以庆祝|迎接、?(?:学习、?)?宣传、?贯彻|迎接|喜迎|迎|筹备|即将召开的|即将举行的"
_BEFORE_NAME = "[“《]?(?:中国共产党|党的|中共)?"
# 十九大以前, 二十大代表: what stands after the name makes another thing of it.
_AFTER = r"(?!以[来前后]|之[前后]|精神|代表|召开以来)"


class Event(NamedTuple):
    """A line of the table; its years are those in which it began and ended."""

    name: str
    first: int
    last: int
    ahead: tuple[str, ...]
    source: str


class StaleEvent(NamedTuple):
    """Events that are over, spoken of as coming, in a document whose title or date tells its year.

    file: a TSV file with the columns event, from and to (dates), stale (more words that, before
        the event, say that it is to come, separated by |) and source
    """

    file: DataFile

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "event", "when", "year")

    def validate(self) -> None:
        read_events(self.file)

    def find(self, subject: Subject) -> Iterator[Match]:
        if not _any_coming(self.file).search(subject.text):
            return
        year = year_of(subject)
        for event in read_events(self.file):
            if event.last < year and event.name in subject.text:
                for span in _said_to_come(subject, event):
                    fields = {
                        "match": span.of(subject.text),
                        "event": event.name,
                        "when": str(event.last),
                        "year": str(year),
                    }
                    yield Match(span, fields)


def _said_to_come(subject: Subject, event: Event) -> Iterator[Span]:
    """Where an event is spoken of as coming, but for what is told of its own year."""
    for prose in subject.document.prose_spans():
        for found in _coming(event).finditer(subject.text, *prose):
            if not _tells_of_its_year(subject.text, found.start(), event):
                yield Span(*found.span())


def _tells_of_its_year(text: str, offset: int, event: Event) -> bool:
    """Whether the sentence before says that it speaks of that year: 2022年，为迎接…."""
    start = max(text.rfind(mark, 0, offset) for mark in "。；\n")
    return any(
        f"{year}年" in text[start + 1 : offset] for year in range(event.first, event.last + 1)
    )


def year_of(subject: Subject) -> int:
    """The year a document is of: the last one of its title, else that of its date; 0 if none."""
    title = " ".join(span.of(subject.text) for span in subject.outline.title)
    date = subject.frame.date
    for place in (title, date.of(subject.text) if date else ""):
        years = [int(year) for year in _YEAR.findall(place)]
        if years:
            return max(years)
    return 0


@lru_cache(maxsize=4)
def read_events(table: DataFile) -> tuple[Event, ...]:
    """The events of a table; raises BadOption."""
    return tuple(_event(cells, number) for number, cells in rows_of(table, HEADER))


def _event(cells: list[str], number: int) -> Event:
    name, first, last, ahead, source = cells
    begun, ended = _ISO.fullmatch(first), _ISO.fullmatch(last)
    if not name or not begun or not ended:
        what = Text(f"第{number}行：缺事件或日期", f"line {number}: no event, or no date")
        raise BadOption("file", what)
    words = tuple(filter(None, ahead.split("|")))
    return Event(name, int(begun[1]), int(ended[1]), words, source)


@lru_cache(maxsize=4)
def _any_coming(table: DataFile) -> re.Pattern[str]:
    """Without a match of it no event of a table is spoken of as coming."""
    events = read_events(table)
    words = {re.escape(word) for event in events for word in event.ahead}
    ahead = "|".join((_AHEAD, "确保", "保障", "护航", *sorted(words)))
    names = "|".join(re.escape(event.name) for event in events) or "(?!)"
    return re.compile(f"(?:{ahead}){_BEFORE_NAME}(?:{names})")


@lru_cache(maxsize=256)
def _coming(event: Event) -> re.Pattern[str]:
    ahead = "|".join((_AHEAD, *map(re.escape, event.ahead)))
    name = _BEFORE_NAME + re.escape(event.name)
    return re.compile(
        rf"(?:{ahead}){name}{_AFTER}|(?:确保|保障|护航){name}(?:胜利|顺利|成功)?(?:召开|举[办行]|期间)"
    )
