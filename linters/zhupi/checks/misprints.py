"""``misprints``: a compiled dictionary of what words turn into when a character is confused."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.dictionary import check_table, open_table
from zhupi.checks.script_forms import in_script_of, normal_form
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.patterns import BinaryFile, DataFile
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
    listed: a table of a rule of the kind ``dictionary``; what it tells of is left to it
    """

    file: BinaryFile
    listed: DataFile = DataFile("")

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
        if self.listed:
            check_table(self.listed, "listed")

    def find(self, subject: Subject) -> Iterator[Match]:
        text = normal_form(subject.text)
        found = list(self._untold(text, subject.document.prose_spans()))
        confidences = _judged([_standing(text, start, entry) for start, entry in found])
        for (start, entry), confidence in zip(found, confidences, strict=True):
            if confidence:
                yield _match(subject, start, entry, confidence)

    def _untold(self, text: str, parts: Iterable[Span]) -> Iterator[tuple[int, Entry]]:
        """The misprints in parts of a text, with their places, that the list does not tell of."""
        dictionary = _dictionary(self.file)
        for part in parts:
            found = [(part.start + start, entry) for start, entry in dictionary.find(part.of(text))]
            # To judge one takes as long as all other rules take for a paragraph.
            told = self._told(text, part) if found else []
            for start, entry in found:
                before = bisect_left(told, (start + len(entry.wrong), 0))
                if not before or told[before - 1].end <= start:
                    yield start, entry

    def _told(self, text: str, part: Span) -> list[Span]:
        """Where the list's wrong words stand: in order, and no two overlap."""
        if not self.listed:
            return []
        return [span for span, _ in open_table(self.listed).find(text, part)]


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
    right = in_script_of(subject.text, entry.corrected)
    span = Span(start, start + len(entry.wrong))
    return correction(subject.text, span, (right,), confidence=confidence)
