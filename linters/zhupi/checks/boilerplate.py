"""``boilerplate``: blocks of text that belong to another document, such as advertisements.

No single word makes an advertisement: official notices give their WeChat account, too. Evidence of
several classes must come together in neighbouring lines.
"""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.checks.base import Fields, Hint, Match, Subject, replacement
from zhupi.lang import Text
from zhupi.model.document import Block
from zhupi.model.fix import Safety
from zhupi.model.span import Span
from zhupi.patterns import Regex, matches


class Cue(NamedTuple):
    """A class of evidence.

    title: what messages call it
    title_en: the same in English
    weight: how much it counts, once a block
    pattern: the words that are evidence of it
    """

    title: str
    weight: float
    pattern: Regex
    title_en: str = ""


class _Line(NamedTuple):
    """A block with the cues in it and how many words gave them."""

    block: Block
    cues: frozenset[int]
    hits: int


class Boilerplate(NamedTuple):
    """Neighbouring lines in which cues of several classes come together.

    cues: the classes of evidence
    line: the weight of cues that makes one line suspicious
    threshold: the weight of cues, and extras, that makes the lines a finding
    classes: how many classes of evidence there must be
    density: how many characters there may be to one cue; long prose has room for many words
    repeated: the weight of a line that stands twice
    tail: the weight of standing at the very end or head of the document
    """

    cues: tuple[Cue, ...]
    line: float
    threshold: float
    classes: int = 2
    density: int = 40
    repeated: float = 1
    tail: float = 1

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("lines", "evidence", "score")

    def find(self, subject: Subject) -> Iterator[Match]:
        lines = [self._look_at(subject, block) for block in subject.document.body()]
        for first, last in self._runs(lines):
            match = self._judge(subject, lines, first, last)
            if match:
                yield match

    def _look_at(self, subject: Subject, block: Block) -> _Line:
        cues, hits = set(), 0
        for index, cue in enumerate(self.cues):
            count = len(matches(cue.pattern, subject.text, *block.span))
            if count:
                cues.add(index)
                hits += count
        return _Line(block, frozenset(cues), hits)

    def _runs(self, lines: list[_Line]) -> Iterator[tuple[int, int]]:
        """First and last index of neighbouring suspicious lines."""
        start: int | None = None
        for index, line in enumerate(lines):
            if self._suspicious(line):
                start = index if start is None else start
            elif start is not None:
                yield start, index - 1
                start = None
        if start is not None:
            yield start, len(lines) - 1

    def _suspicious(self, line: _Line) -> bool:
        length = line.block.span.end - line.block.span.start
        return self._weigh(line.cues) >= self.line and length <= self.density * line.hits

    def _judge(self, subject: Subject, lines: list[_Line], first: int, last: int) -> Match | None:
        block = lines[first : last + 1]
        cues = frozenset().union(*(line.cues for line in block))
        copies = _copies(subject, block)
        at_edge = first == 0 or last == len(lines) - 1
        score = self._weigh(cues) + self.repeated * bool(copies) + self.tail * at_edge
        if score < self.threshold or len(cues) < self.classes:
            return None
        span = Span(block[0].block.span.start, block[-1].block.span.end)
        fields: Fields = {
            "lines": str(len(block)),
            "evidence": self._evidence(cues, repeated=bool(copies)),
            "score": f"{score:g}",
        }
        return Match(span, fields, tuple(copies), replacement(span, "", Safety.UNSAFE))

    def _weigh(self, cues: frozenset[int]) -> float:
        return sum(self.cues[index].weight for index in cues)

    def _evidence(self, cues: frozenset[int], *, repeated: bool) -> Text:
        named = [self.cues[index] for index in sorted(cues)]
        zh = [cue.title for cue in named] + ["重复的行"] * repeated
        en = [cue.title_en or cue.title for cue in named] + ["a repeated line"] * repeated
        return Text("、".join(zh), ", ".join(en))


def _copies(subject: Subject, lines: list[_Line]) -> list[Hint]:
    """Each line that stands before, with the place where it stands first."""
    seen: dict[str, Span] = {}
    hints: list[Hint] = []
    for line in lines:
        words = subject.document.prose(line.block).strip()
        if words in seen:
            hints.append(Hint(seen[words], Text("这一行出现了两次", "this line stands twice")))
            hints.append(Hint(line.block.span, Text("与上一处完全相同", "the same line again")))
        else:
            seen[words] = line.block.span
    return hints
