"""What a text must contain for a pattern to match in it.

Most rules have nothing to say about most texts: none of their words stands there. What a pattern
cannot do without is read off its syntax tree, so that all words of all rules can be looked for at
once, and only the patterns tried that may match (cf. R. Cox, “Regular Expression Matching with a
Trigram Index”, 2012; the prefilters of RE2). Nothing is claimed of a pattern whose syntax Python's
own parser does not know, or reads in another way than the package regex.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

AnyOf = frozenset[str]
Required = tuple[AnyOf, ...]
"""Of each of these sets one string at least is part of a match; no sets, no condition."""

_MOST_STRINGS = 200
_MOST_CHARACTERS = 7_000  # the private use area is one set
_LONGEST_REPEAT = 3
_KEPT = 4

# Sets of sets, named lists, recursion, anchors and classes of the package regex; and braces that
# count nothing, which are fuzzy matches there ({e<=1}) and characters to Python's own parser.
_UNKNOWN = re.compile(r"--|\|\||&&|~~|\[\[|\[:\^?[a-z]|\\[LpPNmMKGXRhH]|\(\?[\d&RP>|(]*[>&R|]")
_BRACE = re.compile(r"\{(?!\d*,?\d*\})")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_FLAGS = re.compile(r"\(\?[a-zA-Z0-9]*-?[a-zA-Z]+[:)]")
# Of alternatives two groups may have one name, which Python's own parser refuses.
_NAME = re.compile(r"\(\?P<\w+>")
_HARMLESS = re.compile(r"\(\?[msx]+[:)]")


class _Known(NamedTuple):
    """What is known of a part of a pattern.

    exact: all that it can match, where these are few
    required: what its matches cannot do without
    """

    exact: AnyOf | None
    required: Required = ()


_NOTHING = _Known(None)
_EMPTY = _Known(frozenset({""}))


_KNOWN: dict[str, Required] = {}


def required_by(pattern: str) -> Required:
    """What a text must contain for the pattern to match in it, the rarest first."""
    known = _KNOWN.get(pattern)
    if known is None:
        known = _KNOWN[pattern] = _read(pattern)
    return known


def remember_required(known: Mapping[str, Required]) -> None:
    """Let patterns be known that were read in another run: to read one takes a millisecond."""
    _KNOWN.update(known)


def _read(pattern: str) -> Required:
    flags = (found.group() for found in _FLAGS.finditer(pattern))
    if _UNKNOWN.search(pattern) or _BRACE.search(_ESCAPED.sub("", pattern)):
        return ()
    if not all(map(_HARMLESS.fullmatch, flags)):
        return ()
    try:
        # The module is private, but the only parser of this syntax there is.
        from re import _parser  # type: ignore[attr-defined]

        tree = _parser.parse(_NAME.sub("(?:", pattern))
    except (ImportError, re.error, RecursionError, OverflowError):
        return ()
    known = _of_sequence(tree)
    return tuple(sorted({*_closed(known)}, key=_commonness)[:_KEPT])


def _closed(known: _Known) -> Required:
    """All that is required, what is known exactly among it."""
    if known.exact is None or "" in known.exact:
        return known.required
    return (known.exact, *known.required)


def _commonness(strings: AnyOf) -> tuple[int, int, list[str]]:
    """Long words are rare, and few are rarer than many."""
    return -min(map(len, strings)), len(strings), sorted(strings)


def _of_sequence(items: Iterable[Any]) -> _Known:
    """Parts one after the other: what they match exactly is joined as long as it is little."""
    exact: AnyOf = frozenset({""})
    required: list[AnyOf] = []
    whole = True
    for operator, argument in items:
        known = _of(str(operator), argument)
        required += known.required
        joined = _joined(exact, known.exact) if known.exact is not None else None
        if joined is not None:
            exact = joined
            continue
        whole = False
        required += _closed(_Known(exact))
        exact = known.exact if known.exact is not None else frozenset({""})
    if whole:
        return _Known(exact, tuple(required))
    return _Known(None, (*required, *_closed(_Known(exact))))


def _joined(left: AnyOf, right: AnyOf) -> AnyOf | None:
    if left == _EMPTY.exact:
        return right
    if right == _EMPTY.exact:
        return left
    if len(left) * len(right) > _MOST_STRINGS:
        return None
    return frozenset(one + two for one in left for two in right)


def _of(operator: str, argument: Any) -> _Known:  # noqa: ANN401 (nodes of the tree)
    look = _OPERATORS.get(operator)
    return look(argument) if look else _NOTHING


def _of_literal(code: int) -> _Known:
    return _Known(frozenset({chr(code)}))


def _of_class(items: Any) -> _Known:  # noqa: ANN401
    characters: set[str] = set()
    for operator, argument in items:
        some = _characters(str(operator), argument)
        if some is None:
            return _NOTHING
        characters.update(some)
        if len(characters) > _MOST_CHARACTERS:
            return _NOTHING
    return _Known(frozenset(characters))


def _characters(operator: str, argument: Any) -> Iterable[str] | None:  # noqa: ANN401
    """The characters of a part of a class, where they can be told."""
    if operator == "LITERAL":
        return (chr(argument),)
    if operator == "RANGE" and argument[1] - argument[0] < _MOST_CHARACTERS:
        return map(chr, range(argument[0], argument[1] + 1))
    if operator == "CATEGORY" and str(argument) == "CATEGORY_DIGIT":
        return _digits()
    return None


@cache
def _digits() -> frozenset[str]:
    r"""What ``\d`` matches, as the package regex has it."""
    import regex

    every = "".join(map(chr, range(0x20000)))
    return frozenset(regex.findall(r"\d", every))


def _of_branch(argument: Any) -> _Known:  # noqa: ANN401
    branches = [_of_sequence(branch) for branch in argument[1]]
    exact = [branch.exact for branch in branches if branch.exact is not None]
    if len(exact) == len(branches) and sum(map(len, exact)) <= _MOST_CHARACTERS:
        return _Known(frozenset().union(*exact))
    each = [sorted(_closed(branch), key=_commonness)[:1] for branch in branches]
    if not all(each):
        return _NOTHING
    return _Known(None, (frozenset().union(*(best[0] for best in each)),))


def _of_group(argument: Any) -> _Known:  # noqa: ANN401
    _, added, _, inner = argument
    return _NOTHING if added & re.IGNORECASE else _of_sequence(inner)


def _of_repeat(argument: Any) -> _Known:  # noqa: ANN401
    least, most, inner = argument
    known = _of_sequence(inner)
    if least == 0:
        optional = most == 1 and known.exact is not None
        return _Known(known.exact | {""}) if optional and known.exact else _NOTHING
    if least == most and least <= _LONGEST_REPEAT and known.exact is not None:
        return _of_sequence([("SUBPATTERN", (None, 0, 0, inner))] * least)
    return _Known(None, _closed(known))


def _of_atomic(argument: Any) -> _Known:  # noqa: ANN401
    return _of_sequence(argument)


def _of_position(_: object) -> _Known:
    return _EMPTY


_OPERATORS: dict[str, Callable[[Any], _Known]] = {
    "LITERAL": _of_literal,
    "IN": _of_class,
    "BRANCH": _of_branch,
    "SUBPATTERN": _of_group,
    "MAX_REPEAT": _of_repeat,
    "MIN_REPEAT": _of_repeat,
    "POSSESSIVE_REPEAT": _of_repeat,
    "ATOMIC_GROUP": _of_atomic,
    "ASSERT": _of_position,  # what stands before or after is no part of the match
    "ASSERT_NOT": _of_position,
    "AT": _of_position,
}
