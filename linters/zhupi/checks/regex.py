"""``regex``: what a pattern matches must not stand here."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from zhupi.checks.base import BadOption, FixSafety, Match, Subject, optional_fix
from zhupi.checks.normalising import fold
from zhupi.checks.required import Required, required_by
from zhupi.checks.scopes import Scope, scope_spans
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.patterns import Regex, matches

if TYPE_CHECKING:
    import regex


class RegexCheck(NamedTuple):
    r"""What a pattern matches must not stand in the text.

    pattern: a pattern of the Python package regex; a group named at narrows what is reported
    scope: where to look
    section: in a genre file: only in sections of this role
    fold: look in the folded text: lower case, half-width, 微信 for 薇❤, no invisible characters
    most: where more are found than this, the document is a template, and only the first is told
    replace_with: the fix, which may use groups as \1; empty deletes the match
    replace_each: the fix as a table: what stands for the match, or else for each of its characters
    fix: how sure the fix is; without it the rule has none
    """

    pattern: Regex
    scope: Scope = "text"
    replace_with: str = ""
    replace_each: Mapping[str, str] = {}
    fix: FixSafety = ""
    section: str = ""
    fold: bool = False
    most: int = 0

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "replacement", "count")

    def validate(self) -> None:
        import regex

        if self.replace_with and self.replace_each:
            what = Text("不能与 replace-with 同用", "not together with replace-with")
            raise BadOption("replace-each", what)
        if "\\" not in self.replace_with:
            return  # no group is named, and compiling takes time
        try:
            # Only a match makes the package look at the replacement; the branch at the end matches.
            regex.sub(f"{self.pattern}\n|", self.replace_with, "")
        except (IndexError, regex.error) as error:
            raise BadOption("replace-with", Text(str(error), str(error))) from None

    def required(self) -> Required:
        """What a text must contain; of a folded one each line is looked at by itself."""
        required = required_by(self.pattern)
        return tuple(each for each in required if not (self.fold and "\n" in "".join(each)))

    def find(self, subject: Subject) -> Iterator[Match]:
        found = self._found(subject)
        if not self.most:
            yield from (self._match(subject, span, new, "1") for span, new in found)
            return
        hits = list(found)
        told = hits if len(hits) <= self.most else hits[:1]
        yield from (self._match(subject, span, new, str(len(hits))) for span, new in told)

    def _match(self, subject: Subject, span: Span, new: str, count: str) -> Match:
        fields = {"match": span.of(subject.text), "replacement": new, "count": count}
        return Match(span, fields, fix=optional_fix(span, new, self.fix))

    def _found(self, subject: Subject) -> Iterator[tuple[Span, str]]:
        """Each place with what the fix would put there."""
        for scope in scope_spans(subject, self.scope, self.section):
            look = self._in_folded if self.fold else self._in_plain
            yield from look(subject.text, scope)

    def _in_plain(self, text: str, scope: Span) -> Iterator[tuple[Span, str]]:
        for found in matches(self.pattern, text, scope.start, scope.end):
            span = Span(*found.span(_group(found)))
            if not span.empty:
                yield span, self._replacement(found, span.of(text))

    def _in_folded(self, text: str, scope: Span) -> Iterator[tuple[Span, str]]:
        folded = fold(text)
        start, end = folded.folded(scope)
        for found in matches(self.pattern, folded.text, start, end):
            span = folded.original(*found.span(_group(found)))
            if not span.empty:
                yield span, self._replacement(found, span.of(text))

    def _replacement(self, found: "regex.Match[str]", match: str) -> str:
        if not self.replace_each:
            return found.expand(self.replace_with)
        table = self.replace_each
        return table.get(match) or "".join(table.get(each, each) for each in match)


def _group(found: "regex.Match[str]") -> str | int:
    return "at" if found.groupdict().get("at") is not None else 0
