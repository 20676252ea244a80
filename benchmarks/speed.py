"""Speed of whole processes: the check of one small report beside bare Python, CPU time."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 11
REPORT = Path(__file__).parent.parent / "tests" / "documents" / "faulty" / "report.md"
COPIES = 200
# Modules are compiled, as pip compiles what it installs, whatever a developer's environment says.
_COMPILED = {
    **os.environ,
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "zhupi-benchmark-compiled")),
}
CHECK = ("-m", "zhupi", "check", "--no-cache")  # what is known already is no check


def cpu_ms(*command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=_COMPILED
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    python = sys.executable
    bare, small = [], []
    for _ in range(ROUNDS):  # in turn, so that both meet the same noise
        bare.append(cpu_ms(python, "-I", "-c", "pass"))
        small.append(cpu_ms(python, *CHECK, str(REPORT)))
    print(f"bare Python        {statistics.median(bare):8.1f} ms CPU, median of {ROUNDS}")
    print(f"one small report   {statistics.median(small):8.1f} ms CPU")
    with tempfile.TemporaryDirectory() as folder:
        source = REPORT.read_text(encoding="utf-8")
        for number in range(COPIES):
            Path(folder, f"{number}.md").write_text(source, encoding="utf-8")
        start = time.perf_counter()
        all_ms = cpu_ms(python, *CHECK, folder)
        wall = time.perf_counter() - start
        for copies, name in ((155, "1 MB"), (1550, "10 MB")):
            large = Path(folder, "large.md")
            large.write_text(source * copies, encoding="utf-8")
            size = large.stat().st_size / 1e6
            ms = cpu_ms(python, *CHECK, str(large))
            print(f"one file of {name:6}{ms:10.1f} ms CPU ({size:.1f} MB)")
    characters = COPIES * len(source)
    print(f"{COPIES} reports        {all_ms:8.1f} ms CPU, {wall:.2f} s wall")
    print(f"                   {characters / all_ms * 1000:8,.0f} characters a CPU second")


if __name__ == "__main__":
    main()
