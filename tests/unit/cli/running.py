"""Running the program as its users do."""

import os
import subprocess
import sys
from pathlib import Path


def zhupi(*arguments: str | Path, cwd: Path | None = None, stdin: bytes | None = None):
    """Run the program; gives exit code, output and errors."""
    command = [sys.executable, "-m", "zhupi", *map(str, arguments)]
    clean = {key: value for key, value in os.environ.items() if key != "ZHUPI_LANG"}
    done = subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, env=clean, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()
