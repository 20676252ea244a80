"""``dictionary``: wrong words and their right forms, from a table of thousands."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.datafiles import rows_of
from zhupi.checks.literals import Word, find_words
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
        read_entries(self.file)

    def find(self, subject: Subject) -> Iterator[Match]:
        if self.text == "simplified" and is_traditional(subject.text):
            return
        entries, words = read_entries(self.file)
        text = normal_form(subject.text)
        for prose in subject.document.prose_spans():
            for span, index in find_words(words, text, prose):
                right = in_script_of(subject.text, entries[index].right)
                yield correction(subject.text, span, (right,), Safety[self.fix.upper()])


@lru_cache(maxsize=16)
def read_entries(table: DataFile) -> tuple[tuple[Entry, ...], tuple[Word, ...]]:
    """The entries of a table, and their wrong words; raises BadOption."""
    entries: dict[str, Entry] = {}
    for number, cells in rows_of(table, HEADER, more=True):
        entry = _entry(cells, number)
        if entry.wrong.word in entries:
            _bad_line(number, "重复的词条", "an entry twice")
        entries[entry.wrong.word] = entry
    values = tuple(entries.values())
    return values, tuple(entry.wrong for entry in values)


def _entry(cells: list[str], number: int) -> Entry:
    wrong, right, unless = (cell.strip() for cell in cells)
    contexts = tuple(unless.split("|")) if unless else ()
    if not wrong or not right or wrong == right:
        _bad_line(number, "缺少错词或正词，或两者相同", "no wrong or right word, or both alike")
    if any(wrong not in context or wrong == context for context in contexts):
        _bad_line(number, "例外语境应包含错词", "a context must contain the wrong word")
    return Entry(Word(wrong, contexts), right)


def _bad_line(number: int, zh: str, en: str) -> None:
    raise BadOption("file", Text(f"词表第{number}行：{zh}", f"line {number} of the table: {en}"))
