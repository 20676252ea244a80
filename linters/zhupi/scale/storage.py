"""Reading and writing where ``fsspec`` can: folders, object stores, HDFS."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fsspec.core import url_to_fs

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.storage import write_whole

_WHOLE_PUTS = frozenset(
    {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "obs", "cos", "r2", "memory"}
)
"""Stores in which an object appears when all of it is there."""
HIDDEN = "."
"""How the name of a file begins while it is written."""


class Store(NamedTuple):
    """A file system, and a path in it without protocol."""

    fs: Any
    path: str

    @property
    def protocol(self) -> str:
        """The first name of the file system: ``file``, ``s3`` …"""
        name = self.fs.protocol
        return str(name if isinstance(name, str) else name[0])

    @property
    def is_local(self) -> bool:
        """Whether it is a folder of this machine, or mounted on it."""
        return self.protocol in {"file", "local"}

    def name(self, path: str) -> str:
        """A path as results have it: local ones whole, others with their protocol."""
        return path if self.is_local else str(self.fs.unstrip_protocol(path))

    @property
    def url(self) -> str:
        """What ``store_of`` makes this store of again, on any machine."""
        return self.name(self.path)


def store_of(url: str) -> Store:
    """The store of a URL or a plain path; raises UserError for one that cannot be opened."""
    if "::" in url:
        raise UserError(
            url,
            Text("不支持用 :: 连起来的地址", "addresses chained by :: are not supported"),
            Text("给出文件所在的地址", "name the place of the files themselves"),
        )
    try:
        # What was listed once is not asked for again, and would fill the memory.
        fs, path = url_to_fs(url, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise UserError(
            url,
            Text(f"打不开这个地址（{error}）", f"cannot open this address ({error})"),
            Text(
                "检查写法；S3 要 pip install s3fs，其他存储见 fsspec 的说明",
                "check it; S3 needs pip install s3fs, for other stores see fsspec",
            ),
        ) from None
    return Store(fs, path.rstrip("/") or "/")


def unreachable(name: str, error: Exception) -> UserError:
    """The error that says that a store does not answer, or refuses."""
    told = str(error) or type(error).__name__
    return UserError(
        name,
        Text(f"访问不了（{told}）", f"cannot be reached ({told})"),
        Text(
            "检查地址、网络和权限（密钥、区域、端点）",
            "check the address, the network and the permissions (keys, region, endpoint)",
        ),
    )


def names_in(store: Store) -> Iterator[str]:
    """The names of the files of a folder; none of one that is not there. Raises UserError."""
    try:
        for info in store.fs.ls(store.path, detail=True):
            if info["type"] != "directory":
                yield info["name"].rsplit("/", 1)[-1]
    except FileNotFoundError:
        return
    except Exception as error:  # each store has its own
        raise unreachable(store.url, error) from None


def write_bytes(store: Store, raw: bytes) -> None:
    """Write a file that is whole or absent, with its folder; raises UserError."""
    try:
        _write(store, raw)
    except UserError:
        raise
    except Exception as error:  # each store has its own
        told = str(error) or type(error).__name__
        raise UserError(
            store.url,
            Text(f"写不了（{told}）", f"cannot write it ({told})"),
            Text(
                "检查地址、权限和空间；每个 worker 都要能写到这里",
                "check the address, permissions and space: every worker must reach it",
            ),
        ) from None


def _write(store: Store, raw: bytes) -> None:
    fs, path = store
    if store.is_local:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(Path(path), raw)
    elif store.protocol in _WHOLE_PUTS:
        fs.pipe_file(path, raw)
    else:
        _write_beside(fs, path, raw)


def _write_beside(fs: Any, path: str, raw: bytes) -> None:  # noqa: ANN401 (fsspec has no types)
    """Write under another name, then rename."""
    folder, _, name = path.rpartition("/")
    temporary = f"{folder}/{HIDDEN}{name}.{uuid.uuid4().hex}"
    fs.makedirs(folder, exist_ok=True)
    fs.pipe_file(temporary, raw)
    try:
        if fs.exists(path):  # HDFS does not rename over a file
            fs.rm_file(path)
        fs.mv(temporary, path)
    except BaseException:
        fs.rm_file(temporary)
        raise


def read_bytes(store: Store) -> bytes | None:
    """A file; None where there is none. Raises UserError."""
    try:
        return bytes(store.fs.cat_file(store.path))
    except FileNotFoundError:
        return None
    except Exception as error:  # each store has its own
        raise unreachable(store.url, error) from None


def remove(store: Store, names: list[str]) -> None:
    """Remove files of a folder; raises UserError."""
    for name in names:
        try:
            store.fs.rm_file(f"{store.path}/{name}")
        except FileNotFoundError:
            continue
        except Exception as error:  # each store has its own
            raise unreachable(store.url, error) from None


def child(store: Store, *names: str) -> Store:
    """What stands below a folder."""
    return store._replace(path="/".join((store.path.rstrip("/"), *names)))


def absolute(url: str) -> str:
    """A plain path as every worker can read it; a URL as it is."""
    return url if "://" in url else os.path.abspath(url)  # noqa: PTH100 (links stay)
