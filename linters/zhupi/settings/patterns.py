"""Patterns of files, as ``.gitignore`` has them."""

from collections.abc import Sequence
from pathlib import Path


class Patterns:
    """Patterns of files, relative to a folder."""

    def __init__(self, folder: Path, patterns: Sequence[str]) -> None:
        from pathspec import GitIgnoreSpec  # only where there are patterns

        self._folder = folder
        self._spec = GitIgnoreSpec.from_lines(patterns)

    def match(self, file: Path) -> bool:
        """Whether a file (its whole path) is meant; one outside the folder is not."""
        try:
            name = file.relative_to(self._folder).as_posix()
        except ValueError:
            return False
        return self._spec.match_file(name)
