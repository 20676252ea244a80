"""The command line: one module a command.

Exit codes, the same for every output format: 0 nothing at or above ``--fail-on``, 1 findings, 2 the
user must mend something. Whoever is interrupted gives 130 (Ctrl+C), 143 (SIGTERM) or 141 (nobody
reads the output any more). A fault of the program keeps its traceback and exits with 70
(EX_SOFTWARE), so that no CI takes it for findings.
"""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from zhupi.cli.interruption import Interruption
from zhupi.cli.language import language_of
from zhupi.cli.parser import build_parser
from zhupi.errors import UserError
from zhupi.lang import Lang

# A document is ten thousands of tuples that refer to none before them: to look through them for
# cycles every 700 new ones takes a twelfth of the time of a long one.
_OBJECTS_BETWEEN_LOOKS = 200_000
_WAIT_AT_THE_END = frozenset(("concurrent.futures", "multiprocessing"))  # for what they started


def program() -> NoReturn:
    """The console script: ``main``, and the end of the process."""
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    code = main()
    if _WAIT_AT_THE_END.isdisjoint(sys.modules):
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> None:
    """End the process without taking the interpreter apart, if all is written.

    The system frees in no time what Python frees object by object: a tenth of a short run.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    lang = language_of(arguments)
    _open_what_is_closed()
    _speak_utf8()
    # numpy's linear algebra would start a thread for each core, and has a tenth of a second of
    # work to do here in none of them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with Interruption() as interruption:
        try:
            return _run(arguments, lang)
        except KeyboardInterrupt:
            return interruption.code


def _run(arguments: Sequence[str], lang: Lang) -> int:
    try:
        options = build_parser(lang, arguments).parse_args(arguments)
        code: int = options.run(options)
    except UserError as error:
        print(error.say(lang), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader (head, less) has gone; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception:
        import traceback

        traceback.print_exc()
        return 70
    return code


def _open_what_is_closed() -> None:
    """Let what nobody reads (``>&-``) go nowhere, instead of into the next file that is opened."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 (until the end)


def _speak_utf8() -> None:
    """Print Chinese whatever the locale says; a pipe on Windows would not."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
