"""Words that a pattern matches: each of its alternatives, written out.

Only what synonyms are made of is understood: words, choices, optional parts, gaps. An alternative
with anything else has no samples, and nothing is said of it.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise, product

from zhupi.patterns import Regex

_MOST = 60
_COMMENT = re.compile(r"(?m)(?<!\\)#.*$|\s+")
_QUANTIFIER = re.compile(r"[?*+][?+]?|\{(\d*),?\d*\}\??")
_ANCHORS = ("^", "$", r"\b", r"\A", r"\Z")


class _Unknown(Exception):
    """A construct that is not written out."""


def alternatives(pattern: Regex) -> list[str]:
    """The alternatives of a pattern, as they are written."""
    text = str(pattern)
    if text.startswith("(?x)"):
        text = _COMMENT.sub("", text[4:])
    return [part for part in _split(text) if part]


def samples(alternative: str) -> list[str]:
    """Some words that an alternative matches; none when it is not understood."""
    try:
        return list(dict.fromkeys(_choices(alternative)))[:_MOST]
    except _Unknown:
        return []


def _brackets(text: str, at: int = 0) -> Iterator[tuple[int, str, int]]:
    """Each plain character with its place and how many brackets are open after it."""
    depth = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 2
            continue
        if char == "[":
            at = _end_of_class(text, at)
            continue
        depth += {"(": 1, ")": -1}.get(char, 0)
        yield at, char, depth
        at += 1


def _split(text: str) -> list[str]:
    """The parts between the bars that stand in no bracket."""
    bars = [at for at, char, depth in _brackets(text) if char == "|" and not depth]
    return [text[a + 1 : b] for a, b in pairwise([-1, *bars, len(text)])]


def _choices(text: str) -> list[str]:
    return [word for part in _split(text) for word in _sequence(part)]


def _sequence(text: str) -> list[str]:
    pieces: list[list[str]] = []
    at = 0
    while at < len(text):
        words, at = _atom(text, at)
        quantifier = _QUANTIFIER.match(text, at)
        if quantifier:
            optional = quantifier.group()[0] in "?*" or quantifier[1] in ("", "0")
            words = [*words, ""] if optional else words
            at = quantifier.end()
        pieces.append(words)
    return ["".join(words) for words in islice(product(*pieces), _MOST)]


def _atom(text: str, at: int) -> tuple[list[str], int]:
    """The words of one piece of a pattern, and where it ends."""
    char = text[at]
    if char == "(":
        return _group(text, at)
    if char == "[":
        end = _end_of_class(text, at)
        inner = text[at + 1 : end - 1]
        return (["甲"] if inner.startswith("^") else [inner[0]]), end
    if char == "\\":
        return _escape(text, at)
    if char in "^$":
        return [""], at + 1
    return (["甲"] if char == "." else [char]), at + 1


def _escape(text: str, at: int) -> tuple[list[str], int]:
    code = text[at : at + 2]
    if code in _ANCHORS:
        return [""], at + 2
    if code == r"\d":
        return ["2"], at + 2
    if code[1:].isalnum():
        raise _Unknown
    return [code[1:]], at + 2


def _group(text: str, at: int) -> tuple[list[str], int]:
    end = _end_of_group(text, at)
    inner = text[at + 1 : end - 1]
    if inner.startswith(("?=", "?!", "?<=", "?<!")):
        return [""], end
    if inner.startswith("?:"):
        inner = inner[2:]
    elif inner.startswith("?P<"):
        inner = inner.partition(">")[2]
    elif inner.startswith("?"):
        raise _Unknown
    return _choices(inner), end


def _end_of_group(text: str, at: int) -> int:
    for end, char, depth in _brackets(text, at):
        if char == ")" and not depth:
            return end + 1
    raise _Unknown


def _end_of_class(text: str, at: int) -> int:
    end = text.find("]", at + 2)
    if end < 0:
        raise _Unknown
    return end + 1
