"""What is to be checked, file by file, as the stores list it; nothing of it is kept."""

import glob
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from fsspec.utils import glob_translate

from zhupi.engine.discovery import is_document, is_entered
from zhupi.errors import UnreadableFile, UserError
from zhupi.lang import Text
from zhupi.rulepacks.words import WORDS_FILE
from zhupi.scale.partitions import Entry
from zhupi.scale.storage import Store, absolute, store_of, unreachable
from zhupi.settings import CONFIG_FILE

_PAGED = frozenset({"s3", "s3a"})
_PAGE = 1000
"""Keys that S3 tells at once."""
_VERSIONS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "modified", "updated")
_SETTINGS = frozenset({CONFIG_FILE, WORDS_FILE})

Excludes = Callable[[str], bool]
"""Whether a file, by its path in the store, is left out."""


class Root(NamedTuple):
    """A PATH of the command line.

    store: where it is, or the folder in which its pattern begins
    single: what the store says of it, where it is one file
    pattern: what paths must match, or a folder above them
    """

    given: str
    store: Store
    single: Entry | None = None
    pattern: re.Pattern[str] | None = None

    def covers(self, store: Store, path: str) -> bool:
        """Whether a file, known by the path in its store, is one of this PATH's."""
        if store.protocol != self.store.protocol:
            return False
        if self.single:
            return path == self.store.path
        inside = self.inside(path)
        return inside is not None and self._is_wanted(path, inside)

    def inside(self, path: str) -> str | None:
        """The rest of a path below this one; None where it is not below."""
        above = self.store.path.rstrip("/") + "/"
        return path.removeprefix(above) if path.startswith(above) else None

    def _is_wanted(self, path: str, inside: str) -> bool:
        *folders, name = inside.split("/")
        if not is_document(name) or not all(map(is_entered, folders)):
            return False
        return self.pattern is None or any(map(self.pattern.fullmatch, _with_folders(path)))


def _with_folders(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def root_of(given: str) -> Root:
    """The root of a PATH; raises UserError for one that is not there."""
    store = store_of(absolute(given))
    try:
        info = _info(store)
    except Exception as error:  # each store has its own
        raise unreachable(given, error) from None
    if info is None and glob.has_magic(store.path):
        fixed = store.path[: re.search(r"[*?\[]", store.path).start()]  # type: ignore[union-attr]
        pattern = re.compile(glob_translate(store.path))
        return Root(given, store._replace(path=fixed.rpartition("/")[0]), pattern=pattern)
    if info is None:
        raise UnreadableFile(
            given,
            Text("找不到这个文件或文件夹", "there is no such file or folder"),
            Text("检查路径是否写对", "check the path"),
        )
    return Root(given, store, None if info["type"] == "directory" else _entry(info))


def _info(store: Store) -> Any:  # noqa: ANN401 (a mapping, whose keys each store has its own of)
    try:
        return store.fs.info(store.path)
    except FileNotFoundError:
        return None


def list_entries(
    root: Root, earlier: Sequence[Root], excludes: Excludes, tell: Callable[[str], None]
) -> Iterator[Entry]:
    """The files of a root that no ``earlier`` one has, in an order that is always the same.

    ``tell`` is told of configurations and words below the root, which are not looked at. Raises
    UserError where the store fails.
    """
    if root.single:
        found: Iterator[Entry] = iter([root.single])
    else:
        found = _below(root, excludes, tell)
    for entry in found:
        if not any(other.covers(root.store, entry.path) for other in earlier):
            yield entry


def _below(root: Root, excludes: Excludes, tell: Callable[[str], None]) -> Iterator[Entry]:
    listed = _paged if root.store.protocol in _PAGED else _walked
    try:
        for entry in listed(root.store):
            if entry.path.rpartition("/")[2] in _SETTINGS:
                tell(root.store.name(entry.path))
            elif root.covers(root.store, entry.path) and not excludes(entry.path):
                yield entry
    except UserError:
        raise
    except Exception as error:  # each store has its own
        raise unreachable(root.given, error) from None


def _walked(store: Store) -> Iterator[Entry]:
    """All files below a folder, folder by folder, each in the order of names."""
    folders = [store.path]
    while folders:
        infos = sorted(store.fs.ls(folders.pop(), detail=True), key=lambda info: str(info["name"]))
        for info in infos:
            if info["type"] != "directory" and _is_file(store, info):
                yield _entry(info)
        below = [str(info["name"]) for info in reversed(infos) if info["type"] == "directory"]
        folders += [name for name in below if is_entered(name.rsplit("/", 1)[-1])]


def _is_file(store: Store, info: dict[str, Any]) -> bool:
    """Whether it is a file, or a link to one; no folder is entered by a link."""
    return not info.get("islink") or bool(store.fs.isfile(info["name"]))


def _paged(store: Store) -> Iterator[Entry]:
    """All keys of S3 below a prefix, page by page: a flat prefix may hold millions."""
    bucket, _, prefix = store.path.partition("/")
    request = {"Bucket": bucket, "Prefix": f"{prefix}/" if prefix else "", "MaxKeys": _PAGE}
    while True:
        page = store.fs.call_s3("list_objects_v2", **request)
        for each in page.get("Contents", ()):
            if not each["Key"].endswith("/"):
                path = f"{bucket}/{each['Key']}"
                yield Entry(path, each["Size"], str(each.get("ETag", each["LastModified"])))
        if not page.get("IsTruncated"):
            return
        request["ContinuationToken"] = page["NextContinuationToken"]


def _entry(info: dict[str, Any]) -> Entry:
    """A file by what its store says of it."""
    version = next((info[key] for key in _VERSIONS if info.get(key)), "")
    size = info.get("size")
    return Entry(str(info["name"]), -1 if size is None else int(size), str(version))
