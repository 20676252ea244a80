"""``dictionary``: wrong words and their right forms, from a table of thousands."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from zhupi.automata import Finder, finder_of
from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.datafiles import lines_of, rows_of
from zhupi.checks.literals import Word, find_with
from zhupi.checks.required import Required
from zhupi.checks.script_forms import in_script_of, is_traditional, normal_form
from zhupi.lang import Text
from zhupi.model.fix import Safety
from zhupi.patterns import DataFile

HEADER = ["wrong", "right", "unless"]


class Entry(NamedTuple):
    """A line of the table."""

    wrong: Word
    right: str


class Dictionary(NamedTuple):
    """Wrong words and their right forms.

    file: a TSV file beside the rule, with the columns wrong, right, unless (contexts in which the
        wrong form is right, separated by |) and any others
    fix: how sure the corrections are
    text: ``simplified`` for words that are wrong in simplified documents only
    """

    file: DataFile
    fix: Literal["safe", "unsafe", "show"] = "safe"
    text: Literal["any", "simplified"] = "any"

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def validate(self) -> None:
        _check_entries(self.file)

    def required(self) -> Required:
        """What a text must contain, in simplified characters: one of the wrong words."""
        return (frozenset(_words(_rows(self.file))),)

    def find(self, subject: Subject) -> Iterator[Match]:
        if self.text == "simplified" and is_traditional(subject.text):
            return
        lines, finder = _lines(self.file)
        text = normal_form(subject.text)
        for prose in subject.document.prose_spans():
            for span, index in find_with(finder, lambda at: _entry(lines[at]).wrong, text, prose):
                right = in_script_of(subject.text, _entry(lines[index]).right)
                yield correction(subject.text, span, (right,), Safety[self.fix.upper()])


@lru_cache(maxsize=16)
def _lines(table: DataFile) -> tuple[list[str], Finder]:
    """The lines of a table without its header, and what finds their wrong words.

    They are not read: of thousands hardly ten stand in a text.
    """
    lines = _rows(table)
    return lines, finder_of(_words(lines))


def _rows(table: DataFile) -> list[str]:
    """The lines below the header."""
    return [line for _, line in lines_of(table)][1:]


def _words(lines: list[str]) -> list[str]:
    """The wrong word of each line."""
    return [line.partition("\t")[0].strip() for line in lines]


def _entry(line: str) -> Entry:
    return _entry_of([*line.split("\t"), "", ""][: len(HEADER)])


def _entry_of(cells: list[str]) -> Entry:
    wrong, right, unless = (cell.strip() for cell in cells)
    return Entry(Word(wrong, tuple(unless.split("|")) if unless else ()), right)


def _check_entries(table: DataFile) -> None:
    """Raise BadOption for a table that cannot be used."""
    seen: set[str] = set()
    for number, cells in rows_of(table, HEADER, more=True):
        entry = _entry_of(cells)
        _check_entry(entry, number)
        if entry.wrong.word in seen:
            _bad_line(number, "重复的词条", "an entry twice")
        seen.add(entry.wrong.word)


def _check_entry(entry: Entry, number: int) -> None:
    (wrong, contexts), right = entry
    if not wrong or not right or wrong == right:
        _bad_line(number, "缺少错词或正词，或两者相同", "no wrong or right word, or both alike")
    if any(wrong not in context or wrong == context for context in contexts):
        _bad_line(number, "例外语境应包含错词", "a context must contain the wrong word")


def _bad_line(number: int, zh: str, en: str) -> None:
    raise BadOption("file", Text(f"词表第{number}行：{zh}", f"line {number} of the table: {en}"))
