"""A cluster with a plug-in, an S3 server, and folders of small reports."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyarrow.dataset as ds
import pytest

import zhupi
from tests.scale import cluster as cluster_script
from tests.scale.plugin import install

SOURCE = Path(zhupi.__file__).parents[1]


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Shell(NamedTuple):
    """The command line in an environment, where a cluster is."""

    env: dict[str, str]
    address: str

    def start(self, *arguments: object, scheduler: str = "", cwd: Path | None = None):
        command = [sys.executable, "-m", "zhupi", "check", *map(str, arguments)]
        command += ["--scheduler", scheduler or self.address, "--lang", "en"]
        return subprocess.Popen(
            command, env=self.env, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def check(self, *arguments: object, scheduler: str = "", cwd: Path | None = None) -> Done:
        process = self.start(*arguments, scheduler=scheduler, cwd=cwd)
        out, err = process.communicate(timeout=120)
        return Done(process.returncode, out.decode(), err.decode())


def start_cluster(env: dict[str, str], workers: int = 2) -> subprocess.Popen:
    script = [sys.executable, cluster_script.__file__, str(workers)]
    return subprocess.Popen(script, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def end(process: subprocess.Popen) -> None:
    process.stdin.close()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3 server with the bucket `reports`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wait_until(lambda: _answers(port), "the S3 server answers")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def s3_env(s3) -> dict[str, str]:
    return {
        "FSSPEC_S3_ENDPOINT_URL": s3,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }


@pytest.fixture(scope="session")
def shell(s3_env, tmp_path_factory) -> Iterator[Shell]:
    """The command line, and a cluster of two processes whose plug-in may kill them."""
    site = install(tmp_path_factory.mktemp("site"))
    paths = [str(site), str(SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])]
    env = {**os.environ, **s3_env, "PYTHONPATH": os.pathsep.join(paths)}
    process = start_cluster(env)
    address = process.stdout.readline().decode().strip()
    yield Shell(env, address)
    end(process)


@pytest.fixture
def reports(tmp_path) -> Callable[..., Path]:
    """Makes the folder `in` of the test's own with reports in it."""
    return partial(make_reports, tmp_path / "in")


def make_reports(folder: Path, count: int, *, slow: bool = False, **more: str) -> Path:
    """Numbered reports, each with one misprint; more files by name."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = f"第{number}号情况\n\n今年对重点工作进行了部暑，成效明显。\n"
        (folder / f"{number:03}.txt").write_text(
            text + ("慢慢检查\n" if slow else ""), encoding="utf-8"
        )
    for name, content in more.items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    return folder


def rows(table: Path) -> list[dict]:
    return ds.dataset(table, format="parquet").to_table().to_pylist()


def wait_until(happens: Callable[[], object], what: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < until, f"waited {seconds} s: {what}"
        time.sleep(0.02)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
