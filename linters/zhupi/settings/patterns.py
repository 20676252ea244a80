"""Patterns of files, as ``.gitignore`` has them."""

import re
from collections.abc import Sequence
from pathlib import Path

from zhupi.lang import Text
from zhupi.rulepacks.place import Place


class Patterns:
    """Patterns of files, relative to a folder; raises BadRule for one that is none."""

    def __init__(self, folder: Path, patterns: Sequence[str], place: Place) -> None:
        from pathspec import GitIgnoreSpec  # only where there are patterns

        for index, pattern in enumerate(patterns):
            try:
                GitIgnoreSpec.from_lines([pattern])
            except (ValueError, re.error) as error:
                raise place.child(index).bad(
                    Text(f"看不懂“{pattern}”", f"“{pattern}” is no pattern ({error})"),
                    Text("写法同 .gitignore，如 归档/ 或 *.md", "as in .gitignore: archive/, *.md"),
                ) from None
        self._folder = folder
        self._spec = GitIgnoreSpec.from_lines(patterns)

    def match(self, path: Path) -> bool:
        """Whether a file or folder (its whole path) is meant; one outside the folder is not."""
        try:
            name = path.relative_to(self._folder).as_posix()
        except ValueError:
            return False
        return self._spec.match_file(name) or self._spec.match_file(f"{name}/")
