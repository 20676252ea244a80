"""The patterns of rule files: the ``regex`` package, under a time limit."""

import re
import sys
from typing import TYPE_CHECKING, AnyStr, Generic, NewType, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import regex

Regex = NewType("Regex", str)
"""A regular expression as a rule file writes it; the loader has compiled it once."""

DataFile = NewType("DataFile", str)
"""The contents of a file that a rule file names; the loader has read it."""


class BinaryFile:
    """The same of a file that is no text, and may be large: whoever needs the bytes reads them.

    ``read`` gives those from one place to another, of ``length`` bytes; ``digest`` tells the file
    from others.
    """

    __slots__ = ("digest", "length", "read")

    def __init__(self, digest: bytes, length: int, read: "Callable[[int, int], bytes]") -> None:
        self.digest = digest
        self.length = length
        self.read = read

    def whole(self) -> bytes:
        """All of it."""
        return self.read(0, self.length)

    def __reduce__(self) -> "tuple[Callable[[bytes], BinaryFile], tuple[bytes]]":
        return binary_file, (self.whole(),)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BinaryFile) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def binary_file(raw: bytes) -> BinaryFile:
    """A file that was read."""
    from hashlib import sha256  # slow to import; only the loader needs it

    return BinaryFile(sha256(raw).digest(), len(raw), lambda start, end: raw[start:end])


SECONDS = 2.0
SECONDS_PER_CHARACTER = 1e-6


class PatternTimeout(Exception):
    """A pattern that does not come to an end; ``pattern`` says which."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern


_TOKEN = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\{(\d+)(?:,(\d*))?\}|.", re.DOTALL)
_LARGEST = 100_000


def is_too_large(pattern: str) -> bool:
    """Whether repeats inside repeats, as in ((甲{999}){999}), would take minutes to compile."""
    sizes, last = [0], 0
    for token in _TOKEN.finditer(pattern):
        if token.group() == "(":
            sizes.append(0)
            continue
        if token.group() == ")" and len(sizes) > 1:
            last = sizes.pop()
        elif token.group(1):
            last *= int(token.group(2) or token.group(1)) - 1
        else:
            last = 1
        sizes[-1] += max(last, 0)
    return sum(sizes) > _LARGEST


_COMPILED: dict[str, "regex.Pattern[str]"] = {}
_REMEMBERED: dict[str, "Callable[[], regex.Pattern[str]]"] = {}


def compile_pattern(pattern: Regex) -> "regex.Pattern[str]":
    """The compiled pattern; raises ``regex.error`` when it is none."""
    found = _COMPILED.get(pattern)
    if found is None:
        recall = _REMEMBERED.get(pattern)
        found = _COMPILED[pattern] = recall() if recall else _compiled(pattern)
    return found


def _compiled(pattern: Regex) -> "regex.Pattern[str]":
    import regex  # slow to import; not every command needs it

    return regex.compile(pattern)


def all_compiled() -> "Mapping[str, regex.Pattern[str]]":
    """The patterns that were compiled so far, which can be pickled."""
    return dict(_COMPILED)


def remember(patterns: "Mapping[str, Callable[[], regex.Pattern[str]]]") -> None:
    """Have patterns recalled, when somebody asks for them, instead of compiled: 30 times faster."""
    _REMEMBERED.update(patterns)


def matches(pattern: Regex, text: str, start: int, end: int) -> "list[regex.Match[str]]":
    """All matches in a part of a text; raises PatternTimeout."""
    try:
        # All at once: the clock runs on while a caller works between two matches.
        found = compile_pattern(pattern).finditer(text, start, end, timeout=_seconds_for(text))
        return list(found)
    except TimeoutError:
        raise PatternTimeout(pattern) from None


def stands_in(pattern: Regex, text: str, start: int, end: int) -> bool:
    """Whether there is a match in a part of a text; raises PatternTimeout."""
    try:
        found = compile_pattern(pattern).search(text, start, end, timeout=_seconds_for(text))
    except TimeoutError:
        raise PatternTimeout(pattern) from None
    return found is not None


def _seconds_for(text: str) -> float:
    return SECONDS + SECONDS_PER_CHARACTER * len(text)


def found_in(pattern: Regex, text: str) -> str:
    """What the pattern first matches in a text, empty when it matches nothing or is empty."""
    if not pattern:
        return ""
    try:
        match = compile_pattern(pattern).search(text, timeout=SECONDS)
    except TimeoutError:
        raise PatternTimeout(pattern) from None
    return match.group() if match else ""


def length_of(runs: "re.Pattern[str]", text: str, start: int = 0, end: int = sys.maxsize) -> int:
    """How many characters of a part of a text are in matches.

    A list of single characters would take a hundred bytes for each of them.
    """
    return sum(run.end() - run.start() for run in runs.finditer(text, start, end))


def is_above_share(count: int, share: float, runs: "re.Pattern[str]", text: str) -> bool:
    """Whether a count is more than a share of the characters of a text that are in matches.

    These are counted only until it is not.
    """
    length = 0
    for run in runs.finditer(text):
        length += run.end() - run.start()
        if count <= share * length:
            return False
    return count > share * length


class _Late(Generic[AnyStr]):
    """Stands for a compiled pattern, and has its methods as soon as one is asked for."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._source: tuple[AnyStr, int] = pattern, flags

    def __getattr__(self, name: str) -> object:
        source, flags = self.__dict__["_source"]
        compiled = re.compile(source, flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """``re.compile`` for a pattern of a module's own, which is compiled when it is first used.

    A hundred patterns take longer to compile than a small file takes to check.
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
