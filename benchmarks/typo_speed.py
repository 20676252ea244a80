"""How fast the typo rules are, and what they cost a small file: CPU time, start-up, memory.

    python benchmarks/typo_speed.py [FILE]

FILE is a text of a megabyte or more; without it the clean reports of tests/documents are repeated.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does

from zhupi.checks import Subject, detector
from zhupi.checks.datafiles import lines_of
from zhupi.checks.literals import Word, find_words
from zhupi.formats import read
from zhupi.model.span import Span
from zhupi.outline.building import build_outline
from zhupi.patterns import DataFile, binary_file
from zhupi.rulepacks import load_ruleset
from zhupi.typos.compiled import load_compiled
from zhupi.typos.detector import suspicions
from zhupi.typos.model import load_model

ROOT = Path(__file__).parent.parent
TYPO = ROOT / "rules" / "typo"
SMALL = ROOT / "examples" / "述职报告（待改）.md"
ROUNDS = 5
SMALL_LENGTHS = (1_000, 4_000)
SMALL_TEXT = 80_000
COLD = {
    "numpy": "pass; import numpy",
    "the detector's modules": "import numpy; import zhupi.typos.detector",
    "load_model": "from zhupi.typos.model import load_model; load_model()",
    "load_counted": "from zhupi.typos.counted import load_counted; load_counted()",
}


def main() -> int:
    text = sample()
    size = len(text.encode()) / 1e6
    print(f"on {len(text):,} characters, {size:.1f} MB; the best of {ROUNDS} rounds")
    lines = [line for _, line in lines_of(DataFile((TYPO / "words.tsv").read_text("utf-8")))]
    words = tuple(Word(line.partition("\t")[0]) for line in lines[1:])
    whole = Span(0, len(text))
    seconds = best(lambda: list(find_words(words, text, whole)))
    print(f"curated list, {len(words):,} entries: {size / seconds:.0f} MB/s")
    file = binary_file((TYPO / "misprints.bin").read_bytes())
    dictionary = load_compiled(file)
    seconds = best(lambda: list(dictionary.find(text)))
    loading = best(lambda: load_compiled(file))
    print(
        f"generated dictionary, {len(dictionary):,} entries: {size / seconds:.0f} MB/s, "
        f"loaded in {loading * 1e3:.0f} ms"
    )
    model = load_model()
    seconds = best(lambda: list(suspicions(text, model, "thorough")))
    print(f"detector: {len(text) / seconds:,.0f} characters/s")
    print(f"peak memory of all this {peak():.0f} MB")
    for length in SMALL_LENGTHS:
        print(f"new reports of {length:,} characters, ns a character: {by_rule(text, length)}")
    print("cold, CPU ms:", ", ".join(f"{what} {cold(code):.0f}" for what, code in COLD.items()))
    for names in ("structure", "typo/word", "typo/misprint", "typo/likely-typo", "typo"):
        seconds, memory = command("--select", names)
        print(f"zhupi check of one small file, {names:17}: {seconds * 1e3:.0f} ms, {memory:.0f} MB")
    return 0


def sample() -> str:
    if len(sys.argv) > 1:
        return Path(sys.argv[1]).read_text("utf-8")
    texts = [
        path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("documents/**/*.txt"))
    ]
    text = "\n".join(texts)
    return text * (1 + 400_000 // len(text))


def by_rule(text: str, length: int) -> str:
    """What each typo rule costs on reports that it sees for the first time."""
    rules = [rule for rule in load_ruleset().rules if rule.name.startswith("typo/")]
    fewest: dict[str, float] = {}
    for _ in range(ROUNDS):
        seconds = dict.fromkeys((rule.name for rule in rules), 0.0)
        detector.forget()
        for start in range(0, SMALL_TEXT - length, length):
            document = read(text[start : start + length].encode(), "a.txt")
            subject = Subject(document, build_outline(document))
            for rule in rules:
                begin = time.process_time()
                list(rule.check.find(subject))
                seconds[rule.name] += time.process_time() - begin
        fewest = {name: min(fewest.get(name, each), each) for name, each in seconds.items()}
    costs = {name: each / SMALL_TEXT * 1e9 for name, each in fewest.items()}
    each = ", ".join(f"{name.removeprefix('typo/')} {cost:.0f}" for name, cost in costs.items())
    return f"{sum(costs.values()):.0f} ({each})"


def cold(code: str) -> float:
    """CPU milliseconds of a statement in a new process; ``before;after`` for what goes before."""
    before, _, after = code.partition(";")
    script = (
        f"import time; {before}; a = time.process_time(); {after}; print(time.process_time() - a)"
    )
    line = [sys.executable, "-c", script]
    runs = [subprocess.run(line, capture_output=True, check=True) for _ in range(ROUNDS)]
    return min(float(run.stdout) for run in runs) * 1e3


def best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def command(*options: str) -> tuple[float, float]:
    """CPU seconds and peak memory of a check of a small file."""
    # ru_maxrss of a child is at least what its parent had; VmHWM begins anew.
    code = (
        "import resource, sys; from zhupi.cli import main; main(sys.argv[1:]); "
        "used = resource.getrusage(resource.RUSAGE_SELF); "
        "peak = next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1]; "
        "print(used.ru_utime + used.ru_stime, int(peak) / 1024, file=sys.stderr)"
    )
    line = [
        sys.executable,
        "-c",
        code,
        "check",
        str(SMALL),
        "--no-cache",
        "--fail-on",
        "never",
        *options,
    ]
    rounds = []
    for _ in range(ROUNDS):
        done = subprocess.run(line, capture_output=True, check=True, text=True)
        seconds, memory = map(float, done.stderr.split())
        rounds.append((seconds, memory))
    return min(rounds)


if __name__ == "__main__":
    sys.exit(main())
