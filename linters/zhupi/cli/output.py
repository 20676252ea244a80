"""Writing results: to the terminal, or to a file that is whole or absent."""

import sys
from collections.abc import Iterable
from pathlib import Path

from zhupi.engine.writing import not_written, write_file


def write_output(output: str | bytes, name: str) -> None:
    """Write to standard output, or to the file of that name; raises UserError."""
    raw = encoded(output)
    if name:
        write_file(Path(name), raw)
        return
    try:
        sys.stdout.write(raw.decode())
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise not_written("stdout", error) from None


def joined(pieces: Iterable[str | bytes]) -> bytes:
    """The pieces of an output as one."""
    return b"".join(encoded(piece) for piece in pieces)


def encoded(piece: str | bytes) -> bytes:
    """A piece as UTF-8; a file name may hold what is no character."""
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")
