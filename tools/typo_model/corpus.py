"""The texts: what is counted, what is trained on, and what is only measured.

Clean text is split by file and place (``HELD_OUT``), sentences with errors by a hash of the correct
one (``part_of``). Nothing that is only measured is ever counted or trained on.
"""

import hashlib
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

# Official documents, outside copyright: every count may be published. Of the others (broadcasts,
# a newspaper) only n-grams that occur three times or more.
OFFICIAL = frozenset(
    {
        "laws_regulations.txt",
        "gov_work_reports_national.txt",
        "cpc_congress_reports.txt",
        "more/laws_history_and_updates.txt.xz",
        "more/laws_lawrefbook_head.txt.xz",
        "more/municipal_work_reports_2024.txt.xz",
        "more/policy_documents_misc.txt.xz",
    }
)
# The share at the end of each file that is only measured.
HELD_OUT = {
    "more/municipal_work_reports_2024.txt.xz": 0.25,
    "more/policy_documents_misc.txt.xz": 1.0,
    "more/laws_lawrefbook_head.txt.xz": 0.03,
    "more/people_daily_5months_2019_2020.txt.xz": 0.04,
    "xwlb_2022.txt": 1.0,
    "xwlb_2024.txt": 0.15,
}
SENTENCES = {"odw": "ecspell/odw.train", "law": "ecspell/law.train", "cscd": "cscd/cscd_dev.json"}

Texts = dict[str, list[str]]
Pair = tuple[str, str]

_NOT_HAN = re.compile("[^\u3400-\u9fff]")
_SENTENCE = re.compile("[^。；！？]*[。；！？]?")
_SHARED = 12  # 汉字 in a row that make a sentence the same as another
_COMMON = 30  # paragraphs in which such a run is a formula, not a copy


def paragraphs(folder: Path) -> Texts:
    """The paragraphs of each clean file, each paragraph once."""
    seen: set[str] = set()
    texts: Texts = {}
    for path in sorted(folder.rglob("*.txt*")):
        lines = texts[path.relative_to(folder).as_posix()] = []
        for line in map(str.strip, _read(path).split("\n")):
            if line and line not in seen:
                seen.add(line)
                lines.append(line)
    return texts


def _read(path: Path) -> str:
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as file:
            return file.read()
    return path.read_text(encoding="utf-8")


def pairs(folder: Path) -> dict[str, list[Pair]]:
    """Sentences as written and as they should be, of the same length."""
    found: dict[str, list[Pair]] = {}
    for name, file in SENTENCES.items():
        rows = _json_rows(folder / file) if file.endswith(".json") else _rows(folder / file)
        found[name] = [(wrong, right) for wrong, right in rows if len(wrong) == len(right)]
    return found


def _rows(path: Path) -> Iterator[Pair]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) >= 3:
            yield fields[1], fields[2]


def _json_rows(path: Path) -> Iterator[Pair]:
    for row in json.loads(path.read_text(encoding="utf-8")):
        yield row["src"], row["tgt"]


def part_of(right: str) -> int:
    """0 for a sentence that is trained on, 1 for one that is only measured."""
    return hashlib.md5(right.encode(), usedforsecurity=False).digest()[-1] % 2


def without_copies(texts: Texts, sentences: Mapping[str, list[Pair]]) -> Texts:
    """The texts without the sentences from which the sentences with errors were made."""
    known = {run for rows in sentences.values() for _, right in rows for run in _runs(right)}
    spread: Counter[str] = Counter()
    for lines in texts.values():
        for line in lines:
            spread.update(known.intersection(_runs(line)))
    copied = {run for run, count in spread.items() if count <= _COMMON}
    return {name: list(_clean(lines, copied)) for name, lines in texts.items()}


def _clean(lines: list[str], copied: set[str]) -> Iterator[str]:
    for line in lines:
        if copied.isdisjoint(_runs(line)):
            yield line
            continue
        kept = "".join(
            sentence.group() if copied.isdisjoint(_runs(sentence.group())) else "\n"
            for sentence in _SENTENCE.finditer(line)
        )
        yield from filter(None, kept.split("\n"))


def _runs(text: str) -> set[str]:
    han = _NOT_HAN.sub("", text)
    return {han[start : start + _SHARED] for start in range(len(han) - _SHARED + 1)}


def split(texts: Texts) -> tuple[Texts, Texts]:
    """What is counted, and what is only measured."""
    counted, measured = {}, {}
    for name, lines in texts.items():
        cut = int(len(lines) * (1 - HELD_OUT.get(name, 0)))
        counted[name], measured[name] = lines[:cut], lines[cut:]
    return counted, {name: lines for name, lines in measured.items() if lines}
