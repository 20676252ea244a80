"""Writing files that are whole or as they were."""

import os
import tempfile
from pathlib import Path

from zhupi.errors import UserError
from zhupi.lang import Text


def write_file(path: Path, raw: bytes) -> None:
    """Write a file that is whole or as it was; raises UserError."""
    try:
        write_whole(path.resolve(), raw)
    except OSError as error:
        raise not_written(str(path), error) from None


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


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file so that nobody ever sees half of it: beside it, to the disk, then renamed.

    What is no regular file (a pipe, a device) is written to as it is.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(raw)
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
