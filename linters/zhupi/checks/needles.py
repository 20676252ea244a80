"""Words of which one must stand wherever a pattern matches, so that it need not be tried elsewhere.

Many words are found in one pass; a pattern of many alternatives goes over a text ten times as
slowly. Only plain parts of patterns are read; of others nothing is known, and they are tried
everywhere.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

import daachorse

from zhupi.patterns import Regex, late

_FLAGS = late(r"\(\?([msx]+)\)")
_TOKEN = late(
    r"(?P<around>\(\?<?[=!])|(?P<open>\((?:\?:|\?P<\w+>|(?!\?)))|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<count>(?:[*+?]|\{(?:\d*,?\d*)\})[+?]?)"
    r"|\[(?P<members>[^\\\[\]^-][^\\\[\]-]*)\](?!\])|(?P<other>\[(?:\\.|[^\\\[\]])*\]|\\[dDsSwW]|\.)"
    r"|(?P<place>\^|\$|\\[bB])|\\(?P<escaped>[^\w\s])|(?P<char>[^\\\[\]{}()])",
    re.DOTALL,
)
_LINE = late(r"[^\n]+")
_MOST = 200
_FEW = 16


class _Unknown(Exception):
    """A part of a pattern that is not plain."""


class _Part(NamedTuple):
    """What a part of a pattern matches: exactly these words, or something with one of them.

    Nothing is known where there are no words.
    """

    words: frozenset[str]
    exact: bool = False


_ANYTHING = _Part(frozenset())
_NOTHING = _Part(frozenset({""}), exact=True)


class Gate(NamedTuple):
    """Finds where some of several patterns may match, in one pass.

    ``owners`` has for each word the patterns that need it, ``always`` are those of which nothing is
    known. ``words`` is None where there are no words.
    """

    words: "daachorse.CharwiseDoubleArrayAhoCorasick | None"
    owners: tuple[tuple[int, ...], ...]
    always: tuple[int, ...]

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Places with the number of a pattern that may match around them.

        A pattern that may match anywhere stands at each line.
        """
        for start, _, word in self.words.find_overlapping(text) if self.words else ():
            for index in self.owners[word]:
                yield start, index
        for line in _LINE.finditer(text) if self.always else ():
            for index in self.always:
                yield line.start(), index


def gate_of(patterns: Iterable[Regex | None]) -> Gate:
    """The gate of some patterns; None stands for one that is not to be found."""
    owners: dict[str, list[int]] = {}
    always = []
    for index, pattern in enumerate(patterns):
        needles = needles_of(pattern) if pattern is not None else ()
        if pattern is not None and not needles:
            always.append(index)
        for word in needles:
            owners.setdefault(word, []).append(index)
    words = daachorse.CharwiseDoubleArrayAhoCorasick(list(owners)) if owners else None
    return Gate(words, tuple(map(tuple, owners.values())), tuple(always))


def needles_of(pattern: Regex) -> frozenset[str]:
    """Words of which every match of a pattern has one; none where that cannot be said."""
    flags = _FLAGS.match(pattern)
    source = pattern[flags.end() :] if flags else pattern
    if flags and "x" in flags[1]:
        if "#" in source or "\\ " in source or "\\[" in source:
            return frozenset()
        # A blank in a class counts, and so classes with one are taken for any character.
        source = "".join(re.findall(r"\[[^\]]*\]|\S", source))
    try:
        tokens = _tokens(source)
        part = _alternatives(tokens)
    except _Unknown:
        return frozenset()
    known = not tokens and all(part.words)
    return part.words if known else frozenset()


def _tokens(source: str) -> list[tuple[str, str]]:
    """The tokens of a pattern, the last first."""
    tokens, end = [], 0
    for token in _TOKEN.finditer(source):
        if token.start() != end or token.lastgroup is None:
            raise _Unknown
        tokens.append((token.lastgroup, token[token.lastgroup]))
        end = token.end()
    if end != len(source):
        raise _Unknown
    return tokens[::-1]


def _alternatives(tokens: list[tuple[str, str]]) -> _Part:
    """One of several sequences, up to the end of the group."""
    parts = [_sequence(tokens)]
    while tokens and tokens[-1][0] == "bar":
        tokens.pop()
        parts.append(_sequence(tokens))
    if not all((part.words and all(part.words)) or part.exact for part in parts):
        return _ANYTHING
    words = frozenset[str]().union(*(part.words for part in parts))
    return _Part(words, all(part.exact for part in parts)) if len(words) <= _MOST else _ANYTHING


def _sequence(tokens: list[tuple[str, str]]) -> _Part:
    """One part after the other; the words of neighbours are joined, and the rarest count."""
    runs: list[_Part] = [_NOTHING]
    while tokens and tokens[-1][0] not in ("bar", "close"):
        part = _atom(tokens)
        joined = _joined(runs[-1], part)
        if joined:
            runs[-1] = joined
        else:
            runs += (part, _NOTHING)
    exact = len(runs) == 1
    return _Part(runs[0].words, exact) if exact else _Part(_rarest(run.words for run in runs))


def _joined(one: _Part, other: _Part) -> _Part | None:
    """Two exact parts as one, unless they have too many words."""
    if not (one.exact and other.exact) or len(one.words) * len(other.words) > _MOST:
        return None
    return _Part(frozenset(map("".join, product(one.words, other.words))), exact=True)


def _rarest(candidates: Iterable[frozenset[str]]) -> frozenset[str]:
    """The words of which the shortest is longest; of those not too many; of those the first."""
    useful = [words for words in candidates if words and all(words)]
    return max(
        useful, key=lambda words: (min(map(len, words)), len(words) <= _FEW), default=frozenset()
    )


def _atom(tokens: list[tuple[str, str]]) -> _Part:
    """A character, a class or a group, with how often it stands."""
    kind, value = tokens.pop()
    if kind in ("char", "escaped"):
        part = _Part(frozenset({value}), exact=True)
    elif kind == "members":
        part = _Part(frozenset(value), exact=True)
    elif kind == "other":
        part = _ANYTHING
    elif kind == "place":
        part = _NOTHING
    elif kind in ("open", "around"):
        inner = _alternatives(tokens)
        if not tokens or tokens.pop()[0] != "close":
            raise _Unknown
        part = _NOTHING if kind == "around" else inner
    else:
        raise _Unknown
    return _repeated(part, tokens)


def _repeated(part: _Part, tokens: list[tuple[str, str]]) -> _Part:
    if not tokens or tokens[-1][0] != "count":
        return part
    count = tokens.pop()[1]
    optional = count[0] in "*?" or re.match(r"\{0*[,}]", count)
    return _ANYTHING if optional else _Part(part.words)
