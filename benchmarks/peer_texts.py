"""The reports that the comparison with other linters is made on."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.annotated import FIRST, THIRD, read_annotated

SAMPLE = Path(__file__).parent.parent / "examples" / "述职报告（待改）.md"
_HEADING = re.compile(r"[一二三四五六七八九十]+、.*[^。！？；：，]$")

Texts = dict[str, str]
"""By the names of the files, without .md."""


def sets(given: Iterable[Path]) -> dict[str, Texts]:
    clean = [sorted(genre.glob("*.*"))[0] for genre in sorted(THIRD.iterdir()) if genre.is_dir()]
    clean += sorted((FIRST / "other").glob("*.*"))[: 20 - len(clean)]
    wanted = {
        "sample": {"sample": SAMPLE.read_text(encoding="utf-8")},
        "clean": {f"{path.parent.name}-{path.stem}": _clean(path) for path in clean},
        "given": {path.stem: _given(path) for path in given},
    }
    return {name: texts for name, texts in wanted.items() if texts}


def _clean(path: Path) -> str:
    text = read_annotated(path).text
    return text if path.suffix == ".md" else as_markdown(text)


def _given(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".md" else as_markdown(text)


def as_markdown(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    marked = [("## " if _HEADING.match(line) else "") + line for line in lines[1:]]
    return "\n\n".join([f"# {lines[0]}", *marked]) + "\n"
