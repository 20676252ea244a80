"""The speed of Zhupi beside other linters for Chinese: the same files, whole processes, in turn.

    python -m benchmarks.race [--quick] [--write] [--reports N] [--megabytes M] [--rounds N]

The corpus is made by `benchmarks/corpus.py`, the peers are installed with npm and pip, both into
`.cache`. A peer that cannot be installed is skipped, loudly. In each round every tool runs once on
every set of files, A B C A B C …, and ratios are taken round by round; the first round only warms
up. A tool that took longer than ten seconds in it has that round counted and runs once more, one
that took longer than a minute does not; at the limit it is stopped, and out, as is one that fails.

With --write the tables go into `docs/performance.md`, between the markers that bear their names;
only from a whole corpus and with all peers.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.contenders import CONTENDERS, NODE, Contender, prepare
from benchmarks.corpus import cached
from benchmarks.installing import FOLDER, ROOT, Tool, installed
from benchmarks.pages import fill
from benchmarks.race_tables import tables
from benchmarks.results import Entry, Reading, Results
from benchmarks.stopwatch import Ran, Stopwatch

PAGE = ROOT / "docs" / "performance.md"
WHOLE = (1000, 10.0)  # reports, megabytes
SLOW, SLOWER = 10, 60  # seconds
LIMIT = 120  # seconds a run may take
AGAINST = 100  # of the Word files, so many by python-docx

Homes = dict[Tool, Path]
Files = dict[str, list[str]]


def main() -> int:
    options = _options()
    load = os.getloadavg()
    corpus = cached(ROOT / ".cache" / "race", options.reports, options.megabytes)
    homes = _homes(options.into.resolve())
    prepare(homes, corpus / "words.tsv")
    files = _files(corpus)
    runners = [each for each in CONTENDERS if each.tool in homes]
    with tempfile.TemporaryDirectory() as known:
        environment = {
            "ZHUPI_CACHE_DIR": known,
            "ZHUPI_LANG": "zh",
            # Modules are compiled, as pip compiles what it installs, whatever a developer's
            # environment says.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": f"{known}/compiled",
        }
        with Stopwatch(environment) as stopwatch:
            race = Race(stopwatch, corpus, files, homes, 60 if options.quick else LIMIT)
            results = race.run(runners, 3 if options.quick else options.rounds)
    results = results._replace(reading=_reading(corpus, files["docx"], 1 if options.quick else 5))
    counts = json.loads((corpus / "counts.json").read_text(encoding="utf-8"))
    made = tables(results, counts)
    made["measured-on"] = _machine(homes, load)
    for name, table in made.items():
        print(f"\n## {name}\n\n{table}")
    return _write(options, made, homes) if options.write else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="three rounds, a minute a run")
    parser.add_argument("--write", action="store_true", help=f"fill the tables of {PAGE.name}")
    parser.add_argument("--reports", type=int, default=WHOLE[0], metavar="N")
    parser.add_argument("--megabytes", type=float, default=WHOLE[1], metavar="M")
    parser.add_argument("--rounds", type=int, default=7, metavar="N")
    parser.add_argument("--into", type=Path, default=FOLDER, metavar="FOLDER")
    return parser.parse_args()


def _homes(into: Path) -> Homes:
    """Where each tool is; without Node there is no bare start of it either."""
    homes = installed(dict.fromkeys(each.tool for each in CONTENDERS), into)
    if shutil.which(NODE.name):
        return homes
    print("SKIPPED LOUDLY: what runs in Node: there is no node", file=sys.stderr)
    return {tool: home for tool, home in homes.items() if tool.source != "npm" and tool != NODE}


def _files(corpus: Path) -> Files:
    names = {
        kind: sorted(str(path.relative_to(corpus)) for path in (corpus / kind).iterdir())
        for kind in ("md", "docx")
    }
    single = {name: [f"{name}.md"] for name in ("small", "1mb", "10mb")}
    return single | {"reports": names["md"], "docx": names["docx"]}


class Race:
    """Runs all contenders in turn."""

    def __init__(
        self, stopwatch: Stopwatch, corpus: Path, files: Files, homes: Homes, limit: float
    ) -> None:
        self._stopwatch = stopwatch
        self._corpus = corpus
        self._files = files
        self._homes = homes
        self._limit = limit
        self._out: dict[Entry, str] = {}

    def run(self, runners: list[Contender], rounds: int) -> Results:
        """The warming round and so many more."""
        starts = {(name, each.name): each for name in self._files for each in runners}
        starts = {entry: each for entry, each in starts.items() if entry[0] in each.sets}
        for entry, each in starts.items():
            if each.primed:
                self._once(entry, each)
        runs: dict[Entry, dict[int, Ran]] = {entry: {} for entry in starts}
        for number in range(rounds + 1):
            for entry, each in starts.items():
                if entry not in self._out and _goes_on(runs[entry], number):
                    runs[entry][number] = self._once(entry, each)
                    _say(number, entry, runs[entry][number])
        slow = frozenset(entry for entry, found in runs.items() if found[0].wall > SLOW)
        return Results(runs, slow, self._out)

    def _once(self, entry: Entry, contender: Contender) -> Ran:
        home = self._homes[contender.tool]
        command = contender.command(home, self._files[entry[0]])
        ran = self._stopwatch.run(command, self._corpus, self._limit)
        if ran.wall >= self._limit:
            self._out[entry] = f"did not finish in {self._limit:g} s"
        elif ran.code not in contender.codes:
            self._out[entry] = f"failed with {ran.code}"
            print(f"FAILED LOUDLY: {' '.join(command[:8])} …: {ran.code}", file=sys.stderr)
        return ran


def _goes_on(runs: dict[int, Ran], number: int) -> bool:
    """Whether a contender has time for this round, by what the warming one took."""
    if number == 0 or runs[0].wall <= SLOW:
        return True
    return number == 1 and runs[0].wall <= SLOWER


def _say(number: int, entry: Entry, ran: Ran) -> None:
    said = f"{1000 * ran.cpu:.0f} ms CPU, {1000 * ran.wall:.0f} ms wall, {ran.peak:.0f} MiB"
    print(f"{number}: {' '.join(entry)}: {said}", file=sys.stderr)


def _reading(corpus: Path, files: list[str], rounds: int) -> Reading:
    """Word files a CPU second by our reader and by python-docx, in turn."""
    found: dict[str, list[float]] = {"zhupi": [], "python-docx": []}
    for _ in range(rounds):
        for reader, some in (("zhupi", files), ("python-docx", files[:AGAINST])):
            names = [str(corpus / name) for name in some]
            command = [sys.executable, "-m", "benchmarks.docx_reading", reader, *names]
            ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
            found[reader].append(float(ran.stdout.split()[0]))
    return Reading(tuple(found["zhupi"]), tuple(found["python-docx"]))


# The page.


def _machine(homes: Homes, load: tuple[float, float, float]) -> str:
    """What it was measured on, as a sentence."""
    tools = [f"{tool.name} {tool.version}" for tool in homes if tool.version]
    started = ", ".join(f"{each:.2f}" for each in load)
    return (
        f"Measured on {date.today().isoformat()}: {_processor()}, {os.cpu_count()} cores, "
        f"{platform.system()}; Python {platform.python_version()}, {_node()}; "
        f"zhupi {version('zhupi')}, {', '.join(tools)}; load at the start {started}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _node() -> str:
    try:
        said = subprocess.run(["node", "--version"], stdout=subprocess.PIPE, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "no Node"
    return f"Node {said.stdout.strip().removeprefix('v')}"


def _write(options: argparse.Namespace, made: dict[str, str], homes: Homes) -> int:
    missing = {each.tool.name for each in CONTENDERS} - {tool.name for tool in homes}
    if missing or (options.reports, options.megabytes) != WHOLE:
        why = f"without {', '.join(sorted(missing))}" if missing else "from a part of the corpus"
        print(f"{PAGE.name} is not written: {why}", file=sys.stderr)
        return 1
    fill(PAGE, made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
