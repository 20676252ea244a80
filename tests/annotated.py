"""Reports with their parts marked: the plain text, and where each part stands in it.

The marks are explained in tests/documents/genres/README.md.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from zhupi.model.span import Span

FIRST = Path(__file__).resolve().parent / "documents" / "genres"
SECOND = FIRST.parent / "second"
THIRD = FIRST.parent / "third"
KINDS = {
    "section": 1, "item": 2, "promise": 0, "title": 0, "addressee": 0, "opening": 0, "closing": 0,
    "name": 0, "date": 0, "attachments": 0, "cell": 1,
}  # fmt: skip


class Part(NamedTuple):
    """A marked part; ``arguments`` are the words after its kind."""

    kind: str
    arguments: tuple[str, ...]
    span: Span


class Annotated(NamedTuple):
    """A report without its marks."""

    name: str
    genre: str
    text: str
    parts: tuple[Part, ...]

    def of(self, kind: str, *arguments: str) -> list[Part]:
        """The parts of a kind, with these first arguments."""
        return [
            part
            for part in self.parts
            if part.kind == kind and part.arguments[: len(arguments)] == arguments
        ]

    def line(self, offset: int) -> int:
        """The line of an offset, counted from 1."""
        return self.text.count("\n", 0, offset) + 1


def reports(folder: Path) -> Iterator[Annotated]:
    """All reports of a folder, in order."""
    for path in sorted(folder.glob("*/*.*")):
        yield read_annotated(path)


def read_annotated(path: Path) -> Annotated:
    """A report; raises ValueError where its marks cannot be read."""
    marked = path.read_text(encoding="utf-8").rstrip("\n")
    words: list[str] = []
    parts: list[Part] = []
    open_parts: list[tuple[str, tuple[str, ...], int]] = []
    offset = at = 0
    while at < len(marked):
        if marked.startswith("{{", at):
            bar = marked.index("|", at)
            kind, *arguments = marked[at + 2 : bar].split()
            if KINDS.get(kind) != len(arguments):
                raise ValueError(f"{path}: unknown mark {marked[at : bar + 1]}")
            open_parts.append((kind, tuple(arguments), offset))
            at = bar + 1
        elif marked.startswith("}}", at):
            if not open_parts:
                raise ValueError(
                    f"{path}: a mark is closed that was never opened, after {''.join(words)[-20:]}"
                )
            kind, opened, start = open_parts.pop()
            parts.append(Part(kind, opened, Span(start, offset)))
            at += 2
        else:
            words.append(marked[at])
            offset += 1
            at += 1
    if open_parts:
        raise ValueError(f"{path}: never closed: {open_parts[-1]}")
    parts.sort(key=lambda part: (part.span.start, -part.span.end))
    return Annotated(
        f"{path.parent.name}/{path.name}", path.parent.name, "".join(words), tuple(parts)
    )


def main() -> None:
    """Print the plain reports, and what is marked in them."""
    for name in sys.argv[1:]:
        report = read_annotated(Path(name).resolve())
        print(report.text)
        print(f"--- {report.name}: {len(report.text)} characters")
        for part in report.parts:
            print(f"    {part.kind} {' '.join(part.arguments)}: {part.span.of(report.text)[:24]!r}")


if __name__ == "__main__":
    main()
