"""``misprints``: a compiled dictionary of what words turn into when a character is confused."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.script_forms import in_script_of, normal_form
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.patterns import BinaryFile
from zhupi.typos.compiled import Compiled, Entry, Standing, check_compiled, load_compiled

# The least score of the judge: of entries that want confirmation, and of the others, which hardly
# ever stand for themselves.
_LEAST_SCORE = {True: 1.0, False: 0.0}
_AROUND = 20  # characters of context
_TOGETHER = 500  # misprints weighed at once: as much text as the detector looks at
_REMEMBERED = 4096  # judgements
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
        found = [
            (part.start + start, entry)
            for part in subject.document.prose_spans()
            for start, entry in dictionary.find(part.of(text))
        ]
        confidences = _judged([_standing(text, start, entry) for start, entry in found])
        for (start, entry), confidence in zip(found, confidences, strict=True):
            if confidence:
                yield _match(subject, start, entry, confidence)


@lru_cache(maxsize=4)
def _dictionary(file: BinaryFile) -> Compiled:
    return load_compiled(file)


def _standing(text: str, start: int, entry: Entry) -> Standing:
    first = max(0, start - _AROUND)
    return Standing(text[first : start + len(entry.wrong) + _AROUND], start - first, entry)


_judgements: dict[Standing, float] = {}  # the latest: an editor asks for the same after each key


def _judged(misprints: list[Standing]) -> list[float]:
    """How sure it is that each was meant to be another word; 0 for not."""
    remembered = ((each, _judgements.get(each)) for each in misprints)
    known = {each: judgement for each, judgement in remembered if judgement is not None}
    new = [each for each in dict.fromkeys(misprints) if each not in known]
    for first in range(0, len(new), _TOGETHER):
        some = new[first : first + _TOGETHER]
        known.update(zip(some, _judge(some), strict=True))
    if len(_judgements) + len(new) > _REMEMBERED:
        _judgements.clear()
    _judgements.update(known if len(known) <= _REMEMBERED else {})
    return [known[each] for each in misprints]


def forget() -> None:
    """Forget the judgements; only measuring needs it."""
    _judgements.clear()


def _judge(misprints: list[Standing]) -> list[float]:
    """The same, not asking what is known."""
    doubtful = [each for each in misprints if not _is_crossed(each)]
    scores = dict(zip(doubtful, _scores(doubtful), strict=True))
    return [_confidence(scores[each], each.entry) if each in scores else 0.0 for each in misprints]


def _is_crossed(misprint: Standing) -> bool:
    from zhupi.typos.counted import crosses_word

    window, start, entry = misprint
    return crosses_word(window, start, start + len(entry.wrong))


def _scores(misprints: list[Standing]) -> list[float]:
    """The judge's scores."""
    if not misprints:
        return []
    # numpy is slow to import, and hardly a text needs it here.
    from zhupi.typos.confirming import scores_of
    from zhupi.typos.model import load_model

    return scores_of(misprints, load_model(), min(_LEAST_SCORE.values()))


def _confidence(score: float, entry: Entry) -> float:
    from zhupi.typos.detector import confidence_of

    if score < _LEAST_SCORE[entry.confirm]:
        return 0.0
    return round(confidence_of(score), 3) if entry.confirm else _SURE


def _match(subject: Subject, start: int, entry: Entry, confidence: float) -> Match:
    span = Span(start, start + len(entry.wrong))
    right = in_script_of(subject.text, entry.corrected)
    return correction(subject.text, span, (right,), confidence=confidence)
