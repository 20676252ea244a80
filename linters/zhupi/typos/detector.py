"""Finding typos that no list names."""

import math
import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from zhupi.model.span import Span
from zhupi.typos.alphabet import Codes, Flags, is_first
from zhupi.typos.candidates import CONTEXT, PADDING, Candidates, candidates_of, padded, read_text
from zhupi.typos.features import Features, features_of
from zhupi.typos.language import IS_WORD, ORDERS, Floats, level
from zhupi.typos.model import Model
from zhupi.typos.proposals import Memory, Proposal
from zhupi.typos.prospects import bound_of, bounds

MOST_SUGGESTIONS = 3
_WORSE = 3.0  # suggestions less likely than the best by more than this (in ln) are not shown
_REPEATED = 3  # a term that stands so often in a document is meant
_PIECE = 40_000  # characters looked at together: a bound on memory
_PLACE = re.compile(r"(?:^|[^\u3400-\u9fff])([\u3400-\u9fff]{2,3}[省市县区镇乡村州旗盟])")
_LONGEST_PLACE = 4
_LINE = re.compile(r"[^\n]{1,20000}\n?|\n")  # or so much of a line that has no end


class Suspicion(NamedTuple):
    """A word that is probably a typo.

    span: the word, or the characters that are no word
    suggestions: what may have been meant in its place, the likeliest first, in simplified
        characters
    score: ln of the odds that the first suggestion is right
    """

    span: Span
    suggestions: tuple[str, ...]
    score: float

    @property
    def confidence(self) -> float:
        """The probability that the first suggestion is right, as the judge sees it."""
        return confidence_of(self.score)


def confidence_of(score: float) -> float:
    """The probability that ln odds stand for."""
    return 1 / (1 + math.exp(-score))


def suspicions(
    text: str, model: Model, strictness: str = "default", memory: Memory | None = None
) -> Iterator[Suspicion]:
    """The probable typos of a text, in its order, at a level of ``model.judge.thresholds``.

    ``memory`` makes it faster to look at a text once more in which little has changed; it must not
    be shared by models.
    """
    look = partial(_proposals, model=model)
    least = model.judge.thresholds[strictness]
    meant: dict[tuple[str, str], bool] = {}
    for offset, piece in _pieces(text):
        proposals = memory.proposals(piece, look) if memory else look(piece)
        for best in _choose(proposals, least):
            found = _suspicion(piece, best)
            span = Span(found.span.start + offset, found.span.end + offset)
            words = span.of(text), found.suggestions[0]
            if words not in meant:
                meant[words] = _is_meant(text, *words)
            if not meant[words] and not _is_place(text, span):
                yield found._replace(span=span)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of whole lines, or of parts of endless ones, with their offsets."""
    start = end = 0
    for line in _LINE.finditer(text):
        if line.end() - start > _PIECE and end > start:
            yield start, text[start:end]
            start = end
        end = line.end()
    if end > start:
        yield start, text[start:end]


def _proposals(text: str, model: Model) -> list[Proposal]:
    least = min(model.judge.thresholds.values())
    proposals = []
    for found, scores in weigh(padded(model.alphabet.encode(text)), model, least):
        for row in np.flatnonzero(scores > least - _WORSE):
            meant = found.meant[row, CONTEXT : CONTEXT + found.width]
            start = int(found.start[row]) - PADDING
            word = _word(found, int(row))
            proposals.append(
                Proposal(
                    float(scores[row]),
                    start,
                    model.alphabet.decode(meant),
                    Span(start + word.start, start + word.end),
                )
            )
    return proposals


def _word(found: Candidates, row: int) -> Span:
    """The shortest, then commonest word that holds a proposal; the proposal itself if none does.

    It is counted from the first character of the proposal on.
    """
    for order, values in zip(ORDERS, found.meant_grams, strict=True):
        first, last = CONTEXT + found.width - order, CONTEXT
        here = values[row, first : last + 1] if first <= last else values[row, :0]
        words = np.where(here & IS_WORD, level(here) + 1, 0)
        if words.any():
            start = first + int(words.argmax()) - CONTEXT
            return Span(start, start + order)
    return Span(0, found.width)


def weigh(
    codes: Codes, model: Model, least: float = -math.inf
) -> Iterator[tuple[Candidates, Floats]]:
    """The proposals for a padded text with their scores, by width.

    Places where no proposal has the score ``least`` may be left out.
    """
    for found, features in features_at(codes, model, least):
        yield found, model.judge.score(features)


def features_at(
    codes: Codes, model: Model, least: float, asked: Flags | None = None
) -> Iterator[tuple[Candidates, Features]]:
    """The same with their features, only of those that change an ``asked`` place."""
    reading = read_text(codes, model.language)
    for every in candidates_of(reading, model.language, model.channel, model.exclusions, asked):
        found = _promising(every, model, least)
        if len(found.start):
            yield found, features_of(found, reading, model.language, model.marks)


def _promising(found: Candidates, model: Model, least: float) -> Candidates:
    """The proposals for the places where one may have a score; those of a place are rivals."""
    if least == -math.inf or not len(found.start):
        return found
    bound = bound_of(model.judge.all_weights, model.judge.intercept, found.width)
    may = bounds(found, model.language.unigrams, bound) >= least
    first = is_first(found.start)
    here = np.logical_or.reduceat(may, first.nonzero()[0])
    return found.keep(here[np.cumsum(first) - 1])


def _choose(proposals: list[Proposal], least: float) -> list[list[Proposal]]:
    """The best proposals, no two of which overlap, each with the next best for its characters."""
    taken: set[int] = set()
    chosen: dict[range, list[Proposal]] = {}
    for each in sorted(proposals, key=lambda proposal: (-proposal.score, proposal.start)):
        if each.places in chosen:
            best = chosen[each.places]
            if len(best) < MOST_SUGGESTIONS and each.score > best[0].score - _WORSE:
                best.append(each)
        elif each.score >= least and not taken.intersection(each.places):
            taken.update(each.places)
            chosen[each.places] = [each]
    return sorted(chosen.values(), key=lambda best: best[0].start)


def _suspicion(text: str, best: list[Proposal]) -> Suspicion:
    """The word that is wrong, with what it may be."""
    first = best[0]
    head = text[first.word.start : first.start]
    tail = text[first.places.stop : first.word.end]
    return Suspicion(first.word, tuple(head + each.meant + tail for each in best), first.score)


def _is_place(text: str, span: Span) -> bool:
    """Whether it lies in what looks like a place's name at the head of a clause: 广澄市人民政府."""
    first = max(0, span.start - _LONGEST_PLACE)
    return any(
        name.start(1) <= span.start and span.end <= name.end(1)
        for name in _PLACE.finditer(text, first, span.end + 1)
    )


def _is_meant(text: str, word: str, right: str) -> bool:
    """Whether the document uses a word again and again, and never the one suggested."""
    return len(word) > 1 and text.count(word) >= _REPEATED and right not in text
