"""How exact the typo rules are: recall and precision on errors, false alarms on clean text.

    python benchmarks/typos.py FOLDER [--rules NAMES] [--show]

FOLDER holds ``clean`` and ``typo`` as tools/typo_model reads them; only the parts that the model
has never seen are measured (``tools/typo_model/corpus.py`` says which). The blind sentences of
``benchmarks/typos`` were written for this benchmark by hand, and nothing was ever tuned on them.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tools.typo_model import corpus  # noqa: E402 (the root is not installed)

from zhupi import Finding, Ruleset, lint, load_ruleset, read, select_rules  # noqa: E402
from zhupi.model.document import Document  # noqa: E402

DOCUMENT = 10_000  # characters of a document, as a report has
LEVELS = {
    "curated": ["typo/word", "typo/probable-word"],
    "dictionaries": [
        *("typo/word", "typo/probable-word", "typo/misprint", "typo/idiom", "typo/doubled"),
    ],
    "default": ["typo"],
    "thorough": ["typo", "typo/possible-typo"],
}

Pair = tuple[str, str]


class Score(NamedTuple):
    """Counts by character and by sentence, of detection and of correction."""

    errors: int = 0
    found: int = 0
    corrected: int = 0
    wrong: int = 0
    sentences: int = 0
    flagged: int = 0
    exact: int = 0
    right: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--level", action="append", choices=LEVELS)
    parser.add_argument("--show", action="store_true", help="print false alarms and misses")
    options = parser.parse_args()
    everything = load_ruleset()
    sets = {"blind": list(blind())}
    texts: corpus.Texts = {"blind": clean_blind()}
    if options.folder.is_dir():
        found, measured = held_out(options.folder)
        sets |= found
        texts |= measured
    else:
        print(f"SKIPPED LOUDLY: the development data in {options.folder}")
    for level in options.level or LEVELS:
        rules = select_rules(everything, LEVELS[level], [])
        print(f"\n{level}")
        alarms(rules, texts, options.show)
        for name, pairs in sets.items():
            recall(name, rules, pairs, options.show)
    return 0


def held_out(folder: Path) -> tuple[dict[str, list[Pair]], corpus.Texts]:
    """The sentences and the texts that are only measured."""
    sentences = corpus.pairs(folder / "typo")
    texts = corpus.without_copies(corpus.paragraphs(folder / "clean"), sentences)
    kept = {
        name: [pair for pair in pairs if corpus.part_of(pair[1])]
        for name, pairs in sentences.items()
    }
    return kept, corpus.split(texts)[1]


def blind() -> Iterator[Pair]:
    for line in (ROOT / "benchmarks" / "typos" / "blind.tsv").read_text("utf-8").splitlines():
        wrong, right, _ = line.split("\t")
        yield wrong, right


def clean_blind() -> list[str]:
    return (ROOT / "benchmarks" / "typos" / "clean.txt").read_text("utf-8").splitlines()


def documents(lines: Iterable[str]) -> Iterator[Document]:
    document: list[str] = []
    length = 0
    for line in lines:
        document.append(line)
        length += len(line)
        if length > DOCUMENT:
            yield read("\n".join(document).encode(), "报告.txt")
            document, length = [], 0
    if document:
        yield read("\n".join(document).encode(), "报告.txt")


def alarms(rules: Ruleset, texts: corpus.Texts, show: bool) -> None:
    """False alarms on clean text, by file."""
    total = characters = 0
    start = time.process_time()
    for name, lines in texts.items():
        count = length = 0
        for document in documents(lines):
            length += len(document.text)
            for finding in lint(document, rules):
                count += 1
                if show:
                    around = context(document.text, finding)
                    print(f"    {finding.rule:20} {finding.confidence} {around}")
        total, characters = total + count, characters + length
        print(f"  {count / length * 1e5:6.2f} alarms/100k on {length:9,} characters of {name}")
    seconds = time.process_time() - start
    print(
        f"  {total / characters * 1e5:6.2f} alarms/100k on {characters:9,} characters in all;"
        f" {characters / seconds:,.0f} characters/s with reading and outline"
    )


def context(text: str, finding: Finding) -> str:
    start, end = finding.span
    around = f"{text[max(0, start - 9) : start]}[{text[start:end]}]{text[end : end + 9]}"
    return f"{around} → {'、'.join(finding.suggestions) or finding.message}".replace("\n", "|")


def recall(name: str, rules: Ruleset, pairs: list[Pair], show: bool) -> None:
    """What is found in sentences with errors."""
    score = Score()
    for wrong, right in pairs:
        findings = lint(read(wrong.encode(), "句子.txt"), rules)
        one = score_of(wrong, right, findings)
        score = Score(*map(sum, zip(score, one, strict=True)))
        if show and one.found < one.errors:
            print(f"    missed: {wrong} | {right}")
    found, wrong_ = score.found, score.wrong
    print(
        f"  {name:6} characters: {line(found, found + wrong_, score.errors)}"
        f"; corrected {line(score.corrected, found + wrong_, score.errors)}"
    )
    print(
        f"  {'':6} sentences:  {line(score.right, score.flagged, score.sentences)}"
        f"; corrected {line(score.exact, score.flagged, score.sentences)}"
    )


def line(hits: int, proposed: int, wanted: int) -> str:
    precision, share = hits / max(proposed, 1), hits / max(wanted, 1)
    f1 = 2 * precision * share / max(precision + share, 1e-9)
    return f"P {precision:.3f} R {share:.3f} F1 {f1:.3f}"


def score_of(wrong: str, right: str, findings: Iterable[Finding]) -> Score:
    """The score of one sentence: each finding's fix is compared with what should stand there."""
    faults = differences(wrong, right)
    places = {place for span, _ in faults for place in span}
    touched: set[int] = set()
    corrected: set[int] = set()
    text = wrong
    for finding in sorted(findings, key=lambda each: -each.span.start):
        edit = finding.fix.edits[0] if finding.fix else None
        if edit is None:
            continue
        changed = differences(wrong[edit.span.start : edit.span.end], edit.text)
        for span, new in changed:
            here = range(span.start + edit.span.start, span.stop + edit.span.start)
            touched.update(here)
            if (here, new) in faults:
                corrected.update(here)
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return Score(
        errors=len(places),
        found=len(places & touched),
        corrected=len(corrected),
        wrong=len(touched - places),
        sentences=int(bool(places)),
        flagged=int(bool(touched)),
        exact=int(bool(places) and text == right),
        right=int(bool(places) and touched == places),
    )


def differences(wrong: str, right: str) -> list[tuple[range, str]]:
    """The characters that differ, each with what should stand there.

    A missing character counts as one place, that of the character before which it is missing.
    """
    if len(wrong) == len(right):
        return [
            (range(i, i + 1), b)
            for i, (a, b) in enumerate(zip(wrong, right, strict=True))
            if a != b
        ]
    found: list[tuple[range, str]] = []
    for tag, first, last, begin, end in SequenceMatcher(None, wrong, right, False).get_opcodes():
        shift = _shift(wrong, first, last) if tag == "delete" else 0
        if tag != "equal":
            here = range(first - shift, max(last, first + 1) - shift)
            found.append((here, right[begin:end]))
    return found


def _shift(text: str, first: int, last: int) -> int:
    """How far left a deletion may stand: of two equal units either may be the one too many."""
    shift = 0
    while first > shift and text[first - shift - 1] == text[last - shift - 1]:
        shift += 1
    return shift


if __name__ == "__main__":
    sys.exit(main())
