"""``boilerplate``: blocks of text that belong to another document, such as advertisements.

No single word makes an advertisement: official notices give their WeChat account, too. Evidence of
several classes must come together in neighbouring lines. The words are looked for in the folded
text (``normalising``), so that 薇❤ is 微信.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from zhupi.checks.base import Fields, Hint, Match, Subject, replacement
from zhupi.checks.needles import Gate, gate_of
from zhupi.checks.normalising import FoldedText, fold
from zhupi.lang import Text
from zhupi.model.document import Block
from zhupi.model.fix import Safety
from zhupi.model.span import Span
from zhupi.patterns import Regex, matches

_TIGHT = 15  # characters to one cue in such a line
_SHORT = 80  # characters of a line that goes with its suspicious neighbour
_NEAR = 50_000  # characters before a block, and after it
_FOREIGN = 0.1  # share of its pairs of 汉字 that a foreign block has in common with the rest
_LEAST_COPY = 8  # characters of a line that counts as repeated
_NO_PROSE = ("link", "property", "qr-code")  # stories that other rules look at

_AT_EDGE = Text("位于首尾或正文之外", "at an edge or outside the body")
_REPEATED = Text("重复的行", "a repeated line")
_DISGUISED = Text("改头换面的联系渠道", "a disguised channel")
_OFFICIAL = Text("机关用语", "words of offices")
_FOREIGN_TO_TEXT = Text("与全文无关", "foreign to the text")


class Cue(NamedTuple):
    """A class of evidence.

    title: what messages call it
    title_en: the same in English
    weight: how much it counts, once a block
    pattern: the words that are evidence of it, in folded writing: lower case, half-width, 微信 for
        薇❤
    essential: whether a finding needs a class like this, or a disguised channel: offices, too, call
        to follow their account for free tickets, but they sell no documents
    """

    title: str
    weight: float
    pattern: Regex
    title_en: str = ""
    essential: bool = False


class Line(NamedTuple):
    """A block with the words that gave evidence, by the number of their cue.

    disguised: whether one of them had to be unmasked
    official: whether it also has words of offices
    """

    block: Block
    words: dict[int, tuple[str, ...]]
    length: int
    disguised: bool = False
    official: bool = False

    @property
    def hits(self) -> int:
        """How many words gave evidence."""
        return sum(len(each) for each in self.words.values())


class Verdict(NamedTuple):
    """What was found of neighbouring lines: the cues, the extras, and what they come to."""

    lines: tuple[Line, ...]
    cues: tuple[int, ...]
    extras: tuple[tuple[Text, float], ...]
    score: float
    classes: float
    found: bool


class Boilerplate(NamedTuple):
    """Neighbouring lines in which cues of several classes come together.

    cues: the classes of evidence
    line: the weight of cues that makes one line suspicious
    threshold: the weight of cues, and extras, that makes the lines a finding
    classes: how many classes of evidence there must be; one that weighs 1 does not count, one that
        weighs 3 counts for two
    density: how many characters there may be to one cue; long prose has room for many words
    repeated: the weight of a line that stands twice
    tail: the weight of standing at the very end or head of the body, or outside it
    foreign: the weight of sharing hardly a word with the rest of the document
    disguised: the weight of a disguised channel, such as 薇❤
    certain: the score from which the block may be deleted without asking
    official: what a line with words of offices, such as 各单位 or 查处, takes off
    official_words: those words
    """

    cues: tuple[Cue, ...]
    line: float
    threshold: float
    classes: int = 2
    density: int = 40
    repeated: float = 1
    tail: float = 1
    foreign: float = 1
    disguised: float = 3
    certain: float = 100
    official: float = 3
    official_words: Regex = Regex("")

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("lines", "evidence", "score")

    def find(self, subject: Subject) -> Iterator[Match]:
        for verdict in self.verdicts(subject, essential=True):
            if verdict.found:
                yield self._match(subject, verdict)

    def account(self, subject: Subject, span: Span) -> Iterator[Text]:
        """How the lines at a place were weighed, for those who doubt a finding or miss one."""
        for verdict in self.verdicts(subject):
            if _span_of(verdict).overlaps(span):
                yield from self._weighing(verdict)
                return
        blocks = [block for block in _readable(subject) if block.span.contains(span)]
        for line in self.look_at(subject, blocks):
            for index, words in line.words.items():
                yield self._weight(index, words)
            weight = self.weigh(tuple(line.words))
            zh = f"这一行的词语共 {weight:g} 分，或词语太稀，不算可疑（可疑须 {self.line:g} 分）"
            en = f"the words of this line weigh {weight:g}, or are too few for its length; it takes"
            yield Text(zh, f"{en} {self.line:g} to be suspicious")

    def verdicts(self, subject: Subject, *, essential: bool = False) -> Iterator[Verdict]:
        """What is to be said of each run of suspicious lines, findings or not.

        essential: leave out the runs that lack what every finding has; of most documents nothing
            is left, and their lines need no closer look
        """
        blocks = list(_readable(subject))
        if essential:
            lines = self._told_lines(subject, blocks)
        else:
            lines = dict(enumerate(self.look_at(subject, blocks)))
        for numbers in _neighbours(blocks, lines):
            for first, last in self._runs([lines[number] for number in numbers]):
                run = numbers[first : last + 1]
                at_edge = _is_at_edge(blocks, run[0], run[-1])
                told = tuple(lines[number] for number in run)
                yield self._judge(subject, told, at_edge=at_edge)

    def look_at(self, subject: Subject, blocks: list[Block]) -> list[Line]:
        """The evidence in each block."""
        folded = fold(subject.text)
        return [self._look(folded, block, folded.folded(block.span)) for block in blocks]

    def _look(self, folded: FoldedText, block: Block, span: Span) -> Line:
        words: dict[int, tuple[str, ...]] = {}
        gate = _gate_of(self.cues, essential=False)
        for index in sorted({index for _, index in gate.places(span.of(folded.text))}):
            found = matches(self.cues[index].pattern, folded.text, *span)
            if found:
                words[index] = tuple(each.group() for each in found)
        official = self.official_words and matches(self.official_words, folded.text, *span)
        disguised = folded.disguised(span)
        return Line(block, words, span.end - span.start, disguised, official=bool(official))

    def _told_lines(self, subject: Subject, blocks: list[Block]) -> dict[int, Line]:
        """The lines beside essential evidence, by their numbers.

        A line without any words parts runs, so that what is beyond it does not matter.
        """
        folded = fold(subject.text)
        lines: dict[int, Line] = {}
        for seed in self._essential_lines(folded, blocks):
            if seed in lines:
                continue  # with its whole run
            for way in (range(seed, len(blocks)), range(seed - 1, -1, -1)):
                for number in way:
                    span = folded.folded(blocks[number].span)
                    lines[number] = self._look(folded, blocks[number], span)
                    if not lines[number].words:
                        break
        return lines

    def _essential_lines(self, folded: FoldedText, blocks: list[Block]) -> list[int]:
        """The numbers of the blocks that have a disguised channel or an essential word."""
        places = [part.start for part in folded.parts if part.line and part.line.disguised]
        text = folded.text
        gate = _gate_of(self.cues, essential=True)
        candidates = {(text.rfind("\n", 0, place) + 1, cue) for place, cue in gate.places(text)}
        for start, cue in candidates:
            end = text.find("\n", start)
            if matches(self.cues[cue].pattern, text, start, len(text) if end < 0 else end):
                places.append(start)
        numbers = {_number_at(folded, blocks, place) for place in places}
        return sorted(numbers - {-1})

    def weigh(self, cues: tuple[int, ...]) -> float:
        """The weight of some classes."""
        return sum(self.cues[index].weight for index in cues)

    def _runs(self, lines: list[Line]) -> Iterator[tuple[int, int]]:
        """First and last index of neighbouring suspicious lines, with what goes with them."""
        marked = [self._suspicious(line) for line in lines]
        beside = zip([False, *marked], [*marked[1:], False], strict=False)
        joined = [
            is_marked or self._goes_along(line, before, after)
            for line, is_marked, (before, after) in zip(lines, marked, beside, strict=True)
        ]
        for yes, run in groupby(range(len(lines)), key=lambda index: joined[index]):
            indices = list(run)
            if yes:
                yield indices[0], indices[-1]

    def _suspicious(self, line: Line) -> bool:
        weight = self.weigh(tuple(line.words)) + self.disguised * line.disguised
        weight -= self.official * line.official
        return weight >= self.line and self._is_dense(line)

    def _goes_along(self, line: Line, before: bool, after: bool) -> bool:
        """Whether a weaker line belongs to its suspicious neighbours: short, and full of cues.

        With one neighbour it must have a class of its own, lest 推动高质量发展, the last
        words of a report, go with the advertisement under them.
        """
        if line.block.kind in ("heading", "title") or not line.words or not (before or after):
            return False
        of_its_own = any(self.cues[index].weight > 1 for index in line.words)
        is_tight = line.length <= min(_SHORT, _TIGHT * line.hits)
        return is_tight and (of_its_own or (before and after))

    def _is_dense(self, line: Line) -> bool:
        return line.length <= self.density * line.hits

    def _judge(self, subject: Subject, lines: tuple[Line, ...], *, at_edge: bool) -> Verdict:
        cues = tuple(sorted({index for line in lines for index in line.words}))
        weight, extras = self.weigh(cues), self._extras(subject, lines, at_edge=at_edge)
        score = weight + sum(each for _, each in extras)
        classes = sum(self.cues[index].weight - 1 for index in cues)
        disguised = any(line.disguised for line in lines)
        classes += (self.disguised - 1) * disguised
        essential = disguised or any(self.cues[index].essential for index in cues)
        found = essential and score >= self.threshold and classes >= self.classes
        return Verdict(lines, cues, extras, score, classes, found)

    def _extras(
        self, subject: Subject, lines: tuple[Line, ...], *, at_edge: bool
    ) -> tuple[tuple[Text, float], ...]:
        """What speaks against the lines besides their words."""
        extras = (
            (_AT_EDGE, self.tail, at_edge),
            (_REPEATED, self.repeated, bool(_copies(subject, lines))),
            (_DISGUISED, self.disguised, any(line.disguised for line in lines)),
            (_OFFICIAL, -self.official, any(line.official for line in lines)),
            (_FOREIGN_TO_TEXT, self.foreign, _is_foreign(subject, lines)),
        )
        return tuple((what, weight) for what, weight, holds in extras if holds and weight)

    def _match(self, subject: Subject, verdict: Verdict) -> Match:
        span = _span_of(verdict)
        safety = Safety.SAFE if verdict.score >= self.certain else Safety.UNSAFE
        fields: Fields = {
            "lines": str(len(verdict.lines)),
            "evidence": self._evidence(verdict),
            "score": f"{verdict.score:g}",
        }
        return Match(
            span, fields, tuple(_copies(subject, verdict.lines)), replacement(span, "", safety)
        )

    def _weighing(self, verdict: Verdict) -> Iterator[Text]:
        count = len(verdict.lines)
        yield Text(f"相邻的可疑段落：{count}段", f"suspicious paragraphs side by side: {count}")
        for index in verdict.cues:
            words = tuple(word for line in verdict.lines for word in line.words.get(index, ()))
            yield self._weight(index, words)
        for what, weight in verdict.extras:
            yield Text(f"{weight:4g} 分  {what.zh}", f"{weight:4g}  {what.en}")
        zh = f"合计 {verdict.score:g} 分，证据 {verdict.classes:g} 类"
        en = f"score {verdict.score:g}, classes {verdict.classes:g}"
        needed = f"{self.threshold:g} / {self.classes:g}"
        outcome = Text("判为广告", "found") if verdict.found else Text("不判为广告", "not found")
        yield Text(f"{zh}（须 {needed}）：{outcome.zh}", f"{en} (needs {needed}): {outcome.en}")

    def _weight(self, index: int, words: tuple[str, ...]) -> Text:
        cue = self.cues[index]
        told = dict.fromkeys(word.strip() for word in words)
        zh = f"{cue.weight:4g} 分  {cue.title}：{'、'.join(told)}"
        return Text(zh, f"{cue.weight:4g}  {cue.title_en or cue.title}: {', '.join(told)}")

    def _evidence(self, verdict: Verdict) -> Text:
        """The classes with their first word, and the extras."""
        zh, en = [], []
        for index in verdict.cues:
            cue = self.cues[index]
            word = next(line.words[index][0] for line in verdict.lines if index in line.words)
            zh.append(f"{cue.title}“{word.strip()}”")
            en.append(f"{cue.title_en or cue.title} “{word.strip()}”")
        zh += [what.zh for what, weight in verdict.extras if weight > 0]
        en += [what.en for what, weight in verdict.extras if weight > 0]
        return Text("、".join(zh), ", ".join(en))


def _span_of(verdict: Verdict) -> Span:
    return Span(verdict.lines[0].block.span.start, verdict.lines[-1].block.span.end)


def _readable(subject: Subject) -> Iterator[Block]:
    """All blocks with words, also hidden ones and those outside the body; no contents or links."""
    for block in subject.document.blocks:
        if block.kind != "contents" and block.story not in _NO_PROSE and not block.span.empty:
            yield block


@lru_cache(maxsize=4)
def _gate_of(cues: tuple[Cue, ...], *, essential: bool) -> Gate:
    return gate_of(cue.pattern if cue.essential or not essential else None for cue in cues)


def _neighbours(blocks: list[Block], lines: Mapping[int, Line]) -> Iterator[list[int]]:
    """The numbers of lines that follow each other in one story."""
    numbered = enumerate(sorted(lines))
    for _, run in groupby(numbered, key=lambda pair: (pair[1] - pair[0], blocks[pair[1]].story)):
        yield [number for _, number in run]


def _is_at_edge(blocks: list[Block], first: int, last: int) -> bool:
    """Whether lines stand outside the body, or at its head or end."""
    around = [*blocks[max(first - 1, 0) : first], *blocks[last + 1 : last + 2]]
    return blocks[first].story != "body" or [each.story for each in around] != ["body", "body"]


def _number_at(folded: FoldedText, blocks: list[Block], place: int) -> int:
    """The number of the block that a place of the folded text is in; -1 before the first."""
    offset = folded.original(place, place + 1).start
    return bisect_right(blocks, offset, key=_start_of) - 1


def _start_of(block: Block) -> int:
    return block.span.start


def _copies(subject: Subject, lines: tuple[Line, ...]) -> list[Hint]:
    """Each line that stands before, with the place where it stands first."""
    seen: dict[str, Span] = {}
    hints: list[Hint] = []
    for line in lines:
        words = line.block.span.of(subject.text).strip()
        if words in seen and line.length >= _LEAST_COPY:
            hints.append(Hint(seen[words], Text("这一行出现了两次", "this line stands twice")))
            hints.append(Hint(line.block.span, Text("与上一处完全相同", "the same line again")))
        else:
            seen[words] = line.block.span
    return hints


def _is_foreign(subject: Subject, lines: tuple[Line, ...]) -> bool:
    """Whether a block has hardly a pair of 汉字 in common with the rest of the document.

    Of a long document only the text around the block is compared.
    """
    text, start, end = subject.text, lines[0].block.span.start, lines[-1].block.span.end
    own, before, after = _pairs(text[start:end]), max(0, start - _NEAR), end + _NEAR
    shared = sum(
        1 for pair in own if text.find(pair, before, start) >= 0 or text.find(pair, end, after) >= 0
    )
    return bool(own) and len(text) > 2 * (end - start) and shared <= _FOREIGN * len(own)


def _pairs(text: str) -> set[str]:
    return {
        a + b for a, b in pairwise(text) if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff"
    }
