"""Advertisements and other residue: recall and precision by line, and hard negatives accused.

    python benchmarks/ads.py FOLDER [--show]

FOLDER holds ads.jsonl and hard_negatives.jsonl. Each ad is put at the head, in the middle and at
the tail of clean reports; each hard negative at the end of a notice. The rules were written from
the ads with even numbers; those with odd numbers, and the odd negatives, were only measured.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the tests' own reports

from tests.annotated import FIRST, reports

from zhupi import Ruleset, Severity, lint, load_ruleset, read, select_rules

# Not of this pack: punctuation and numerals are other packs' trade.
ELSEWHERE = {"reversed-quotes", "fixed-phrase-typo"}
# The halves were parted with these in, and stay as they were.
PARTED_WITH = {"fixed-phrase-typo"}
HOSTS = 6


def main() -> int:
    folder = Path(sys.argv[1])
    show = "--show" in sys.argv
    ruleset = select_rules(load_ruleset(), ["residue"], [])
    own = Path(__file__).parent.parent / "tests" / "documents" / "residue"
    lines = (own / "advertisements.txt").read_text(encoding="utf-8").splitlines()
    made = [{"text": line, "kind": "invented, of all kinds"} for line in lines]
    _ads(made, "invented for the tests", ruleset, show=show)
    notices = (own / "notices.txt").read_text(encoding="utf-8").splitlines()
    blamed = [line for line in notices if _found(f"{_NOTICE}\n{line}", ruleset)]
    print(f"notices (invented for the tests): {len(blamed)} of {len(notices)} accused")
    if not (folder / "ads.jsonl").is_file():
        print(f"skipped: there are no ads in {folder}")
        return 0
    rows = [
        row for row in _rows(folder / "ads.jsonl") if row["kind"] not in ELSEWHERE - PARTED_WITH
    ]
    for odd, name in ((0, "written from"), (1, "only measured")):
        half = [ad for ad in rows[odd::2] if ad["kind"] not in ELSEWHERE]
        _ads(half, name, ruleset, show=show)
    negatives = _rows(folder / "hard_negatives.jsonl")
    for odd, name in ((0, "even"), (1, "odd, only measured")):
        half = [row for number, row in enumerate(negatives) if number % 2 == odd]
        accused = [row for row in half if _found(f"{_NOTICE}\n{row['text']}", ruleset)]
        print(f"hard negatives ({name}): {len(accused)} of {len(half)} accused")
        for row in accused if show else ():
            print("   ", row["text"][:120])
    return 0


_NOTICE = "关于做好有关工作的通知\n各单位：\n现将有关事项通知如下，请认真贯彻落实。"


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _ads(ads: list[dict[str, str]], name: str, ruleset: Ruleset, *, show: bool) -> None:
    hosts = [report.text.split("\n") for report in reports(FIRST) if report.name.endswith(".txt")]
    tried, hit = Counter[str](), Counter[str]()
    wrong = lines = 0
    missed: dict[str, int] = defaultdict(int)
    for number, ad in enumerate(ads):
        own = ad["text"].split("\n")
        for turn in range(HOSTS):
            host = hosts[(number * HOSTS + turn) % len(hosts)]
            at = (0, len(host) // 2, len(host))[turn % 3]
            found = _found("\n".join([*host[:at], *own, *host[at:]]), ruleset)
            mine = {at + index for index, line in enumerate(own) if _is_residue(line, ad["kind"])}
            tried[ad["kind"]] += len(mine)
            hit[ad["kind"]] += len(mine & found)
            wrong += len(found - mine)
            lines += len(found)
            missed[ad["text"]] += len(mine - found)
    hits, all_lines = sum(hit.values()), sum(tried.values())
    print(
        f"ads ({name}): recall by line {hits} of {all_lines} = {hits / all_lines:.3f},"
        f" precision {1 - wrong / max(lines, 1):.3f}"
    )
    for kind in sorted(tried):
        print(f"    {hit[kind]:4} of {tried[kind]:4}  {kind}")
    for text, count in missed.items() if show else ():
        if count:
            print(f"    missed {count}: {text[:100]!r}")


def _is_residue(line: str, kind: str) -> bool:
    """Samples of noise stand between lines of the text that they were found in."""
    return bool(line.strip()) and not (kind == "copy-protection-noise" and max(line) >= "一")


def _found(text: str, ruleset: Ruleset) -> set[int]:
    """The lines, from 0, in which a warning or an error stands."""
    document = read(text.encode(), "a.txt")
    lines: set[int] = set()
    for finding in lint(document, ruleset):
        if finding.severity >= Severity.WARNING:
            first = text.count("\n", 0, finding.span.start)
            lines |= set(
                range(first, text.count("\n", 0, max(finding.span.start, finding.span.end - 1)) + 1)
            )
    return lines


if __name__ == "__main__":
    sys.exit(main())
