"""What a check is: a value that finds matches in a document."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, runtime_checkable

from zhupi.lang import Text
from zhupi.model.document import Document
from zhupi.model.fix import Edit, Fix, Safety
from zhupi.model.outline import Outline
from zhupi.model.span import Span
from zhupi.patterns import Regex, compile_pattern

if TYPE_CHECKING:
    from zhupi.outline.frame import Frame
    from zhupi.outline.genre import Reading


class Subject(NamedTuple):
    """What a check looks at; ``reading`` is there for the rules of a genre."""

    document: Document
    outline: Outline
    reading: "Reading | None" = None

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.document.text

    @property
    def title(self) -> Span:
        """The first line of the title; the beginning of the text where there is none."""
        return next(iter(self.outline.title), Span(0, 0))

    @property
    def frame(self) -> "Frame":
        """Addressee, text, signature and date."""
        from zhupi.outline.frame import read_frame  # few checks ask for it

        return read_frame(self.document, self.outline)


Fields = dict[str, Text | str]
"""What fills the braces of a rule's message."""


class Hint(NamedTuple):
    """A related place, with what it is."""

    span: Span
    message: Text


class Match(NamedTuple):
    """A place where a rule's fault was found; ``fields`` fill the rule's message.

    ``confidence`` is the probability that it is one, of a check that can say; ``suggestions`` are
    what may stand there instead, the likeliest first.
    """

    span: Span
    fields: Mapping[str, Text | str] = {}
    hints: tuple[Hint, ...] = ()
    fix: Fix | None = None
    confidence: float | None = None
    suggestions: tuple[str, ...] = ()


class Check(Protocol):
    """A kind of check. Its fields are the options that a rule file gives; plug-ins have the same.

    A check may also have a method ``validate`` that raises BadOption for options that cannot be
    used together, one ``account`` (see Accountable), one ``required`` that tells what a text must
    contain (``zhupi.checks.required``), so that the check is not run where that is missing, and one
    ``is_about_words``: when that is true, nothing is said of words that the user or the document
    allows, and of several such checks that find fault with the same characters only the surest one
    is heard.
    """

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        """The names that the rule's message may use in braces."""
        ...

    def find(self, subject: Subject) -> Iterator[Match]:
        """The matches in a document, in any order."""
        ...


@runtime_checkable
class Accountable(Protocol):
    """A check that can say how it came to its judgement of a place."""

    def account(self, subject: Subject, span: Span) -> Iterator[Text]:
        """What speaks for and against a finding there, a line each."""
        ...


class BadOption(Exception):
    """An option of a check that cannot be used; ``key`` as the rule file spells it."""

    def __init__(self, key: str, what: Text) -> None:
        super().__init__(key, what)
        self.key = key
        self.what = what


def require_group(pattern: Regex, name: str, key: str) -> None:
    """Raise BadOption for the option ``key`` when its pattern lacks a group."""
    if name not in compile_pattern(pattern).groupindex:
        raise BadOption(key, Text(f"缺少名为 {name} 的组", f"the group {name} is missing"))


FixSafety = Literal["safe", "unsafe", "show", ""]
"""How sure a rule's fix is, as rule files say it; empty for a rule without a fix."""


def optional_fix(span: Span, text: str, safety: FixSafety) -> Fix | None:
    """The fix of a rule that says how sure it is; None for one that has none."""
    return replacement(span, text, Safety[safety.upper()]) if safety else None


def replacement(span: Span, text: str, safety: Safety = Safety.SAFE) -> Fix:
    """A fix of one edit."""
    return Fix((Edit(span, text),), safety)


def correction(
    text: str,
    span: Span,
    suggestions: tuple[str, ...],
    safety: Safety = Safety.UNSAFE,
    confidence: float | None = None,
) -> Match:
    """The match of a wrong word: the fields ``match`` and ``right``, a fix, the suggestions."""
    right = suggestions[0]
    fields = {"match": span.of(text), "right": right}
    fix = replacement(span, right, safety)
    return Match(span, fields, fix=fix, confidence=confidence, suggestions=suggestions)
