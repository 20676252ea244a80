"""Measures commands as whole processes: CPU time, wall time, peak memory.

Each command is started and waited for by a process of its own that has nothing imported, because
the kernel counts the memory of the starting process as that of the started one (the floor of the
peaks, about 10 MiB). CPU time is user and system time of the command and of all processes that it
waited for; the peak is that of the largest of them. What is printed goes to /dev/null.
"""

import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

_SERVER = r"""
import os, signal, sys, time
pid = 0
def stop(number, frame):
    os.killpg(pid, signal.SIGKILL)
signal.signal(signal.SIGALRM, stop)
nothing = os.open(os.devnull, os.O_RDWR)
opened = [(os.POSIX_SPAWN_DUP2, nothing, number) for number in (0, 1, 2)]
for line in sys.stdin:
    seconds, folder, *command = line.rstrip("\n").split("\0")
    os.chdir(folder)
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=opened, setpgroup=0)
    signal.setitimer(signal.ITIMER_REAL, float(seconds))  # its group is its own: Ctrl+C misses it
    try:
        _, status, usage = os.wait4(pid, 0)
    except KeyboardInterrupt:
        os.killpg(pid, signal.SIGKILL)
        sys.exit(130)
    wall = time.perf_counter() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    code = os.waitstatus_to_exitcode(status)
    print(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss, code, flush=True)
"""


class Ran(NamedTuple):
    """Seconds of CPU and wall time, the peak in MiB, the exit code (negative: the signal)."""

    cpu: float
    wall: float
    peak: float
    code: int


class Stopwatch:
    """Measures one command at a time; ``environment`` is added to that of this process."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **environment},
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.communicate()

    def run(self, command: list[str], folder: Path, seconds: float) -> Ran:
        """Run it in the folder; after so many seconds it and its children are killed."""
        assert self._server.stdin is not None and self._server.stdout is not None
        self._server.stdin.write("\0".join([str(seconds), str(folder), *command]) + "\n")
        self._server.stdin.flush()
        said = self._server.stdout.readline().split()
        if len(said) != 4:
            raise OSError(f"{command[0]} could not be started")
        cpu, wall, kilobytes, code = said
        return Ran(float(cpu), float(wall), int(kilobytes) / 1024, int(code))
