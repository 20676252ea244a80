"""False alarms on clean official prose: findings per 100,000 characters, by rule.

    python benchmarks/clean_corpora.py FOLDER [--limit MILLIONS] [--show RULE]

FOLDER holds ``*.txt`` and ``*.txt.xz`` files, one paragraph a line. They are many documents one
after the other without a sign between them; a new one is taken to begin where 一、 or 第一条 comes
again. A hit is not yet a false alarm: the texts hold real errors, too. ``--show`` prints them.
"""

import argparse
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from zhupi import UserError, lint, load_ruleset, read, select_rules

AGAIN = re.compile(r"一、|第一条|第一章|本期节目主要内容|各位代表[：！]")
LONGEST = 400  # lines of a document


def lines_of(path: Path) -> list[str]:
    raw = path.read_bytes()
    text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")
    return [line for line in text.split("\n") if line.strip()]


def documents(lines: list[str], most: int) -> Iterator[str]:
    """Lines of one document after the other, up to ``most`` characters in all."""
    document: list[str] = []
    seen: set[str] = set()
    for line in lines:
        start = AGAIN.match(line)
        if document and (len(document) >= LONGEST or (start and start.group() in seen)):
            yield "\n".join(document)
            document, seen = [], set()
        if start:
            seen.add(start.group())
        document.append(line)
        most -= len(line)
        if most < 0:
            break
    if document:
        yield "\n".join(document)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=float, default=2.0, help="millions of characters a file")
    parser.add_argument("--show", default="", help="print the findings of this rule")
    options = parser.parse_args()
    files = sorted(path for path in options.folder.rglob("*.txt*") if path.is_file())
    if not files:
        print(f"skipped: there are no texts in {options.folder}")
        return 0
    ruleset = select_rules(load_ruleset(), [], [])
    total: Counter[str] = Counter()
    all_characters = 0
    for path in files:
        found: Counter[str] = Counter()
        characters = 0
        for text in documents(lines_of(path), int(options.limit * 1e6)):
            characters += len(text)
            try:
                document = read(text.encode(), f"{path.name}.txt")
            except UserError as error:
                print(error, file=sys.stderr)
                continue
            for finding in lint(document, ruleset):
                found[f"{finding.severity.name.lower():8}{finding.rule}"] += 1
                if finding.rule == options.show:
                    start, end = finding.span
                    around = document.text[max(0, start - 40) : end + 30].replace("\n", "⏎")
                    print(f"{path.name}: {finding.message} | {around[:160]}")
        print(
            f"{path.name}: {characters:,} characters, {sum(found.values())} findings",
            file=sys.stderr,
        )
        total += found
        all_characters += characters
    print(f"findings per 100,000 characters of {all_characters:,}")
    for rule, count in total.most_common():
        print(f"{count * 1e5 / all_characters:8.3f} {count:6}  {rule}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
