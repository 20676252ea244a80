"""``consistency``: one thing is written in one way throughout a document."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from zhupi.checks.base import BadOption, Hint, Match, Subject
from zhupi.checks.datafiles import rows_of
from zhupi.checks.literals import Word, find_words
from zhupi.checks.needles import needles_of
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.patterns import DataFile, Regex, matches, stands_in

_FEW = 4
HEADER = ["forms", "unless"]


class Form(NamedTuple):
    """One way of writing: what a reader calls it, and its pattern."""

    name: str
    pattern: Regex


class Consistency(NamedTuple):
    """Several ways of writing one thing stand in one document.

    forms: the ways, each with a name and a pattern; or
    file: a TSV file with the columns forms (words that mean the same, separated by |) and unless
        (contexts in which a word means something else)
    at_least: how often all together must occur before they are compared
    """

    forms: tuple[Form, ...] = ()
    file: DataFile = DataFile("")
    at_least: int = 2

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "form", "usual", "count")

    def validate(self) -> None:
        if bool(self.forms) == bool(self.file):
            what = Text("forms 和 file 写且只写一个", "give either forms or file")
            raise BadOption("forms", what)
        if len(self.forms) == 1:
            raise BadOption("forms", Text("至少两种写法", "two ways at least"))
        read_groups(self.file)

    def find(self, subject: Subject) -> Iterator[Match]:
        groups = [self._by_pattern(subject)] if self.forms else self._by_word(subject)
        for group in groups:
            if len(group) > 1 and sum(map(len, group.values())) >= self.at_least:
                usual = _commonest(group) if self.forms else self._preferred(group)
                yield from _odd_ones(subject.text, group, usual)

    def _preferred(self, group: dict[str, list[Span]]) -> str:
        """The form that a table names first; it is never called the odd one."""
        words, _ = read_groups(self.file)
        return next(word.word for word in words if word.word in group)

    def _by_pattern(self, subject: Subject) -> dict[str, list[Span]]:
        places: dict[str, list[Span]] = {}
        spans = list(subject.document.prose_spans())
        there = [form for form in self.forms if _stands_in(form.pattern, subject.text, spans)]
        for prose in spans if len(there) > 1 else ():
            for form in there:
                for found in matches(form.pattern, subject.text, *prose):
                    places.setdefault(form.name, []).append(Span(*found.span()))
        return places

    def _by_word(self, subject: Subject) -> list[dict[str, list[Span]]]:
        words, group_of = read_groups(self.file)
        places: dict[int, dict[str, list[Span]]] = {}
        for prose in subject.document.prose_spans():
            for span, index in find_words(words, subject.text, prose):
                group = places.setdefault(group_of[index], {})
                group.setdefault(words[index].word, []).append(span)
        return list(places.values())


@cache
def _words_of(pattern: Regex) -> frozenset[str]:
    """Words of which a match has one, where they are few."""
    words = needles_of(pattern)
    return words if len(words) <= _FEW else frozenset()


def _stands_in(pattern: Regex, text: str, spans: list[Span]) -> bool:
    """Whether a pattern matches in one of the spans; the first match will do."""
    words = _words_of(pattern)
    if words and not any(word in text for word in words):
        return False
    return any(stands_in(pattern, text, *each) for each in spans)


def _commonest(group: dict[str, list[Span]]) -> str:
    """The commonest form; of equally common ones the first in the text."""
    return max(group, key=lambda form: (len(group[form]), -group[form][0].start))


def _odd_ones(text: str, group: dict[str, list[Span]], usual: str) -> Iterator[Match]:
    """The first place of each form but the usual one."""
    shown = group[usual][0].of(text)
    for form, places in group.items():
        if form != usual:
            hint = Hint(group[usual][0], Text(f"别处写作“{shown}”", f"elsewhere “{shown}”"))
            fields = {
                "match": places[0].of(text),
                "form": form,
                "usual": shown,
                "count": str(len(places)),
            }
            yield Match(places[0], fields, (hint,))


@lru_cache(maxsize=8)
def read_groups(table: DataFile) -> tuple[tuple[Word, ...], tuple[int, ...]]:
    """The words of a table, and the number of the group of each; raises BadOption."""
    words: list[Word] = []
    group_of: list[int] = []
    for number, (forms, unless) in rows_of(table, HEADER, more=True) if table else ():
        contexts = unless.split("|") if unless else []
        group = forms.split("|")
        if len(group) < 2 or not all(group) or len(set(group)) < len(group):
            what = Text(f"第{number}行：至少两个不同的词", f"line {number}: two words at least")
            raise BadOption("file", what)
        for word in group:
            words.append(Word(word, tuple(each for each in contexts if word in each)))
            group_of.append(number)
    return tuple(words), tuple(group_of)
