"""The tasks that run on workers; each is idempotent, for it may run twice."""

from collections.abc import Sequence

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.scale.alone import check_apart
from zhupi.scale.checking import check_all, killed
from zhupi.scale.desk import desk_of
from zhupi.scale.order import Order
from zhupi.scale.partitions import Piece
from zhupi.scale.storage import Store, child, write_bytes
from zhupi.scale.tables import (
    FILES,
    FINDINGS,
    Checked,
    file_row,
    findings_table,
    tally_in,
    written,
)
from zhupi.scale.tally import Outcome, Tally

FILES_FOLDER = "files"
FINDINGS_FOLDER = "findings"

_MOST_FAILURES = 5
"""How many failures a task tells in words; all of them are in the table."""


def do_piece(order: Order, piece: Piece, *, apart: bool = False) -> Outcome:
    """Check a piece and write its part; raises UserError for what no worker can do.

    ``apart`` checks it in processes that may die of a file.
    """
    desk = desk_of(order)
    if apart:
        all_checked = check_apart(desk, order, piece.entries, _memory_limit())
    else:
        all_checked = check_all(desk, piece.entries)
    return _commit(order, piece, tuple(all_checked))


def _memory_limit() -> int:
    """The bytes that this worker may take; 0 where there is no limit, and outside of Dask."""
    from distributed import get_worker

    try:
        return int(get_worker().memory_manager.memory_limit or 0)
    except ValueError:
        return 0


def give_up(order: Order, piece: Piece) -> Outcome:
    """Write the part of a file that nobody survives, without looking at it."""
    desk = desk_of(order)
    return _commit(order, piece, tuple(killed(desk, entry) for entry in piece.entries))


def _commit(order: Order, piece: Piece, all_checked: Sequence[Checked]) -> Outcome:
    tally = sum((each.tally for each in all_checked), Tally())
    name = piece.name(again=tally.again > 0)
    findings = written(findings_table(all_checked), FINDINGS, tally, order.stamp)
    files = written([file_row(each) for each in all_checked], FILES, tally, order.stamp)
    write_bytes(child(order.output, FINDINGS_FOLDER, name), findings)
    write_bytes(child(order.output, FILES_FOLDER, name), files)  # last: it says that all is there
    failures = [each.result.failure for each in all_checked if each.result.failure]
    return Outcome(tally, (name,), tuple(failures[:_MOST_FAILURES]))


def count_parts(output: Store, names: Sequence[str]) -> Outcome:
    """The figures of parts that are there; raises UserError for one that cannot be read."""
    parts = (child(output, FILES_FOLDER, name) for name in names)
    return Outcome(sum(map(_tally_of, parts), Tally()))


def _tally_of(part: Store) -> Tally:
    try:
        with part.fs.open(part.path, "rb") as file:
            return tally_in(file)
    except Exception as error:  # each store has its own, and so has Parquet
        raise UserError(
            part.url,
            Text(f"读不了这一份结果（{error}）", f"cannot read this part ({error})"),
            Text("删去它再运行，会重新检查", "delete it and run again: its files are checked anew"),
        ) from None
