"""``idiom``: idioms with one character confused."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.datafiles import lines_of
from zhupi.checks.script_forms import in_script_of
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.patterns import DataFile

if TYPE_CHECKING:
    from zhupi.typos.halves import Idioms

_LENGTH = 4


class Idiom(NamedTuple):
    """Idioms and set phrases of four characters in which one is written for another.

    file: the phrases, one a line, beside the rule
    """

    file: DataFile

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def validate(self) -> None:
        wrong = next((line for line in _phrases(self.file) if len(line) != _LENGTH), "")
        if wrong:
            what = Text(f"“{wrong}”不是四个字", f"“{wrong}” has not four characters")
            raise BadOption("file", what)

    def find(self, subject: Subject) -> Iterator[Match]:
        from zhupi.typos.idioms import near_idioms

        for part in subject.document.prose_spans():
            text = part.of(subject.text)
            for found in near_idioms(text, _index(self.file)):
                start = part.start + found.start
                span = Span(start, start + _LENGTH)
                right = in_script_of(subject.text, found.right)
                yield correction(subject.text, span, (right,))


def _phrases(file: DataFile) -> list[str]:
    return [line for _, line in lines_of(file)]


@lru_cache(maxsize=4)
def _index(file: DataFile) -> "Idioms":
    from zhupi.typos.halves import index_idioms, ready_made

    return ready_made(file) or index_idioms(_phrases(file))
