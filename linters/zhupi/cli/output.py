"""Writing results: to the terminal, or to a file that is whole or absent."""

import os
import sys
import tempfile
from pathlib import Path

from zhupi.errors import UserError
from zhupi.lang import Text


def write_output(output: str, name: str) -> None:
    """Write to standard output, or to the file of that name; raises UserError."""
    if not name:
        sys.stdout.write(output)
        return
    try:
        write_whole(Path(name), output.encode())
    except OSError as error:
        raise UserError(
            name,
            Text(f"写不了这个文件（{error.strerror}）", f"cannot write it ({error.strerror})"),
            Text(
                "检查文件夹是否存在、是否有权限", "check that the folder exists and may be written"
            ),
        ) from None


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file so that nobody ever sees half of it: beside it, to the disk, then renamed."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
