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
from zhupi.model.span import Span
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
        check_table(self.file)

    def required(self) -> Required:
        """What a text must contain, in simplified characters: one of the wrong words."""
        return (frozenset(_words(_rows(self.file))),)

    def find(self, subject: Subject) -> Iterator[Match]:
        if self.text == "simplified" and is_traditional(subject.text):
            return
        table = open_table(self.file)
        text = normal_form(subject.text)
        for prose in subject.document.prose_spans():
            for span, entry in table.find(text, prose):
                right = in_script_of(subject.text, entry.right)
                yield correction(subject.text, span, (right,), Safety[self.fix.upper()])


class Table(NamedTuple):
    """The lines of a table without its header, and what finds their wrong words.

    They are not read: of thousands hardly ten stand in a text.
    """

    lines: list[str]
    finder: Finder

    def find(self, text: str, within: Span) -> Iterator[tuple[Span, Entry]]:
        """The wrong words in a part of a text in simplified characters."""
        words = find_with(self.finder, lambda at: _entry(self.lines[at]).wrong, text, within)
        return ((span, _entry(self.lines[index])) for span, index in words)


@lru_cache(maxsize=16)
def open_table(file: DataFile) -> Table:
    """The table of a file that was checked."""
    lines = _rows(file)
    return Table(lines, finder_of(_words(lines)))


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


def check_table(table: DataFile, option: str = "file") -> None:
    """Raise BadOption for a table that cannot be used."""
    seen: set[str] = set()
    for number, cells in rows_of(table, HEADER, more=True, option=option):
        entry = _entry_of(cells)
        fault = _fault_of(entry)
        if entry.wrong.word in seen:
            fault = Text("重复的词条", "an entry twice")
        if fault:
            where = Text(f"词表第{number}行：", f"line {number} of the table: ")
            raise BadOption(option, Text(where.zh + fault.zh, where.en + fault.en))
        seen.add(entry.wrong.word)


def _fault_of(entry: Entry) -> Text | None:
    (wrong, contexts), right = entry
    if not wrong or not right or wrong == right:
        return Text("缺少错词或正词，或两者相同", "no wrong or right word, or both alike")
    if any(wrong not in context or wrong == context for context in contexts):
        return Text("例外语境应包含错词", "a context must contain the wrong word")
    return None
