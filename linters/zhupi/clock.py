"""Where the time goes: CPU seconds by stage, each moment charged to one of them."""

import time
from collections import Counter, defaultdict
from collections.abc import Mapping

START = "start"
RULES = "rules"
READING = "reading"
OUTLINE = "outline"
GENRES = "genres"
GATE = "gate"
JUDGING = "judging"
LOCATING = "locating"
OTHER = "other"


class Clock:
    """Charges the time since the last lap to a stage; the stages add up to all that passed."""

    def __init__(self) -> None:
        self._spent: defaultdict[str, float] = defaultdict(float)
        self._spent[START] = time.process_time()
        self._runs: Counter[str] = Counter()
        self._last = time.process_time()

    def lap(self, stage: str) -> None:
        """Charge what passed since the last lap."""
        now = time.process_time()
        self._spent[stage] += now - self._last
        self._runs[stage] += 1
        self._last = now

    @property
    def spent(self) -> Mapping[str, float]:
        """CPU seconds of this process by stage."""
        return self._spent

    @property
    def runs(self) -> Mapping[str, int]:
        """How often a stage was passed."""
        return self._runs


class _Stopped(Clock):
    """A clock that nobody looks at."""

    def lap(self, stage: str) -> None:
        """Do nothing, which costs next to nothing."""


STOPPED: Clock = _Stopped()
