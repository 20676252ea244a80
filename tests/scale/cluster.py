"""A cluster of processes; says its address, and ends when its standard input does."""

import sys

import dask
from distributed import LocalCluster


def main() -> None:
    dask.config.set({"distributed.scheduler.allowed-failures": 1})
    with LocalCluster(
        n_workers=int(sys.argv[1]),
        threads_per_worker=1,
        memory_limit="700MB",
        dashboard_address=None,
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
