"""The folder of results: whose they are, which parts are there, and which are no longer wanted."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.scale.desk import BESIDE
from zhupi.scale.order import SCHEMA
from zhupi.scale.partitions import Part, part_of
from zhupi.scale.storage import HIDDEN, Store, child, names_in, read_bytes, remove, write_bytes
from zhupi.scale.work import FILES_FOLDER, FINDINGS_FOLDER
from zhupi.version import VERSION

_RUN = "run.json"
_TABLES = (FILES_FOLDER, FINDINGS_FOLDER)


class Run(NamedTuple):
    """A run: its PATHs with their stores, and whether all of its parts are there."""

    paths: tuple[str, ...]
    complete: bool = False


def claim(output: Store, run: Run) -> None:
    """Say in the folder whose results it holds; raises UserError where it holds others."""
    raw = read_bytes(child(output, BESIDE, _RUN))
    if raw is None:
        _refuse_strangers(output)
    else:
        _refuse_other_paths(output, raw, run)
    declare(output, run)


def declare(output: Store, run: Run) -> None:
    """Write down how far a run is; raises UserError."""
    data = {"schema": SCHEMA, "zhupi": VERSION, **run._asdict()}
    raw = json.dumps(data, ensure_ascii=True, indent=1).encode() + b"\n"
    write_bytes(child(output, BESIDE, _RUN), raw)


def _refuse_strangers(output: Store) -> None:
    names = next((name for name in names_in(output) if not name.startswith(".")), "")
    if names or any(True for folder in _TABLES for _ in names_in(child(output, folder))):
        raise UserError(
            output.url,
            Text("这里已有别的文件，不是检查结果", "other files are there, and no results of ours"),
            Text("给结果另选一个空文件夹", "choose an empty folder for the results"),
        )


def _refuse_other_paths(output: Store, raw: bytes, run: Run) -> None:
    try:
        data = json.loads(raw)
        schema, paths = data["schema"], tuple(data["paths"])
    except (ValueError, KeyError, TypeError):
        schema, paths = None, ()
    if schema != SCHEMA or paths != run.paths:
        told = "、".join(paths) or _RUN
        raise UserError(
            output.url,
            Text(f"这里是另一次检查的结果（{told}）", f"the results of another run ({told})"),
            Text(
                "另选一个文件夹；要接着做，路径须和那次相同",
                "choose another folder; to go on with that run, name the same paths",
            ),
        )


def parts_done(output: Store) -> Mapping[str, Sequence[Part]]:
    """The parts that are done with, by their partition; those to try again are not."""
    done: dict[str, list[Part]] = defaultdict(list)
    for name in names_in(child(output, FILES_FOLDER)):
        part = part_of(name)
        if part and not part.again:
            done[part.partition].append(part)
    return done


def sweep(output: Store, wanted: Collection[str]) -> int:
    """Remove parts that are not wanted, and halves of parts that their writer did not live to end.

    Returns how many parts; raises UserError. What others put there stays.
    """
    removed = 0
    for table in _TABLES:
        folder = child(output, table)
        parts = [name for name in names_in(folder) if part_of(name) and name not in wanted]
        halves = [name for name in names_in(folder) if name.startswith(f"{HIDDEN}part-")]
        remove(folder, [*parts, *halves])
        removed += len(parts) if table == FILES_FOLDER else 0
    return removed
