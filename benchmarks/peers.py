"""Other linters for Chinese on the same reports: what each reports, and how much of it is right.

    python benchmarks/peers.py [--into FOLDER] [--write] [--show] [REPORT…]

The peers are installed with npm and pip, in the versions named below, into FOLDER
(`.cache/peers`). One that cannot be installed is skipped, loudly. Each runs as a whole process with
its default settings on Markdown files:

- *sample*: the faulty report of `examples/`, which `make demo` checks;
- *clean*: twenty reports without a fault: the first by name of each of the 18 genres in
  `tests/documents/third` (the set that no rule was mended by), and the first two in
  `tests/documents/genres/other`. Their marks are taken out. The first line becomes a heading, and
  so does a line numbered 一、 that ends without a mark; nothing else is changed;
- *given*: any other reports named; text files become Markdown in the same manner.

A finding is a message. AutoCorrect prints lines as they are and as they should be instead: there
each single replacement counts, by a diff of the characters. `benchmarks/peers/judged.tsv` says of
which kind a finding is and whether it is right; the first row that fits decides, an empty cell fits
all. What no row judges is printed as unjudged. `benchmarks/peers/faults.tsv` lists what there is to
find; a tool reports a fault when a right finding of the fault's kind stands there.

With --write the tables go into `docs/comparison.md`, between the markers that bear their names.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.installing import FOLDER, Tool, installed  # noqa: E402 (the root is not installed)
from benchmarks.pages import as_table, fill  # noqa: E402
from benchmarks.peer_texts import Texts, sets  # noqa: E402

DATA = ROOT / "benchmarks" / "peers"
PAGE = ROOT / "docs" / "comparison.md"
AROUND = 12  # characters on either side of a finding that a quote may stand in


class Finding(NamedTuple):
    """A message of a tool: lines counted from 1, what it says, and the text around it."""

    file: str
    line: int
    last: int
    what: str
    context: str


class Ran(NamedTuple):
    """What a process printed."""

    out: str
    errors: str


Reading = Callable[[Path, Path, Texts], list[Finding]]
"""Runs a tool, installed in the first folder, on the files in the second, and reads its report."""


class Judgement(NamedTuple):
    """A row of judged.tsv; an empty cell fits all, and * at the end of ``finding`` any rest."""

    tool: str
    finding: str
    file: str
    quote: str
    kind: str
    verdict: str
    reason: str

    def fits(self, tool: str, finding: Finding) -> bool:
        named = self.finding.removesuffix("*")
        return (
            self.tool in ("", tool)
            and self.file in ("", finding.file)
            and self.quote in finding.context
            and (finding.what.startswith(named) if named != self.finding else self._says(finding))
        )

    def _says(self, finding: Finding) -> bool:
        return self.finding in ("", finding.what)


class Judged(NamedTuple):
    """A finding of a tool, with its kind and whether it is right, wrong or unjudged."""

    tool: str
    finding: Finding
    kind: str
    verdict: str


class Fault(NamedTuple):
    """A row of faults.tsv: ``quote`` stands where the fault is, at first sight."""

    file: str
    quote: str
    kind: str
    fault: str


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORT")
    parser.add_argument("--into", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help=f"fill the tables of {PAGE.name}")
    parser.add_argument("--show", action="store_true", help="print every finding")
    options = parser.parse_args()
    homes = installed(PEERS, options.into.resolve())
    judgements = [Judgement(**row) for row in rows("judged.tsv")]
    faults = [Fault(**row) for row in rows("faults.tsv")]
    tables = {"judgements": reasons(judgements)}
    for name, texts in sets(options.reports).items():
        findings = [one for peer in homes for one in ran(peer, homes[peer], texts, judgements)]
        tables[name] = counts(homes, findings)
        print(f"\n## {name}: {len(texts)} files, {sum(map(len, texts.values()))} characters\n")
        print(tables[name])
        present = [fault for fault in faults if fault.file in texts]
        if present:
            tables[f"{name}-faults"] = found(homes, findings, present, texts)
            print(f"\n{tables[f'{name}-faults']}")
        for one in findings:
            if options.show or one.verdict == "unjudged":
                print(f"{one.verdict}: {described(one)}")
    print(f"\n{tables['judgements']}")
    return write(tables, complete=len(homes) == len(PEERS)) if options.write else 0


# The tools: how each is run, and how its report is read.


def zhupi(_home: Path, folder: Path, texts: Texts) -> list[Finding]:
    command = [sys.executable, "-m", "zhupi", "check", ".", "--no-cache", "--format", "json"]
    findings = []
    for row in json.loads(run(command, folder).out)["findings"]:
        name = Path(row["path"]).stem
        lines = texts[name].split("\n")
        (first, start), (last, end) = (
            (row[at]["line"], row[at]["column"]) for at in ("start", "end")
        )
        before = lines[first - 1][max(0, start - 1 - AROUND) : start - 1]
        context = before + row["quote"] + lines[last - 1][end - 1 : end - 1 + AROUND]
        findings.append(Finding(name, first, last, row["rule"], context))
    return findings


def zhlint(home: Path, folder: Path, texts: Texts) -> list[Finding]:
    """Of several file names it reads the first only, so it is given a pattern."""
    ran = run([str(home / "node_modules/.bin/zhlint"), "*.md"], folder)
    pattern = re.compile(r"^(\S+)\.md:(\d+):(\d+) - (.+)$", re.MULTILINE)
    findings = [
        _at(texts, name, int(line), int(column), what)
        for name, line, column, what in pattern.findall(ran.errors)
    ]
    _same(len(findings), re.search(r"Found (\d+) error", ran.errors))
    return findings


def lint_md(home: Path, folder: Path, texts: Texts) -> list[Finding]:
    names = [f"{name}.md" for name in texts]
    out = run([str(home / "node_modules/.bin/lint-md"), *names], folder).out
    pattern = re.compile(
        r"^(\S.*)\.md$|^ +(\d+):(\d+) +(?:error|warning) +(.+?)  +(\S+)$", re.MULTILINE
    )
    findings, name = [], ""
    for heading, line, column, message, rule in pattern.findall(out):
        name = Path(heading).name if heading else name
        if not heading:
            mark = re.search(r'标点"(.)"', message)
            what = f"{rule} {mark[1]}" if mark else rule
            findings.append(_at(texts, name, int(line), int(column), what))
    _same(len(findings), re.search(r"(\d+) problems? \(", out))
    return findings


def limae(home: Path, folder: Path, texts: Texts) -> list[Finding]:
    """It prints no column, but the characters around."""
    out = run([str(home / "bin/limae"), *(f"{name}.md" for name in texts)], folder).out
    pattern = re.compile(r"^(\S+)\.md:(\d+): (?:error|warning): \[(.+?)\] (.*)$", re.MULTILINE)
    findings = [
        Finding(name, int(line), int(line), what, context.strip("…"))
        for name, line, what, context in pattern.findall(out)
    ]
    _same(len(findings), re.search(r"(\d+) error\(s\)", out))
    return findings


def autocorrect_node(home: Path, folder: Path, texts: Texts) -> list[Finding]:
    command = [str(home / "node_modules/.bin/autocorrect"), "--lint", "--format", "json"]
    report = json.loads(run([*command, *(f"{name}.md" for name in texts)], folder).out)
    return [
        finding
        for message in report["messages"]
        for line in message["lines"]
        for finding in replaced(Path(message["filepath"]).stem, line["l"], line["old"], line["new"])
    ]


_AUTOCORRECT_PY = """
import autocorrect_py, json, pathlib, sys
lines = [(name, line.line, line.old, line.new) for name in sys.argv[1:]
    for line in autocorrect_py.lint_for(pathlib.Path(name).read_text("utf-8"), name).lines]
print(json.dumps(lines))
"""


def autocorrect_py(home: Path, folder: Path, texts: Texts) -> list[Finding]:
    """A library without a command."""
    command = [str(home / "bin/python"), "-c", _AUTOCORRECT_PY, *(f"{name}.md" for name in texts)]
    return [
        finding
        for name, line, old, new in json.loads(run(command, folder).out)
        for finding in replaced(Path(name).stem, line, old, new)
    ]


def replaced(name: str, line: int, old: str, new: str) -> Iterator[Finding]:
    """The single replacements that make a line into what it should be."""
    for operation, start, end, to, until in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if operation == "equal":
            continue
        context = old[max(0, start - AROUND) : end + AROUND]
        beside = old[max(0, start - 1) : start + 1]
        if (old[start:end], new[to:until]) == ("", " "):
            what = f"insert a space beside a {_beside(beside)}"
        else:
            what = f"replace {old[start:end]!r} by {new[to:until]!r}"
        yield Finding(name, line, line, what, context)


def _beside(characters: str) -> str:
    if re.search(r"[0-9%‰]", characters):
        return "digit"
    return "letter" if re.search(r"[A-Za-z]", characters) else "mark"


def _at(texts: Texts, name: str, line: int, column: int, what: str) -> Finding:
    text = texts[name].split("\n")[line - 1]
    return Finding(name, line, line, what, text[max(0, column - AROUND) : column + AROUND])


def _same(read: int, said: re.Match[str] | None) -> None:
    if read != int(said[1] if said else 0):
        raise ValueError(f"read {read} findings of a report that says {said and said[0]!r}")


PEERS: dict[Tool, Reading] = {
    Tool("zhupi", "here", "zhupi", version("zhupi")): zhupi,
    Tool("zhlint", "npm", "zhlint", "0.8.2"): zhlint,
    Tool("lint-md", "npm", "@lint-md/cli", "2.2.4"): lint_md,
    Tool("autocorrect-node", "npm", "autocorrect-node", "2.14.0"): autocorrect_node,
    Tool("autocorrect-py", "PyPI", "autocorrect-py", "2.14.0"): autocorrect_py,
    Tool("limae", "PyPI", "limae", "0.13.4"): limae,
}
Homes = dict[Tool, Path]


def run(command: list[str], folder: Path) -> Ran:
    """Run it to the end. The output goes to files: zhlint exits before a pipe is empty."""
    with tempfile.TemporaryFile("w+b") as out, tempfile.TemporaryFile("w+b") as errors:
        code = subprocess.run(
            command, cwd=folder, stdout=out, stderr=errors, check=False
        ).returncode
        texts = []
        for file in (out, errors):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    if code not in (0, 1):  # 1: there are findings
        raise OSError(f"{command[0]} ended with {code}: {texts[1][-500:]}")
    return Ran(*texts)


def ran(peer: Tool, home: Path, texts: Texts, judgements: list[Judgement]) -> list[Judged]:
    """All findings of a peer in these texts, judged; the processor time is printed, not kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stem, text in texts.items():
            (folder / f"{stem}.md").write_text(text, encoding="utf-8")
        before = os.times()
        findings = PEERS[peer](home, folder, texts)
        after = os.times()
    seconds = sum(after[2:4]) - sum(before[2:4])
    print(f"{peer.name}: {len(findings)} findings, {seconds:.2f} s CPU", file=sys.stderr)
    return [judged(peer.name, finding, judgements) for finding in findings]


def judged(tool: str, finding: Finding, judgements: list[Judgement]) -> Judged:
    row = next((row for row in judgements if row.fits(tool, finding)), None)
    if row is None:
        kind = f"{finding.what.split('/')[0]} (zhupi)" if tool == "zhupi" else "other"
        return Judged(tool, finding, kind, "unjudged")
    return Judged(tool, finding, row.kind, row.verdict)


# The tables.


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def counts(homes: Homes, findings: list[Judged]) -> str:
    """Findings by kind and tool, and how many are right."""
    kinds = Counter(one.kind for one in findings)
    wanted = [
        (kind, [one for one in findings if one.kind == kind]) for kind, _ in kinds.most_common()
    ]
    wanted += [
        ("**all**", findings),
        ("**right**", [one for one in findings if one.verdict == "right"]),
        ("**unjudged**", [one for one in findings if one.verdict == "unjudged"]),
    ]
    cells = [
        [name, *(str(sum(one.tool == peer.name for one in some)) for peer in homes)]
        for name, some in wanted
        if some or name != "**unjudged**"
    ]
    return as_table(["kind of finding", *(f"{peer.name} {peer.version}" for peer in homes)], cells)


def found(homes: Homes, findings: list[Judged], faults: list[Fault], texts: Texts) -> str:
    """What there is to find, and who reports it."""
    cells = []
    for fault in faults:
        before, quoted, _ = texts[fault.file].partition(fault.quote)
        if not quoted:
            raise ValueError(f"faults.tsv: {fault.quote} does not stand in {fault.file}")
        line = before.count("\n") + 1
        tools = {one.tool for one in findings if _reports(one, fault, line)}
        cells.append([fault.fault, *("yes" if peer.name in tools else "" for peer in homes)])
    sums = (str(sum(row[at] == "yes" for row in cells)) for at in range(1, len(homes) + 1))
    cells.append([f"**of {len(faults)}**", *sums])
    return as_table(["what there is", *(peer.name for peer in homes)], cells)


def _reports(one: Judged, fault: Fault, line: int) -> bool:
    finding = one.finding
    return (
        (one.verdict, one.kind, finding.file) == ("right", fault.kind, fault.file)
        and finding.line <= line <= finding.last
        and fault.quote in finding.context
    )


def reasons(judgements: list[Judgement]) -> str:
    """Why a kind is right or wrong; what zhupi finds rightly the faults tell."""
    wanted = {
        (row.kind, row.verdict, row.reason): None
        for row in judgements
        if row.tool != "zhupi" or row.verdict == "wrong"
    }
    return as_table(["kind of finding", "is", "because"], [list(row) for row in wanted])


def described(row: Judged) -> str:
    finding = row.finding
    return f"{row.tool} {finding.file}:{finding.line} {finding.what} “{finding.context}”"


def write(tables: dict[str, str], *, complete: bool) -> int:
    """Put the tables between their markers; those of reports that were not given stay."""
    if not complete:
        print(f"{PAGE.name} is not written: a peer is missing", file=sys.stderr)
        return 1
    fill(PAGE, tables)
    return 0


if __name__ == "__main__":
    sys.exit(main())
