"""What was made of parts lately: a file of the same template has the same styles, byte for byte."""

from collections.abc import Hashable
from threading import Lock
from typing import NamedTuple

_LEAST = 1 << 12  # what the smallest part counts for, so that there are not too many
_MOST_SEEN = 256  # labels; a file has about eight parts


class Kept(NamedTuple):
    """What was made of a part.

    ``record`` are its bytes in the archive, with their header; ``size`` and ``markup`` what it
    takes of the limits.
    """

    record: bytes
    size: int
    markup: int
    value: object

    @property
    def cost(self) -> int:
        """Bytes, of XML or of the packed entry: either may be the larger one in a forged file."""
        return max(self.size, len(self.record), _LEAST)


class Shelf:
    """Parts that were read lately, up to so many bytes; threads may share it.

    A part is known by a label, all that the archive says of it, and by its bytes. (A checksum does
    not prove that two are the same: whoever makes a file can give it any.) One is kept when it
    comes a second time, for much of what files hold never does.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._cost = 0
        self._kept: dict[Hashable, Kept] = {}
        self._seen: set[int] = set()
        self._lock = Lock()

    def get(self, label: Hashable, record: bytes) -> Kept | None:
        """What was made of the same part; None when it is not here."""
        with self._lock:
            kept = self._kept.get(label)
            if kept is None or kept.record != record:
                return None
            self._kept[label] = self._kept.pop(label)  # the latest stands last
            return kept

    def put(self, label: Hashable, kept: Kept) -> None:
        """Keep what was made of a part that came before; what was asked for longest ago goes."""
        with self._lock:
            if hash(label) not in self._seen:
                self._note(label)
                return
            self._drop(label)
            self._kept[label] = kept
            self._cost += kept.cost
            while self._cost > self._most:
                self._drop(next(iter(self._kept)))

    def _note(self, label: Hashable) -> None:
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen.add(hash(label))

    def _drop(self, label: Hashable) -> None:
        kept = self._kept.pop(label, None)
        self._cost -= kept.cost if kept else 0
