"""``detector``: typos that no list names, found by a model of official Chinese."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from zhupi.checks.base import Match, Subject, correction
from zhupi.checks.datafiles import lines_of
from zhupi.checks.script_forms import in_script_of, normal_form
from zhupi.lang import Text
from zhupi.model.document import Document
from zhupi.model.span import Span
from zhupi.patterns import DataFile

if TYPE_CHECKING:
    from zhupi.typos.detector import Suspicion
    from zhupi.typos.proposals import Memory

Level = Literal["default", "thorough"]

_LEAST_MENTIONED = -4.0  # the score from which an account mentions a suspicion


class Detector(NamedTuple):
    """Probable typos.

    detector: the model that finds them; ``ngram`` counts runs of up to four characters in official
        Chinese, and knows which characters are confused
    level: ``default`` finds what is all but certain, ``thorough`` only what lies below that
    right: a file of words, with spaces between, that are right though the model does not know them
    """

    detector: Literal["ngram"]
    level: Level = "default"
    right: DataFile = DataFile("")

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right", "others")

    def find(self, subject: Subject) -> Iterator[Match]:
        for found in _suspicions(normal_form(subject.text), tuple(subject.document.prose_spans())):
            right = _is_right(subject.text, found.span, _words(self.right))
            if self.level == _level(found.score) and not right:
                yield _match(subject.document, found)

    def account(self, subject: Subject, span: Span) -> Iterator[Text]:
        """What was suspected there, also below the levels, and how sure that is."""
        from zhupi.typos.detector import confidence_of, suspicions
        from zhupi.typos.model import load_model

        model = load_model()
        levels = {name: confidence_of(least) for name, least in model.judge.thresholds.items()}
        needed = "，".join(f"{name} {least:.2f}" for name, least in levels.items())
        everything = model._replace(
            judge=model.judge._replace(thresholds={"all": _LEAST_MENTIONED})
        )
        for found in suspicions(span.of(subject.text), everything, "all"):
            written, right = found.span.of(span.of(subject.text)), found.suggestions[0]
            yield Text(
                f"“{written}”→“{right}”：把握 {found.confidence:.2f}（报告须达到：{needed}）",
                f"“{written}” → “{right}”: {found.confidence:.2f} (reported from: {needed})",
            )


@lru_cache(maxsize=1)
def _suspicions(text: str, parts: tuple[Span, ...]) -> "tuple[Suspicion, ...]":
    """The suspicions of all levels: both rules ask for the same document, one after the other."""
    # numpy is slow to import, and not every command needs it.
    from zhupi.typos.detector import suspicions
    from zhupi.typos.model import load_model

    model = load_model()
    return tuple(
        found._replace(span=Span(found.span.start + part.start, found.span.end + part.start))
        for part in parts
        for found in suspicions(part.of(text), model, "thorough", _memory())
    )


@cache
def _memory() -> "Memory":
    """What was proposed lately: an editor asks for the same text after each key."""
    from zhupi.typos.proposals import Memory

    return Memory()


def forget() -> None:
    """Forget what was proposed lately; only measuring needs it."""
    _suspicions.cache_clear()
    _memory.cache_clear()


@lru_cache(maxsize=4)
def _words(file: DataFile) -> frozenset[str]:
    return frozenset(word for _, line in lines_of(file) for word in line.split())


def _is_right(text: str, span: Span, words: frozenset[str]) -> bool:
    """Whether one of the words stands over characters of a span."""
    longest = max(map(len, words), default=0)
    return any(
        text[start:end] in words
        for start in range(max(0, span.start - longest + 1), span.end)
        for end in range(max(start, span.start) + 1, start + longest + 1)
    )


def _level(score: float) -> Level:
    from zhupi.typos.model import load_model

    return "default" if score >= load_model().judge.thresholds["default"] else "thorough"


def _match(document: Document, found: "Suspicion") -> Match:
    suggestions = tuple(in_script_of(document.text, word) for word in found.suggestions)
    names = "、".join(f"“{word}”" for word in suggestions[1:])
    also = Text(f"，也可能是{names}", f", or perhaps {names}") if names else Text("", "")
    match = correction(
        document.text, found.span, suggestions, confidence=round(found.confidence, 3)
    )
    return match._replace(fields={**match.fields, "others": also})
