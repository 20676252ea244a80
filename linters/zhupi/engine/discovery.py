"""Which files to check: those that are named, and those in folders that are."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from zhupi.errors import UnreadableFile, UserError
from zhupi.formats import SUFFIXES
from zhupi.lang import Text
from zhupi.rulepacks.words import WORDS_FILE

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_LOCK_FILE = "~$"  # what Word leaves beside a document that is open
_NEVER_ENTERED = frozenset({"node_modules", "__pycache__", "venv"})  # nor hidden folders
_HERE = os.path.join(os.curdir, "")  # at the head of what ``os.walk`` finds in this folder

Excludes = Callable[[str], bool]
"""Whether a file, or all of a folder, is left out."""


def _nothing(_path: str) -> bool:
    return False


def discover(
    paths: Sequence[str],
    failures: list[UserError],
    excludes: Excludes = _nothing,
    *,
    force: bool = False,
) -> list[str]:
    """The files to check, each once, in order; raises UserError when there are none.

    A file that has several paths is there by the first of them.

    Folders are searched for the kinds of files that can be checked, without what ``.gitignore``
    or ``excludes`` leaves out and without files of words. Lock files of Word are passed over. What
    cannot be checked goes to ``failures``. Files that are named are left out only with ``force``;
    then there may be none.
    """
    found: dict[tuple[str, str], str] = {}
    left_out: list[str] = []
    identities = _Identities()

    def excluded(path: str) -> bool:
        if not excludes(path):
            return False
        left_out.append(path)
        return True

    for name in paths:
        path = str(Path(name))  # as results name it: without ./ and doubled slashes
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            for each in _in_folder(path, failures, excluded):
                found.setdefault(identities.of(each), each)
        elif not stat.S_ISREG(mode):
            failures.append(_missing(name))
        elif not (force and excluded(path)) and not os.path.basename(path).startswith(_LOCK_FILE):
            found.setdefault(identities.of(path), path)
    if not found and not failures and not (force and left_out):
        raise _nothing_left(paths, excluded=bool(left_out))
    return list(found.values())


def _mode(path: str) -> int:
    """What kind of file it is; 0 where there is none."""
    try:
        return os.stat(path).st_mode
    except (OSError, ValueError):
        return 0


def folders_among(paths: Iterable[str]) -> tuple[Path, ...]:
    """Those that are folders."""
    return tuple(Path(path) for path in paths if stat.S_ISDIR(_mode(path or os.curdir)))


class _Identities:
    """Tells paths of one file from paths of several; many files stand in one folder."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def of(self, path: str) -> tuple[str, str]:
        """Folder and name of a file where it really is."""
        # On Windows a name may be written in several ways.
        if os.name == "nt" or os.path.islink(path):
            return os.path.split(os.path.realpath(path))
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return self._folders[folder], name


def _nothing_left(paths: Sequence[str], *, excluded: bool) -> UserError:
    if excluded:
        what = Text("文件都被配置里的 exclude 排除了", "the configuration excludes all files")
        mend = Text("改 exclude；或点名要查的文件", "change exclude, or name the files to check")
    else:
        what = Text("没有可检查的文件", "there is nothing to check")
        mend = Text(
            f"给出 {'、'.join(SUFFIXES)} 文件或其所在文件夹", f"name {', '.join(SUFFIXES)} files"
        )
    return UserError("、".join(paths), what, mend)


def existing_file(name: str) -> Path:
    """A file that a command looks at alone; raises UnreadableFile when it is none."""
    if not Path(name).is_file():
        raise _missing(name)
    return Path(name)


Stamp = tuple[int, int] | None
"""Size and time (ns) of a file; None where there is none."""


def stamp_of(path: Path) -> Stamp:
    """What tells two states of a file apart."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def digest_of(path: Path) -> str:
    """The hash of a file; empty where there is none."""
    stamp = stamp_of(path)
    return _digest(path, stamp) if stamp and path.is_file() else ""


@lru_cache(maxsize=256)
def _digest(path: Path, _stamp: Stamp) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _missing(name: str) -> UnreadableFile:
    return UnreadableFile(
        name,
        Text("找不到这个文件", "there is no such file"),
        Text("检查路径是否写对，是不是普通文件", "check the path, and that it is a regular file"),
    )


def read_file(path: Path | str) -> bytes:
    """The bytes of a file; raises UnreadableFile, also for a pipe, which would be waited for."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise _missing(str(path))
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except FileNotFoundError:
        raise _missing(str(path)) from None
    except OSError as error:
        raise _unreadable(str(path), error) from None


def _unreadable(name: str, error: OSError) -> UnreadableFile:
    return UnreadableFile(
        name,
        Text(f"读不了（{error.strerror}）", f"cannot read it ({error.strerror})"),
        Text("检查权限，或关闭正在使用它的程序", "check its permissions, or close other programs"),
    )


def _in_folder(folder: str, failures: list[UserError], excludes: Excludes) -> Iterator[str]:
    ignored = _Ignored(folder)

    def closed(error: OSError) -> None:
        failures.append(_unreadable(str(error.filename), error))

    for here, folders, files in os.walk(folder, onerror=closed):
        ignored.enter(here)
        at = "" if here == os.curdir else os.path.join(here.removeprefix(_HERE), "")
        folders[:] = sorted(
            name
            for name in folders
            if is_entered(name) and not ignored.matches(f"{name}/") and not excludes(at + name)
        )
        for name in sorted(files):
            if is_document(name) and not ignored.matches(name) and not excludes(at + name):
                yield at + name


def is_entered(name: str) -> bool:
    """Whether a folder of that name is searched when it stands in one that is."""
    return name not in _NEVER_ENTERED and not name.startswith(".")


def is_document(name: str) -> bool:
    """Whether a file of that name is checked when it stands in a folder that is searched."""
    stem, _, suffix = name.rpartition(".")
    has_suffix = bool(stem) and f".{suffix.lower()}" in SUFFIXES
    return has_suffix and not name.startswith(_LOCK_FILE) and name != WORDS_FILE


class _Ignored:
    """The ``.gitignore`` files of a folder, of the folders above it in its repository and below.

    They are asked of what stands in the folder that was entered last.
    """

    def __init__(self, folder: str) -> None:
        self._specs: list[tuple[str, GitIgnoreSpec]] = []
        self._here: list[tuple[str, GitIgnoreSpec]] = []
        for above in reversed(list(_up_to_repository(Path(folder)))):
            self.enter(str(above))

    def enter(self, folder: str) -> None:
        """Take in the ``.gitignore`` of a folder, and go there."""
        real = os.path.join(os.path.realpath(folder), "")
        file = Path(real, ".gitignore")
        if file.is_file():
            self._specs.append((real, _gitignore(file)))
        self._here = [
            (real.removeprefix(root).replace(os.sep, "/"), spec)
            for root, spec in reversed(self._specs)
            if real.startswith(root)
        ]

    def matches(self, name: str) -> bool:
        """Whether the innermost rule that speaks of a name leaves it out; a folder's ends in /."""
        for below, spec in self._here:
            verdict = spec.check_file(below + name).include
            if verdict is not None:
                return verdict
        return False


def _gitignore(file: Path) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # only where there is such a file

    def is_pattern(line: str) -> bool:
        """Whether a line can be understood; git passes over one that cannot, and so do we."""
        try:
            GitIgnoreSpec.from_lines([line])
        except (ValueError, re.error):
            return False
        return True

    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return GitIgnoreSpec.from_lines(filter(is_pattern, lines))


def _up_to_repository(folder: Path) -> Iterator[Path]:
    """The folders above, up to the one that holds ``.git``; none outside a repository."""
    above = folder.resolve()
    parents = [above, *above.parents]
    root = next((parent for parent in parents if (parent / ".git").exists()), None)
    if root is not None:
        yield from parents[1 : parents.index(root) + 1]
