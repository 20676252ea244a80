"""Finding phrases that are a character off: an index of halves, and fuzzy matching by regex.

    python benchmarks/fuzzy.py [FILE]

Both look for the phrases of ``rules/wording/phrases.txt`` with one error in FILE, or in the reports
of ``tests/documents``; the regular expression is given the first fifty phrases only.
"""

import argparse
import sys
import time
from pathlib import Path

import regex

from zhupi.checks.fixed_phrase import deviations
from zhupi.patterns import DataFile

ROOT = Path(__file__).parent.parent
PHRASES = ROOT / "rules" / "wording" / "phrases.txt"
FEW = 50
MOST = 100_000


def sample() -> str:
    """All clean reports of the tests, one after the other."""
    files = sorted((ROOT / "tests" / "documents").rglob("*.txt"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def main() -> int:
    """Print how long each takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    file = parser.parse_args().file
    text = (file.read_text(encoding="utf-8") if file else sample())[:MOST]
    phrases = PHRASES.read_text(encoding="utf-8").split()
    deviations("", DataFile("\n".join(phrases)))  # builds the index
    start = time.process_time()
    found = deviations(text, DataFile("\n".join(phrases)))
    index = time.process_time() - start
    start = time.process_time()
    fuzzy = [regex.compile(f"(?b)(?:{regex.escape(phrase)}){{e<=1}}") for phrase in phrases[:FEW]]
    hits = {hit.group() for each in fuzzy for hit in each.finditer(text)}
    matching = time.process_time() - start
    print(f"{len(text):,} characters, {len(phrases)} phrases")
    print(f"index of halves, all phrases: {index * 1000:.0f} ms, {len(found)} deviations")
    print(f"regex {{e<=1}}, {FEW} phrases: {matching * 1000:.0f} ms, {len(hits)} forms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
