"""Recall on damaged reports: every damage of tests/test_damage.py, by kind and format."""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the tests' own tables

from tests.reports import as_docx, as_markdown
from tests.test_damage import DAMAGES, damaged, found

from zhupi import load_ruleset


def main() -> None:
    ruleset = load_ruleset()
    tried: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for damage in DAMAGES:
        lines = damaged(damage)
        line = next(n for n, text in enumerate(lines, 1) if text.startswith(damage.at))
        markdown, line_of = as_markdown(lines)
        for name, raw, wanted in (
            ("a.txt", "\n".join(lines).encode(), line),
            ("a.docx", as_docx(lines), line),
            ("a.md", markdown.encode(), line_of[line]),
        ):
            tried[damage.rule] += 1
            hit[damage.rule] += (damage.rule, wanted) in found(raw, name, ruleset)
    print("damage found at its place (six reports, as text, Markdown and DOCX)")
    for rule in sorted(tried):
        print(f"{hit[rule]:4} of {tried[rule]:4}  {rule}")


if __name__ == "__main__":
    main()
