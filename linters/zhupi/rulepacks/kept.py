"""Rules as they were built, kept from run to run: to read and check all YAML takes long.

A file holds the rules and compiled patterns, and behind them each check by itself, and each file
that is no text: a check that nobody asks for is never unpickled, nor its module imported. Nothing
is read from a folder that others may write to, and what is read can make values of this program's
types and of plug-ins', and nothing else.
"""

import io
import mmap
import os
import pickle
import stat
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, cast

from zhupi.checks.base import Check
from zhupi.checks.required import Required, remember_required, required_by
from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.patterns import BinaryFile, all_compiled, remember
from zhupi.rulepacks.fingerprint import fingerprint, plugin_modules
from zhupi.rulepacks.rule import Held, Ruleset
from zhupi.storage import cache_folder, write_whole

_HEAD = 16
"""Bytes at the head of a file that tell how long the pickled rules are."""
_MOST_FILES = 6
_HOUR = 3600
_OWN = "zhupi"
# What makes a compiled pattern of its parts, by the names of several versions of the package regex.
_PATTERNS = frozenset({"_regex", "regex._regex"})
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def kept_ruleset(packs: tuple[Path, ...], made_of: tuple[object, ...] | None = None) -> Ruleset:
    """What ``load_ruleset`` makes of the packs, kept if it was made before; raises BadRule.

    ``made_of`` is the fingerprint of the packs, where somebody has it already.
    """
    made_of = made_of or fingerprint(packs)
    name = sha256(repr((made_of, [str(pack) for pack in packs])).encode()).hexdigest()[:32]
    file = cache_folder() / f"rules-{name}.pickle"
    modules = {_OWN, *plugin_modules(made_of)}
    known = _read(file, modules)
    if known is not None:
        return known
    from zhupi.rulepacks.plugins import load_ruleset  # all of YAML, and every check

    ruleset = load_ruleset(packs)
    with suppress(OSError, pickle.PicklingError, TypeError, AttributeError):
        made = _Made(ruleset, _packed(ruleset))
        if modules == {_OWN} or made.comes_back(file, modules):
            _write(file, made.data)
    return ruleset


class _Made(NamedTuple):
    """Rules as they were built, and what is to be written of them."""

    ruleset: Ruleset
    data: bytes

    def comes_back(self, file: Path, modules: Iterable[str]) -> bool:
        """Whether all of it can be read: a plug-in's check may be of a class from anywhere."""
        try:
            return (
                _Reader(file, memoryview(self.data), frozenset(modules)).ruleset() == self.ruleset
            )
        except Exception:  # of many kinds, and each would be a fault of the next run
            return False


def _read(file: Path, modules: Iterable[str]) -> Ruleset | None:
    """The rules of a file; None for one that is not there, not ours, or damaged."""
    try:
        with file.open("rb") as opened:
            if not _is_ours(file.parent) or not _is_ours(file):
                return None
            data = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
        return _Reader(file, data, frozenset(modules)).ruleset()
    except Exception:  # of many kinds, and none matters: the rules are built anew
        return None


def _is_ours(path: Path) -> bool:
    """Whether nobody else can have written there; Windows keeps such folders apart by itself."""
    if sys.platform == "win32":
        return True
    status = path.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE


class _Contents(NamedTuple):
    """What stands at the head of a file.

    patterns: those of the rules, compiled and pickled, each by itself
    required: what patterns require that are no rules of their own
    """

    ruleset: Ruleset
    patterns: Mapping[str, bytes]
    required: Mapping[str, Required]


class _Reader:
    """Reads what ``_packed`` made."""

    def __init__(self, file: Path, data: memoryview, modules: frozenset[str]) -> None:
        self._file = file
        self._data = data
        self._modules = modules
        self._parts = _HEAD + int.from_bytes(self._data[:_HEAD], "little")

    def ruleset(self) -> Ruleset:
        """The rules, with checks and patterns that are read when somebody asks for them."""
        contents: _Contents = self._load(self._data[_HEAD : self._parts])
        remember({key: partial(self._recall, raw) for key, raw in contents.patterns.items()})
        remember_required(contents.required)
        return contents.ruleset

    def _load(self, raw: bytes | memoryview) -> Any:  # noqa: ANN401 (what was written)
        return _Unpickler(io.BytesIO(raw), self._modules, self._part).load()

    def _part(self, place: "_Place") -> Held | BinaryFile:
        start = self._parts + place.start
        raw = self._data[start : start + place.length]
        if place.digest:
            return BinaryFile(place.digest, place.length, partial(_bytes_of, raw))
        return Held(None, cast("Callable[[], Check]", partial(self._recall, raw)))

    def _recall(self, raw: bytes | memoryview) -> Any:  # noqa: ANN401 (what was written)
        """What is read while documents are checked; what is damaged is not read again."""
        try:
            return self._load(raw)
        except Exception:
            self._file.unlink(missing_ok=True)
            raise UserError(
                str(self._file),
                Text(
                    "存下来的规则已损坏，已经删除", "the kept rules were damaged; they are deleted"
                ),
                Text("再运行一次", "run it again"),
            ) from None


class _Unpickler(pickle.Unpickler):
    """Makes values of named tuples and enumerations of some modules, and of plain types."""

    def __init__(
        self,
        raw: io.BytesIO,
        modules: frozenset[str],
        part: "Callable[[_Place], Held | BinaryFile]",
    ) -> None:
        super().__init__(raw)
        self._modules = modules
        self._part = part

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 (a type)
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        if name == "compile" and module in _PATTERNS:
            return getattr(import_module(module), name)
        if module.partition(".")[0] not in self._modules:
            raise pickle.UnpicklingError(module)
        kind = getattr(import_module(module), name)
        if not isinstance(kind, type) or not (hasattr(kind, "_fields") or _is_enumeration(kind)):
            raise pickle.UnpicklingError(name)
        return kind

    def persistent_load(self, pid: Any) -> Held | BinaryFile:  # noqa: ANN401 (what was written)
        return self._part(_Place(*pid))


def _is_enumeration(kind: type) -> bool:
    return hasattr(kind, "_member_map_")


class _Place(NamedTuple):
    """Where a part stands behind the rules: a check, or a file with its digest."""

    start: int
    length: int
    digest: bytes = b""


class _Pickler(pickle.Pickler):
    """Puts each check behind the rules, by itself, and each file that is no text before its check.

    Such a file is read where it is needed, and not held besides what is made of it.
    """

    def __init__(self, raw: io.BytesIO, parts: io.BytesIO) -> None:
        super().__init__(raw, pickle.HIGHEST_PROTOCOL)
        self._parts = parts

    def persistent_id(self, obj: Any) -> tuple[object, ...] | None:  # noqa: ANN401 (anything)
        if isinstance(obj, BinaryFile):
            return tuple(self._put(obj.whole())._replace(digest=obj.digest))
        if isinstance(obj, Held):
            check = io.BytesIO()
            _Pickler(check, self._parts).dump(obj.check)
            return tuple(self._put(check.getvalue()))
        return None

    def _put(self, part: bytes) -> _Place:
        return _Place(self._parts.tell(), self._parts.write(part))


def _bytes_of(part: memoryview, start: int, end: int) -> bytes:
    """Bytes of a part of a mapped file, of which no page stays in memory."""
    raw = bytes(part[start:end])
    if sys.platform != "win32" and isinstance(part.obj, mmap.mmap):
        part.obj.madvise(mmap.MADV_DONTNEED)
    return raw


def _packed(ruleset: Ruleset) -> bytes:
    """The contents of a file, each check behind the rules by itself."""
    rules, parts = io.BytesIO(), io.BytesIO()
    patterns = {key: pickle.dumps(pattern) for key, pattern in all_compiled().items()}
    gated = {getattr(rule.check, "pattern", "") for rule in ruleset.rules}
    required = {key: required_by(key) for key in patterns if key not in gated}
    _Pickler(rules, parts).dump(_Contents(ruleset, patterns, required))
    head = rules.getbuffer().nbytes
    return head.to_bytes(_HEAD, "little") + rules.getvalue() + parts.getvalue()


def _write(file: Path, data: bytes) -> None:
    """Write a file, unless nobody would read it there, and delete what is of no use any more."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not _is_ours(file.parent):
        return
    write_whole(file, data, 0o600)
    kept = sorted(file.parent.glob("rules-*.pickle"), key=_changed, reverse=True)
    for old in [*kept[_MOST_FILES:], *_left_behind(file.parent)]:
        old.unlink(missing_ok=True)


def _left_behind(folder: Path) -> list[Path]:
    """What runs left that were killed while they wrote."""
    before = time.time() - _HOUR
    return [each for each in folder.glob(".rules-*") if _changed(each) < before]


def _changed(file: Path) -> float:
    return file.stat().st_mtime
