"""Connections to Dask: a cluster that is there, or processes of this machine."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from zhupi.checking.batch import cores
from zhupi.errors import UserError
from zhupi.lang import Text

LOCAL = "local"

_CONNECTING = 5
"""Seconds in which a scheduler must answer."""
_FIRST_WORKER = 30
"""Seconds in which a cluster must have a worker."""
_CLOSING = 1
"""Seconds that processes have to end in."""

# A worker that dies is said twice to be lost before its task fails (the default is four times):
# the processes of this machine die of the files, and not of networks.
_LOCAL_FAILURES = {"distributed.scheduler.allowed-failures": 1}


@contextmanager
def connected(address: str, jobs: int) -> Iterator[Any]:
    """A client of a cluster; raises UserError for one that does not answer.

    ``jobs`` are the processes of this machine, 0 as many as it has cores.
    """
    _silence()
    if address == LOCAL:
        with _local(jobs or cores()) as client:
            yield client
    else:
        with _remote(address) as client:
            yield client


def _silence() -> None:
    """Let Dask say nothing: what there is to say we say ourselves."""
    import distributed  # which sets its levels as it is imported

    for name in tuple(logging.root.manager.loggerDict):
        if name.partition(".")[0] == distributed.__name__:
            logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def _local(jobs: int) -> Iterator[Any]:
    import dask
    from distributed import Client, LocalCluster

    with (
        dask.config.set(_LOCAL_FAILURES),
        LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextmanager
def _remote(address: str) -> Iterator[Any]:
    from distributed import Client

    try:
        client = Client(address, timeout=_CONNECTING)
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        raise UserError(
            f"--scheduler {address}",
            Text(
                f"连不上这个调度器（{type(error).__name__}）",
                f"there is no answer from this scheduler ({type(error).__name__})",
            ),
            Text(
                "检查地址（tcp://主机:端口）和网络；在本机运行用 --scheduler local",
                "check the address (tcp://host:port) and the network; here use --scheduler local",
            ),
        ) from None
    try:
        _await_worker(client, address)
        yield client
    finally:
        client.close(timeout=_CLOSING)


def _await_worker(client: Any, address: str) -> None:  # noqa: ANN401
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER)
    except TimeoutError:
        raise UserError(
            f"--scheduler {address}",
            Text("这个集群没有 worker", "this cluster has no worker"),
            Text("用 dask worker 启动", "start some with dask worker"),
        ) from None
