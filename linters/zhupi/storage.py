"""Where the program keeps what is its own, and how a file is written whole."""

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """``$ZHUPI_CACHE_DIR``, else a folder in the user's own place for such files."""
    named = os.environ.get("ZHUPI_CACHE_DIR")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "~/AppData/Local")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "zhupi"


def write_whole(path: Path, raw: bytes, mode: int | None = None) -> None:
    """Write a file so that nobody ever sees half of it: beside it, to the disk, then renamed.

    Its permissions are ``mode``, else what they were, else what the user's new files have.
    """
    import tempfile  # slow to import, and most runs write nothing

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path) if mode is None else mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    return path.stat().st_mode if path.exists() else 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
