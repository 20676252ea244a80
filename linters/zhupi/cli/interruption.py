"""Interruptions from outside: Ctrl+C, and SIGTERM of whoever runs the program."""

import os
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SIGNALS = (
    (signal.SIGINT, signal.default_int_handler),
    (signal.SIGTERM, signal.SIG_DFL),
)
"""Their signals, and what becomes of them unless somebody has said otherwise (``nohup``, ``&``)."""
_GRACE = 2.0
"""Seconds to clean up in."""


class Interruption:
    """Lets a signal end the program as Ctrl+C does, by a KeyboardInterrupt that cleans up.

    The second one ends it at once; so does a clock, since Python drops an exception that meets a
    destructor. Nothing is half then: files are replaced whole, and workers follow.
    """

    def __init__(self) -> None:
        self._process = os.getpid()
        self._number = int(signal.SIGINT)
        self._taken: list[signal.Signals] = []
        self._clock = threading.Timer(_GRACE, lambda: os._exit(self.code))
        self._clock.daemon = True

    @property
    def code(self) -> int:
        """The exit code after an interruption, as shells count it."""
        return 128 + self._number

    def __enter__(self) -> "Interruption":
        # Elsewhere Python allows no handlers, and signals do not arrive.
        if threading.current_thread() is threading.main_thread():
            for number, usual in _SIGNALS:
                if signal.getsignal(number) == usual:
                    signal.signal(number, self._interrupt)
                    self._taken.append(number)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._clock.cancel()
        sys.unraisablehook = sys.__unraisablehook__
        for number, usual in _SIGNALS:
            if number in self._taken:
                signal.signal(number, usual)

    def _interrupt(self, number: int, _frame: FrameType | None) -> NoReturn:
        if os.getpid() != self._process:
            os._exit(128 + number)  # a worker that has hardly begun: it has nothing to clean up
        self._number = number
        for taken in self._taken:
            signal.signal(taken, signal.SIG_DFL)
        sys.unraisablehook = _without_interruptions
        self._clock.start()
        raise KeyboardInterrupt


def _without_interruptions(told: "UnraisableHookArgs") -> None:
    """Say nothing of an interruption that was dropped: the clock sees to it."""
    if told.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(told)
