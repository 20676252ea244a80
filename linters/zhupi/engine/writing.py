"""Writing files that are whole or as they were."""

import os
import re
from errno import EACCES, EISDIR, ENOENT, ENOTDIR
from pathlib import Path

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.storage import write_whole

_DESCRIPTOR = re.compile(r"/dev/(?:fd/(\d+)|std(in|out|err))|/proc/self/fd/(\d+)")
_STREAMS = {"in": 0, "out": 1, "err": 2}


def write_file(path: Path, raw: bytes) -> None:
    """Write a file that is whole or as it was; raises UserError.

    A link is followed and stays. What is no regular file (a pipe, a device) is written to as it is,
    and what is open already (``/dev/stdout``, ``/dev/fd/3``) where it stands.
    """
    opened = descriptor(path)
    try:
        if opened is not None:
            _write_to(opened, raw)
        elif path.exists() and not path.is_file():
            path.write_bytes(raw)
        else:
            write_whole(Path(os.path.realpath(path)), raw)
    except OSError as error:
        raise not_written(str(path), error) from None


def descriptor(path: Path) -> int | None:
    """The number of an open file that a path stands for."""
    found = _DESCRIPTOR.fullmatch(str(path))
    if found is None:
        return None
    number = found.group(1) or found.group(3)
    return int(number) if number else _STREAMS[found.group(2)]


def _write_to(number: int, raw: bytes) -> None:
    with os.fdopen(os.dup(number), "wb") as file:
        file.write(raw)


def refuse_unwritable(path: Path) -> None:
    """Raise UserError for a file that could not be written, before there is anything to write."""
    try:
        number = 0 if descriptor(path) is not None else _hindrance(Path(os.path.realpath(path)))
    except OSError as error:  # such as a name that is too long
        raise not_written(str(path), error) from None
    if number:
        raise not_written(str(path), OSError(number, os.strerror(number)))


def _hindrance(file: Path) -> int:
    """The number of the error that would come of writing to a file; 0 if none is foreseen."""
    if file.is_dir():
        return EISDIR
    if file.exists() and not file.is_file():
        return 0 if os.access(file, os.W_OK) else EACCES
    folder = file.parent  # a new file is made there, and takes the place of the old one
    if not folder.is_dir():
        return ENOTDIR if folder.exists() else ENOENT
    return 0 if os.access(folder, os.W_OK | os.X_OK) else EACCES


def not_written(name: str, error: OSError) -> UserError:
    """The error that says that something cannot be written."""
    return UserError(
        name,
        Text(f"写不了（{error.strerror}）", f"cannot write it ({error.strerror})"),
        Text(
            "检查文件夹是否存在、是否有权限和空间",
            "check the folder, its permissions and the space left",
        ),
    )
