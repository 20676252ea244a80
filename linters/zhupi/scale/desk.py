"""What a worker's process keeps to check files by, made once for each order."""

from pathlib import Path
from threading import Lock
from typing import NamedTuple

from zhupi.checking.files import Checker
from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.model.result import Showing
from zhupi.scale.digest import digest
from zhupi.scale.order import Order
from zhupi.scale.parcel import HOME, Bearings, unpacked
from zhupi.scale.storage import Store, child, read_bytes
from zhupi.settings import Plan
from zhupi.version import VERSION

BESIDE = "_zhupi"
"""The folder of what is written beside the tables; readers of Parquet pass over such names."""

_LOADING = Lock()
_MOST_KEPT = 4
_KEPT: dict[str, tuple[Checker, Bearings]] = {}  # of this process, by the stamp of the order


class Desk(NamedTuple):
    """The rules, where patterns are about, and the store of the files."""

    checker: Checker
    bearings: Bearings
    store: Store

    def plan(self, path: str) -> Plan:
        """What holds for a file, by its path in the store."""
        place = self.bearings.place(path, is_local=self.store.is_local)
        return self.checker.planner.plan(place)


def desk_of(order: Order) -> Desk:
    """The desk of an order; raises UserError where another program is installed."""
    with _LOADING:  # of several threads one loads
        if order.stamp not in _KEPT:
            checker, bearings = _load(order)
            if len(_KEPT) == _MOST_KEPT:  # a cluster lives longer than a run
                _KEPT.clear()
            _KEPT[order.stamp] = (checker, bearings)
        return Desk(*_KEPT[order.stamp], order.store)


def _load(order: Order) -> tuple[Checker, Bearings]:
    _refuse_other_program(order)
    bearings = Bearings(order.asked, _home(order))
    return Checker(bearings.planner(), order.reading, Showing(order.lang)), bearings


def _home(order: Order) -> Path:
    """Where the user's own files are here; raises UserError where they are not to be had."""
    if not order.parcel:
        return HOME
    store = child(order.output, BESIDE, order.parcel)
    raw = read_bytes(store)
    if raw is None:
        raise UserError(
            store.url,
            Text("worker 读不到配置", "a worker cannot read the configuration there"),
            Text(
                "结果要写到每个 worker 都能读写的地方",
                "write results to a place that every worker can read and write",
            ),
        )
    return unpacked(raw)


def _refuse_other_program(order: Order) -> None:
    """Raise UserError where zhupi, its rules or its plug-ins are not those of the client."""
    if order.version != VERSION:
        what = Text(
            f"worker 装的是 zhupi {VERSION}，这里是 {order.version}",
            f"a worker has zhupi {VERSION}, and here is {order.version}",
        )
    elif order.program != digest():
        what = Text(
            "worker 的 zhupi、规则或插件和这里的不同（版本号相同）",
            "a worker's zhupi, rules or plug-ins are not those here (their version is the same)",
        )
    else:
        return
    raise UserError(
        "--scheduler",
        what,
        Text(
            "在调度器、每个 worker 和这里装同样的 zhupi[dask] 和插件，然后重启它们",
            "install the same zhupi[dask] and plug-ins on the scheduler, the workers and here, "
            "and start them again",
        ),
    )
