"""A rule's examples are its tests: what must be found, where, and what the fix makes of it."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from zhupi.checks.copies import Copies
from zhupi.engine.fixing import fix_bytes
from zhupi.engine.linting import lint, report_on
from zhupi.engine.locating import result_of
from zhupi.formats import locate, read
from zhupi.formats.options import ReadOptions
from zhupi.lang import Text
from zhupi.model.document import Document
from zhupi.model.finding import Finding
from zhupi.model.fix import Safety
from zhupi.model.result import Showing
from zhupi.rulepacks import Example, Rule, Ruleset, ruleset_of
from zhupi.rulepacks.rule import with_gate
from zhupi.testing.extras import missing_extra
from zhupi.testing.word import has_codes, word_file

Outcome = Literal["untested", "missing", "noisy", "misplaced", "wrong-fix", "unsettled"]
_SUFFIXES = {"text": ".txt", "markdown": ".md", "docx": ".docx"}
_BETWEEN = "\n====\n"
"""Between two reports in the example of a rule that compares documents."""
_PLACE = re.compile(r"\d+:\d+")


class Failure(NamedTuple):
    """What is wrong with a rule or one of its examples.

    Examples are numbered from 1, those of its genre from -1 down; 0 is the rule itself.
    """

    rule: Rule
    example: int
    outcome: Outcome
    what: Text

    @property
    def where(self) -> str:
        """The file and line of the example, or of the rule."""
        if self.example < 0 and self.rule.genre:
            return self.rule.genre.example_places[-self.example - 1]
        return self.rule.example_places[self.example - 1] if self.example else self.rule.where

    @property
    def mend(self) -> Text:
        """What to do."""
        return _MENDS[self.outcome]


_MENDS: dict[Outcome, Text] = {
    "untested": Text(
        "补写例子：至少一个 bad（带 at）和一个 good", "write a bad and a good example"
    ),
    "missing": Text("改规则，使它查出这一处；或改例子", "make the rule find it"),
    "noisy": Text("给规则加例外（unless 等），或收窄模式", "give the rule an exception"),
    "misplaced": Text("核对 at，或收窄模式", "correct at, or narrow the pattern"),
    "wrong-fix": Text("核对 fixed，或改 replace-with", "correct fixed, or the replacement"),
    "unsettled": Text("改后的文字不应再触发本规则", "what the fix writes is a fault again"),
}


def test_rule(rule: Rule) -> list[Failure]:
    """Run a rule's examples, and nothing but this rule over them.

    Those that want an extra that is not installed are passed over: ``missing_extra`` tells which.
    """
    return [
        Failure(rule, number, outcome, what)
        for number, outcome, what in (*_completeness(rule), *_examples(rule))
    ]


_Fault = tuple[int, Outcome, Text]


def _completeness(rule: Rule) -> Iterator[_Fault]:
    if not any(example.bad for example in rule.examples):
        yield 0, "untested", Text("没有 bad 例子", "there is no bad example")
    genre_is_good = rule.genre is not None and rule.genre.examples
    if not genre_is_good and not any(example.good for example in rule.examples):
        yield 0, "untested", Text("没有 good 例子", "there is no good example")


def _examples(rule: Rule) -> Iterator[_Fault]:
    # Its own gate stands before it, so that what it requires is tested with it.
    alone = with_gate(ruleset_of([rule.with_check(rule.check)._replace(enabled=True)]))
    for number, example in enumerate(rule.examples, 1):
        fault = _fault_of(example)
        if fault:
            yield number, "untested", fault
            continue
        if missing_extra(rule, example):
            continue
        for outcome, what in _good(example, alone) if example.good else _bad(example, alone):
            yield number, outcome, what
    for number, example in enumerate(rule.genre.examples if rule.genre else (), 1):
        fault = _fault_of(example)
        if fault or example.bad:
            what = fault or Text("文种的例子只写 good", "an example of a genre is good")
            yield -number, "untested", what
            continue
        yield from ((-number, outcome, what) for outcome, what in _good(example, alone))


def _fault_of(example: Example) -> Text | None:
    """What an example lacks to be one."""
    if bool(example.bad.strip()) == bool(example.good.strip()):
        return Text("应写 bad 或 good 之一", "write either bad or good")
    if example.bad and not all(map(_PLACE.fullmatch, example.at.split() or [""])):
        return Text("bad 例子要用 at 写明“行:列”", "a bad example says its place: at: line:column")
    if example.good and (example.at or example.fixed):
        return Text("good 例子不写 at 和 fixed", "a good example has neither at nor fixed")
    return None


def _good(example: Example, alone: Ruleset) -> Iterator[tuple[Outcome, Text]]:
    document = _read(example, example.good)
    for finding in _found(document, alone):
        place = _place(document, finding)
        words = finding.span.of(document.text)
        yield "noisy", Text(f"误报 {place}“{words}”", f"false alarm at {place}: “{words}”")


def _bad(example: Example, alone: Ruleset) -> Iterator[tuple[Outcome, Text]]:
    document = _read(example, example.bad)
    findings = _found(document, alone)
    if not findings:
        yield (
            "missing",
            Text("没有查出 bad 例子里的错", "the fault of the bad example is not found"),
        )
        return
    wanted, found = example.at.split(), [_place(document, finding) for finding in findings]
    if wanted != found:
        zh = f"位置应为 {' '.join(wanted)}，查出的是 {' '.join(found)}"
        yield "misplaced", Text(zh, f"wanted at {' '.join(wanted)}, found at {' '.join(found)}")
    if example.format != "docx":  # what a fix makes of a Word file is no text to compare
        yield from _fix(example, findings, alone)


def _fix(
    example: Example, findings: tuple[Finding, ...], alone: Ruleset
) -> Iterator[tuple[Outcome, Text]]:
    """What the fix makes of the example, that it leaves nothing to fix, and that it settles."""
    safeties = [finding.fix.safety for finding in findings if finding.fix]
    if not safeties or min(safeties) is Safety.SHOW:
        if example.fixed:
            yield (
                "wrong-fix",
                Text("规则没有改法，却写了 fixed", "there is no fix, but fixed is given"),
            )
        return
    name = _name(example)
    fixed = fix_bytes(example.bad.encode(), name, alone, Safety.UNSAFE)
    text = fixed.decode()
    if example.fixed and text.rstrip("\n") != example.fixed.rstrip("\n"):
        yield "wrong-fix", Text(f"改成了“{text.strip()}”", f"the fix makes “{text.strip()}”")
    if fix_bytes(fixed, name, alone, Safety.UNSAFE) != fixed:
        yield "unsettled", Text("改过的文本还会再变", "the fixed text changes again")
    left = [each for each in lint(read(fixed, name), alone) if each.fix] if text.strip() else []
    if left:
        yield "unsettled", Text("改过的文本仍有可改之处", "the fixed text still has the fault")


def _found(document: Document, alone: Ruleset) -> tuple[Finding, ...]:
    """What the rule finds; one that compares documents finds it in the first of several."""
    (rule,) = alone.rules
    if not isinstance(rule.check, Copies):
        return lint(document, alone)
    from zhupi.checking.copies import twins_of  # needs zhupi[copies]

    parts = [read(part.encode(), document.path) for part in document.text.split(_BETWEEN)]
    results = [result_of(report_on(part, alone), Showing(page=True)) for part in parts]
    return tuple(
        Finding(rule.name, rule.severity, twin.passage.span, "")
        for twin in twins_of(results, rule.check).get(0, ())
    )


def _name(example: Example) -> str:
    return f"example{_SUFFIXES[example.format]}"


def _read(example: Example, text: str) -> Document:
    if example.format != "docx":
        return read(text.encode(), _name(example))
    return read(word_file(text), _name(example), ReadOptions(qr=has_codes(text)))


def _place(document: Document, finding: Finding) -> str:
    start = locate(document, finding.span).start
    return f"{start.line}:{start.column}"
