"""``literal``: these words must not stand here."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zhupi.checks.base import BadOption, FixSafety, Match, Subject, optional_fix
from zhupi.checks.literals import Word, find_words
from zhupi.checks.required import Required
from zhupi.checks.scopes import Scope, scope_spans
from zhupi.lang import Text


class Literal(NamedTuple):
    """Words that must not stand in the text, taken literally.

    words: the words
    unless: contexts in which a word is right; each contains one of the words
    scope: where to look
    section: in a genre file: only in sections of this role
    replace_with: what the fix puts in the place of the word; empty deletes it
    fix: how sure the fix is; without it the rule has none
    """

    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    scope: Scope = "text"
    replace_with: str = ""
    fix: FixSafety = ""
    section: str = ""

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "replacement")

    def validate(self) -> None:
        if not self.words or not all(self.words):
            raise BadOption("words", Text("词不能为空", "a word must not be empty"))
        for context in self.unless:
            if not any(word in context for word in self.words):
                what = Text(f"“{context}”里没有要查的词", f"“{context}” contains none of the words")
                raise BadOption("unless", what)

    def required(self) -> Required:
        """What a text must contain: one of the words."""
        return (frozenset(self.words),)

    def find(self, subject: Subject) -> Iterator[Match]:
        if not any(word in subject.text for word in self.words):
            return
        words = _words(self.words, self.unless)
        for scope in scope_spans(subject, self.scope, self.section):
            for span, _ in find_words(words, subject.text, scope):
                fields = {"match": span.of(subject.text), "replacement": self.replace_with}
                fix = optional_fix(span, self.replace_with, self.fix)
                yield Match(span, fields, fix=fix)


@lru_cache(maxsize=128)
def _words(words: tuple[str, ...], unless: tuple[str, ...]) -> tuple[Word, ...]:
    return tuple(
        Word(word, tuple(context for context in unless if word in context)) for word in words
    )
