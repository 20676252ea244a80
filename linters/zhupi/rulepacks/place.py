"""Where a value stands in a file, for messages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from zhupi.errors import BadRule
from zhupi.lang import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Path = tuple[str | int, ...]
"""The keys and numbers that lead to a value."""


class Source(NamedTuple):
    """A file that was read: its name for messages, its folder, and the line of each value."""

    name: str
    folder: "Traversable"
    lines: Mapping[Path, int]


class Place(NamedTuple):
    """A value in such a file."""

    source: Source
    path: Path = ()

    def child(self, key: str | int) -> "Place":
        """A value inside this one."""
        return Place(self.source, (*self.path, key))

    @property
    def where(self) -> str:
        """File and line."""
        path = self.path
        while path not in self.source.lines:
            path = path[:-1]
        return f"{self.source.name}:{self.source.lines[path]}"

    def bad(self, what: Text, mend: Text) -> BadRule:
        """The error that says what is wrong here."""
        return BadRule(self.where, what, mend)
