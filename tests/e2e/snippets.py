"""The snippets of docs/ci.md and of the README, which the tests run as they stand there."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CI_PAGE = (ROOT / "docs" / "ci.md").read_text()
README = (ROOT / "README.md").read_text()
README_SECTION = re.search(r"^## pre-commit and CI\n(.*?)^## ", README, re.DOTALL | re.MULTILINE)[1]  # type: ignore[index]

_MARKED = re.compile(r"^<!-- test: ([\w -]+) -->\n```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^```\w+$", re.MULTILINE)


class Snippet(NamedTuple):
    """A fenced block and the language it names."""

    language: str
    text: str


def marked(page: str) -> dict[str, Snippet]:
    """The blocks of a page, by the name in the comment above each."""
    return {name: Snippet(*rest) for name, *rest in _MARKED.findall(page)}


SNIPPETS = marked(README_SECTION) | marked(CI_PAGE)


def snippet(name: str) -> str:
    """The text of a block."""
    return SNIPPETS[name].text
