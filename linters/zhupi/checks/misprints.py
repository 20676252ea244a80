"""``misprints``: a compiled dictionary of what words turn into when a character is confused."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.script_forms import in_script_of, normal_form
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.patterns import BinaryFile
from zhupi.typos.compiled import Compiled, Entry, check_compiled, load_compiled

# The least score of the judge: of entries that want confirmation, and of the others, which hardly
# ever stand for themselves.
_LEAST_SCORE = {True: 1.0, False: 0.0}
_AROUND = 20  # characters of context
_SURE = 0.99  # the confidence of the others, by the clean text that is only measured


class Misprints(NamedTuple):
    """Words with a confused character.

    file: a dictionary that tools/typo_model has made, beside the rule
    """

    file: BinaryFile

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def validate(self) -> None:
        try:
            check_compiled(self.file)
        except ValueError as error:
            what = Text("不是编译过的词典，或不完整", f"the dictionary is broken: {error}")
            raise BadOption("file", what) from None

    def find(self, subject: Subject) -> Iterator[Match]:
        dictionary = _dictionary(self.file)
        text = normal_form(subject.text)
        for part in subject.document.prose_spans():
            for start, entry in dictionary.find(part.of(text)):
                confidence = _confidence(text, part.start + start, entry)
                if confidence:
                    yield _match(subject, part.start + start, entry, confidence)


@lru_cache(maxsize=4)
def _dictionary(raw: BinaryFile) -> Compiled:
    return load_compiled(raw)


def _confidence(text: str, start: int, entry: Entry) -> float:
    """How sure it is that a word of the dictionary is a misprint where it stands; 0 for not."""
    first = max(0, start - _AROUND)
    return _judge(text[first : start + len(entry.wrong) + _AROUND], start - first, entry)


@lru_cache(maxsize=4096)
def _judge(window: str, start: int, entry: Entry) -> float:
    from zhupi.typos.counted import crosses_word

    if crosses_word(window, start, start + len(entry.wrong)):
        return 0.0
    # numpy is slow to import, and hardly a text needs it here.
    from zhupi.typos.confirming import score_of
    from zhupi.typos.detector import confidence_of
    from zhupi.typos.model import load_model

    least = _LEAST_SCORE[entry.confirm]
    score = score_of(window, start, entry, load_model(), least)
    if score < least:
        return 0.0
    return round(confidence_of(score), 3) if entry.confirm else _SURE


def _match(subject: Subject, start: int, entry: Entry, confidence: float) -> Match:
    span = Span(start, start + len(entry.wrong))
    right = in_script_of(subject.text, entry.corrected)
    return correction(subject.text, span, (right,), confidence=confidence)
