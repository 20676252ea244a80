"""``regex``: what a pattern matches must not stand here."""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.checks.base import BadOption, FixSafety, Match, Subject, optional_fix
from zhupi.checks.scopes import Scope, scope_spans
from zhupi.lang import Text
from zhupi.patterns import Regex, matches


class RegexCheck(NamedTuple):
    r"""What a pattern matches must not stand in the text.

    pattern: a pattern of the Python package regex; a group named at narrows what is reported
    scope: where to look
    section: in a genre file: only in sections of this role
    replace_with: the fix, which may use groups as \1; empty deletes the match
    fix: how sure the fix is; without it the rule has none
    """

    pattern: Regex
    scope: Scope = "text"
    replace_with: str = ""
    fix: FixSafety = ""
    section: str = ""

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "replacement")

    def validate(self) -> None:
        import regex

        try:
            # Only a match makes the package look at the replacement; the branch at the end matches.
            regex.sub(f"{self.pattern}\n|", self.replace_with, "")
        except (IndexError, regex.error) as error:
            raise BadOption("replace-with", Text(str(error), str(error))) from None

    def find(self, subject: Subject) -> Iterator[Match]:
        for scope in scope_spans(subject, self.scope, self.section):
            for found in matches(self.pattern, subject.text, scope.start, scope.end):
                group = "at" if "at" in found.groupdict() else 0
                span = type(scope)(*found.span(group))
                if span.empty:
                    continue
                new = found.expand(self.replace_with)
                fix = optional_fix(span, new, self.fix)
                yield Match(span, {"match": span.of(subject.text), "replacement": new}, fix=fix)
