"""The files that the race is run on: reports that no one has seen before, the same at every run.

    python -m benchmarks.corpus FOLDER [--reports N] [--megabytes M]

Written into FOLDER:

- `md/`: N Markdown reports of 2,000 to 6,000 characters with headings, 一是 二是 三是, one misprint
  in about a thousand characters, and in three of ten an advertisement;
- `docx/`: the same reports as Word files, headings with styles, three runs a paragraph;
- `10mb.md` and `1mb.md`: one compendium of such reports of M megabytes, another of a tenth;
- `small.md`: one report of 6.5 KB;
- `words.tsv`: 500 misprints and the right words, out of `rules/typo/words.tsv`. The misprints put
  in are among them, and none of the 500 stands anywhere else;
- `counts.json`: what was put in, and how much of the text repeats.

The prose is mixed from the reports in `tests/documents` (`benchmarks/mixing.py`) with a fixed seed.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import daachorse
import docx
from benchmarks.mixing import Dice, Pool, person, place, read_pool, repeated, sentence, sources
from benchmarks.word_template import write_word_files
from tests.annotated import FIRST

from zhupi.numbering.numerals import to_chinese

ROOT = Path(__file__).parent.parent
WORDS = ROOT / "rules" / "typo" / "words.tsv"
ADVERTISEMENTS = FIRST.parent / "residue" / "advertisements.txt"
CODE = [Path(__file__).parent / f"{name}.py" for name in ("corpus", "mixing", "word_template")]
SEED = 20_240_229
SMALL = 2_150  # characters
MISPRINTS = 500
MISPRINTED = 0.2  # the share of paragraphs
ADVERTISED = 0.3  # the share of reports

_KINDS = (
    ("工作总结", "主要工作和成效", "存在的问题", "原因分析", "下一步打算"),
    ("述职报告", "履职情况", "存在的不足", "原因剖析", "努力方向"),
    ("工作情况汇报", "工作开展情况", "存在的主要问题", "问题产生的原因", "下一步工作措施"),
)
_BODIES = (
    "党委",
    "党支部",
    "人民政府",
    "办公室",
    "中心校",
    "农业农村局",
    "民政局",
    "卫生院",
    "供水公司",
)


class Misprint(NamedTuple):
    wrong: str
    right: str


class Writer(NamedTuple):
    """What the reports are written from."""

    pool: Pool
    misprints: tuple[Misprint, ...]
    right: "daachorse.CharwiseDoubleArrayAhoCorasick"
    wrong: "daachorse.CharwiseDoubleArrayAhoCorasick"
    advertisements: tuple[str, ...]


class Report(NamedTuple):
    """The lines of a report as Markdown, and what was put into them."""

    lines: tuple[str, ...]
    misprints: int
    advertisements: int

    @property
    def markdown(self) -> str:
        return "\n\n".join(self.lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--reports", type=int, default=1000, metavar="N")
    parser.add_argument("--megabytes", type=float, default=10, metavar="M")
    options = parser.parse_args()
    make(options.folder, options.reports, options.megabytes)
    print((options.folder / "counts.json").read_text(encoding="utf-8"))
    return 0


def cached(folder: Path, count: int = 1000, megabytes: float = 10) -> Path:
    """The corpus of this generator in the folder, made if it is not there yet."""
    key = hashlib.sha256(repr((count, megabytes, docx.__version__)).encode())
    for path in (*CODE, *sources(), WORDS, ADVERTISEMENTS):
        key.update(path.read_bytes())
    made = folder / f"corpus-{key.hexdigest()[:12]}"
    if not (made / "counts.json").exists():  # written last
        print(f"writing {count} reports into {made}", file=sys.stderr)
        make(made, count, megabytes)
    return made


def make(folder: Path, count: int, megabytes: float) -> None:
    """Write all files."""
    writer = writing()
    (folder / "md").mkdir(parents=True, exist_ok=True)
    reports = [written(writer, Dice(SEED + number)) for number in range(count)]
    for number, each in enumerate(reports, 1):
        _write(folder / "md" / f"{number:04}.md", each.markdown)
    big = compendium(writer, Dice(SEED - 1), round(megabytes * 1e6))
    tenth = compendium(writer, Dice(SEED - 2), round(megabytes * 1e5))
    small = written(writer, Dice(SEED - 3), SMALL)
    for name, each in (("10mb", big), ("1mb", tenth), ("small", small)):
        _write(folder / f"{name}.md", each.markdown)
    _write(folder / "words.tsv", "".join(f"{one.wrong}\t{one.right}\n" for one in writer.misprints))
    write_word_files(folder / "docx", [each.lines for each in reports])
    counts = {"md": counted(reports), "10mb": counted([big]), "1mb": counted([tenth])}
    counts["small"] = counted([small])
    _write(folder / "counts.json", json.dumps(counts, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def counted(reports: list[Report]) -> dict[str, float]:
    """Sizes, what was put in, and what share of the text stands in lines (paragraphs, sentences,
    clauses) that came before, word for word."""
    text = "".join(each.markdown for each in reports)
    lines = [line for each in reports for line in each.lines]
    prose = [line for line in lines if "。" in line]
    sentences = [piece for piece in _cut(prose, "[。；]") if "，" in piece]
    return {
        "files": len(reports),
        "bytes": len(text.encode()),
        "characters": len(text),
        "shortest": min(len(each.markdown) for each in reports),
        "longest": max(len(each.markdown) for each in reports),
        "misprints": sum(each.misprints for each in reports),
        "advertisements": sum(each.advertisements for each in reports),
        "repeated lines": round(repeated(lines), 4),
        "repeated paragraphs": round(repeated(prose), 4),
        "repeated sentences": round(repeated(sentences), 4),
        "repeated clauses": round(repeated(_cut(prose, "[。；，]")), 4),
    }


def _cut(lines: Iterable[str], marks: str) -> list[str]:
    return [piece for line in lines for piece in re.split(marks, line) if piece]


# What is written from.


def writing() -> Writer:
    pool = read_pool()
    misprints = tuple(_misprints("\n".join((*pool.opening, *pool.middle, *pool.closing))))
    build = daachorse.CharwiseDoubleArrayAhoCorasick
    rows = ADVERTISEMENTS.read_text(encoding="utf-8").splitlines()
    return Writer(
        pool,
        misprints,
        build(list(dict.fromkeys(one.right for one in misprints))),
        build([one.wrong for one in misprints]),
        tuple(row for row in rows if row and not row.startswith("#")),
    )


def _misprints(text: str) -> Iterator[Misprint]:
    """The misprints of the words that come most often; none stands in another, or in the text."""
    rows = [line.split("\t") for line in WORDS.read_text(encoding="utf-8").splitlines()]
    pairs = [
        Misprint(row[0], row[1])
        for row in rows[1:]
        if len(row) > 2 and not row[2] and row[1] and not set(row[1]) & set("|/、")
    ]
    pairs.sort(key=lambda pair: -text.count(pair.right))
    taken: list[Misprint] = []
    for pair in pairs:
        wrong = pair.wrong
        if wrong in text or any(one.wrong in wrong or wrong in one.wrong for one in taken):
            continue
        taken.append(pair)
        yield pair
        if len(taken) == MISPRINTS:
            return


# A report.


def written(writer: Writer, dice: Dice, length: int | None = None, number: int = 0) -> Report:
    """A report of about so many characters, 2,000 to 6,000 by default.

    With a ``number`` it is a chapter of a compendium: each heading stands a level deeper.
    """
    length = length or dice.between(1_950, 5_900)
    kind, *parts = dice.pick(_KINDS)
    body = place(dice) + dice.pick("县镇乡区") + dice.pick(_BODIES)
    title = f"{body}{dice.between(2021, 2025)}年{kind}"
    lines = [f"## {to_chinese(number)}、{title}" if number else f"# {title}"]
    misprints = 0
    items = dice.between(3, 5)
    for index, heading in enumerate(parts):
        share = length * (0.4, 0.2, 0.17, 0.23)[index]
        at = to_chinese(index + 1)
        lines.append(f"### （{at}）{heading}" if number else f"## {at}、{heading}")
        for paragraph in _section(writer, dice, share, items, bool(number)):
            marred, put = _misprinted(paragraph, writer, dice)
            misprints += put
            lines.append(marred)
    advertised = dice.chance(ADVERTISED)
    if advertised:
        lines.insert(dice.between(3, len(lines)), _advertisement(writer, dice))
    return Report(tuple(lines), misprints, int(advertised))


def _section(writer: Writer, dice: Dice, length: float, items: int, deeper: bool) -> Iterator[str]:
    """An opening paragraph, then a paragraph an item, with 一是 二是 三是 in some."""
    each = length / (items + 0.5)
    yield _paragraph(writer, dice, each / 2, "")
    for number in range(1, items + 1):
        mark = f"{number}." if deeper else f"（{to_chinese(number)}）"
        yield _paragraph(writer, dice, each, f"{mark}{dice.pick(writer.pool.headings)}。")


def _paragraph(writer: Writer, dice: Dice, length: float, start: str) -> str:
    listed = bool(start) and length > 130 and dice.chance(0.4)
    text, number = start, 0
    while len(text) < length - 20 or (listed and number < 2) or text == start:
        number += 1
        made = _sentence(writer, dice)
        if dice.chance(0.04):
            made = f"由{person(dice)}牵头，{made}"
        text += f"{to_chinese(number)}是{made}；" if listed and number < 10 else f"{made}。"
    return text[:-1] + "。"


def _sentence(writer: Writer, dice: Dice) -> str:
    """A sentence in which no misprint came about by chance."""
    while writer.wrong.find_overlapping(made := sentence(writer.pool, dice)):
        pass
    return made


def _misprinted(text: str, writer: Writer, dice: Dice) -> tuple[str, int]:
    """The text with one of its words misprinted, or as it is; and how many were put in."""
    places = writer.right.find_overlapping(text) if dice.chance(MISPRINTED) else []
    if not places:
        return text, 0
    start, end, _ = dice.pick(places)
    choices = [one for one in writer.misprints if one.right == text[start:end]]
    made = text[:start] + dice.pick(choices).wrong + text[end:]
    return (made, 1) if len(writer.wrong.find_overlapping(made)) == 1 else (text, 0)


def _advertisement(writer: Writer, dice: Dice) -> str:
    """An advertisement with other digits."""
    return re.sub("[0-9]", lambda _: str(dice.between(1, 9)), dice.pick(writer.advertisements))


def compendium(writer: Writer, dice: Dice, size: int) -> Report:
    """One document of so many bytes or a little more, a chapter a report."""
    reports = [Report((f"# {place(dice)}县工作材料汇编",), 0, 0)]
    while size > 0:
        reports.append(written(writer, dice, number=len(reports)))
        size -= len(reports[-1].markdown.encode())
    lines = tuple(line for each in reports for line in each.lines)
    sums = (sum(column) for column in zip(*(each[1:] for each in reports), strict=True))
    return Report(lines, *sums)


if __name__ == "__main__":
    sys.exit(main())
