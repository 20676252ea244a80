"""Which files to check: those that are named, and those in folders that are."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from zhupi.errors import UnreadableFile, UserError
from zhupi.formats import SUFFIXES
from zhupi.lang import Text
from zhupi.rulepacks.words import WORDS_FILE

_LOCK_FILE = "~$"  # what Word leaves beside a document that is open
_NEVER_ENTERED = frozenset({"node_modules", "__pycache__", "venv"})  # nor hidden folders


Excludes = Callable[[Path], bool]
"""Whether a file, or all of a folder, is left out."""


def _nothing(_path: Path) -> bool:
    return False


def discover(
    paths: Sequence[str],
    failures: list[UserError],
    excludes: Excludes = _nothing,
    *,
    force: bool = False,
) -> list[Path]:
    """The files to check, each once, in order; raises UserError when there are none.

    A file that has several paths is there by the first of them.

    Folders are searched for the kinds of files that can be checked, without what ``.gitignore``
    or ``excludes`` leaves out and without files of words. Lock files of Word are passed over. What
    cannot be checked goes to ``failures``. Files that are named are left out only with ``force``;
    then there may be none.
    """
    found: dict[str, Path] = {}
    left_out: list[Path] = []

    def excluded(path: Path) -> bool:
        if not excludes(path):
            return False
        left_out.append(path)
        return True

    for name in paths:
        path = Path(name)
        if path.is_dir():
            for each in _in_folder(path, failures, excluded):
                found.setdefault(os.path.realpath(each), each)
        elif not path.is_file():
            failures.append(_missing(name))
        elif not (force and excluded(path)) and not path.name.startswith(_LOCK_FILE):
            found.setdefault(os.path.realpath(path), path)
    if not found and not failures and not (force and left_out):
        raise _nothing_left(paths, excluded=bool(left_out))
    return list(found.values())


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


def read_file(path: Path) -> bytes:
    """The bytes of a file; raises UnreadableFile, also for a pipe, which would be waited for."""
    try:
        if not path.is_file():
            raise _missing(str(path))
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(str(path), error) from None


def _unreadable(name: str, error: OSError) -> UnreadableFile:
    return UnreadableFile(
        name,
        Text(f"读不了（{error.strerror}）", f"cannot read it ({error.strerror})"),
        Text("检查权限，或关闭正在使用它的程序", "check its permissions, or close other programs"),
    )


def _in_folder(folder: Path, failures: list[UserError], excludes: Excludes) -> Iterator[Path]:
    ignored = _Ignored(folder)

    def closed(error: OSError) -> None:
        failures.append(_unreadable(str(error.filename), error))

    for here, folders, files in os.walk(folder, onerror=closed):
        at = Path(here)
        ignored.enter(at)
        folders[:] = sorted(
            name
            for name in folders
            if is_entered(name)
            and not ignored.matches(at / name, folder=True)
            and not excludes(at / name)
        )
        for name in sorted(files):
            wanted = is_document(name) and not ignored.matches(at / name, folder=False)
            if wanted and not excludes(at / name):
                yield at / name


def is_entered(name: str) -> bool:
    """Whether a folder of that name is searched when it stands in one that is."""
    return name not in _NEVER_ENTERED and not name.startswith(".")


def is_document(name: str) -> bool:
    """Whether a file of that name is checked when it stands in a folder that is searched."""
    has_suffix = Path(name).suffix.lower() in SUFFIXES and not name.startswith(_LOCK_FILE)
    return has_suffix and name != WORDS_FILE


class _Ignored:
    """The ``.gitignore`` files of a folder, of the folders above it in its repository and below."""

    def __init__(self, folder: Path) -> None:
        from pathspec import GitIgnoreSpec  # only for commands that walk a folder

        self._parse = GitIgnoreSpec.from_lines
        self._specs: list[tuple[Path, GitIgnoreSpec]] = []
        for above in reversed(list(_up_to_repository(folder))):
            self.enter(above)

    def enter(self, folder: Path) -> None:
        """Take in the ``.gitignore`` of a folder."""
        file = folder / ".gitignore"
        if file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            valid = [line for line in lines if self._is_pattern(line)]
            self._specs.append((folder.resolve(), self._parse(valid)))

    def _is_pattern(self, line: str) -> bool:
        """Whether a line can be understood; git passes over one that cannot, and so do we."""
        try:
            self._parse([line])
        except (ValueError, re.error):
            return False
        return True

    def matches(self, path: Path, *, folder: bool) -> bool:
        """Whether the innermost rule that speaks of the path leaves it out."""
        full = path.resolve().parent / path.name
        for root, spec in reversed(self._specs):
            if root in full.parents:
                name = full.relative_to(root).as_posix() + ("/" if folder else "")
                verdict = spec.check_file(name).include
                if verdict is not None:
                    return verdict
        return False


def _up_to_repository(folder: Path) -> Iterator[Path]:
    """The folders above, up to the one that holds ``.git``; none outside a repository."""
    above = folder.resolve()
    parents = [above, *above.parents]
    root = next((parent for parent in parents if (parent / ".git").exists()), None)
    if root is not None:
        yield from parents[1 : parents.index(root) + 1]
