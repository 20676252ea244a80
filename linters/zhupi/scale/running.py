"""A run: what is asked, made into tasks for what is not done yet."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from zhupi.errors import UserError
from zhupi.formats import SUFFIXES, ReadOptions
from zhupi.lang import Lang, Text
from zhupi.scale.desk import BESIDE
from zhupi.scale.digest import digest
from zhupi.scale.folder import Run, claim, declare, parts_done, sweep
from zhupi.scale.listing import Root, list_entries, root_of
from zhupi.scale.order import Order, stamp_of_all
from zhupi.scale.parcel import Bearings, Parcel, packed, parcel_of
from zhupi.scale.partitions import Cut, Part, Piece, covered, cut, left, whole
from zhupi.scale.storage import absolute, child, store_of, write_bytes
from zhupi.scale.tally import Outcome, Tally
from zhupi.scale.tasks import Task, count_task, piece_task, run_tasks
from zhupi.settings import Asked
from zhupi.settings.project import Settings
from zhupi.version import VERSION

_COUNTED = 200
"""Parts whose figures one task reads."""


class Wish(NamedTuple):
    """What is asked: PATHs, where results go, the rules, and how large partitions are."""

    paths: tuple[str, ...]
    output: str
    asked: Asked = Asked()
    reading: ReadOptions = ReadOptions()
    lang: Lang = "zh"
    sizes: Cut = Cut()
    force_exclude: bool = False


class Share(NamedTuple):
    """What belongs to one PATH: its files, the order by which they are checked, what is set."""

    root: Root
    order: Order
    parcel: Parcel
    settings: Settings


class Report(NamedTuple):
    """What came of a run.

    skipped: files that were done before, in so many parts
    removed: parts of other rules or files that were taken away
    empty: PATHs without a file
    overlooked: configurations and words below a PATH, which do not hold
    """

    tally: Tally = Tally()
    skipped: int = 0
    skipped_parts: int = 0
    removed: int = 0
    empty: tuple[str, ...] = ()
    overlooked: tuple[str, ...] = ()


def shares_of(wish: Wish) -> tuple[Share, ...]:
    """What each PATH needs; raises UserError for PATHs and settings that are wrong."""
    output, program = store_of(absolute(wish.output)), digest()
    roots = [root_of(path) for path in wish.paths]
    made: dict[Asked, tuple[Parcel, Settings]] = {}
    shares = []
    for root in roots:
        parcel = parcel_of(wish.asked, _folder_of(root))
        if parcel.asked not in made:
            made[parcel.asked] = (parcel, _tried(parcel.asked))
        parcel, settings = made[parcel.asked]
        stamp = stamp_of_all(parcel, wish.reading, wish.lang, program)
        name = f"settings-{stamp[:24]}.zip" if parcel.files else ""
        order = Order(
            root.store, output, stamp, name, parcel.asked,
            wish.reading, wish.lang, program, VERSION,
        )  # fmt: skip
        shares.append(Share(root, order, parcel, settings))
    return tuple(shares)


def _folder_of(root: Root) -> Path:
    """The folder whose configuration holds: that of a local PATH, else the one we are in."""
    if not root.store.is_local:
        return Path.cwd()
    path = Path(root.store.path)
    return path.parent if root.single else path


def _tried(asked: Asked) -> Settings:
    """The settings; raises UserError for what is wrong in them, before a cluster is at work."""
    planner = Bearings(asked).planner()
    plan = planner.plan(Path.cwd() / "a.txt")
    planner.ruleset(plan)
    return plan.settings


class Checkup:
    """A run over PATHs; ``report`` grows while it lasts."""

    def __init__(self, wish: Wish) -> None:
        """Look at all that can be wrong before the first task; raises UserError."""
        self._wish = wish
        self.shares = shares_of(wish)
        self._output = self.shares[0].order.output
        self.report = Report()
        self._wanted: set[str] = set()
        pieces = self._pieces()
        first = next(pieces, None)
        if first is None:
            raise _nothing(wish.paths)
        self._all_pieces = chain([first], pieces)

    def run(self, client: Any, tell: Callable[[Outcome, int], None]) -> None:  # noqa: ANN401
        """Do what is not done; ``tell`` hears each outcome, and how many files were done before.

        Raises UserError; what is done by then is not done again by the next run.
        """
        run = Run(tuple(absolute(path) for path in self._wish.paths))
        claim(self._output, run)
        for order, parcel in {share.order.parcel: share[1:3] for share in self.shares}.values():
            if order.parcel:
                write_bytes(child(self._output, BESIDE, order.parcel), packed(parcel.files))
        for outcome in run_tasks(client, self._tasks()):
            self._wanted.update(outcome.parts)
            self.report = self.report._replace(tally=self.report.tally + outcome.tally)
            tell(outcome, self.report.skipped)
        removed = sweep(self._output, self._wanted)
        self.report = self.report._replace(removed=removed)
        declare(self._output, run._replace(complete=True))

    def _tasks(self) -> Iterator[Task]:
        """A task for each piece that is left to do, and some that read what is done."""
        done = parts_done(self._output)
        names: list[str] = []
        for order, piece in self._all_pieces:
            parts = covered(piece, done.get(piece.partition, ()))
            self._skip(parts)
            names += [part.name for part in parts]
            while len(names) >= _COUNTED:
                yield count_task(self._output, tuple(names[:_COUNTED]))
                del names[:_COUNTED]
            for rest in left(piece, parts):
                yield piece_task(order, rest)
        if names:
            yield count_task(self._output, tuple(names))

    def _skip(self, parts: Sequence[Part]) -> None:
        self._wanted.update(part.name for part in parts)
        self.report = self.report._replace(
            skipped=self.report.skipped + sum(part.files for part in parts),
            skipped_parts=self.report.skipped_parts + len(parts),
        )

    def _pieces(self) -> Iterator[tuple[Order, Piece]]:
        earlier: list[Root] = []
        for share in self.shares:
            empty = True
            entries = list_entries(share.root, earlier, self._excludes(share), self._overlook)
            for part in cut(entries, self._wish.sizes):
                empty = False
                yield share.order, whole(part, share.order.stamp)
            if empty:
                told = (*self.report.empty, share.root.given)
                self.report = self.report._replace(empty=told)
            earlier.append(share.root)

    def _excludes(self, share: Share) -> Callable[[str], bool]:
        """Whether the configuration leaves a file out; a named one only if that is asked for."""
        patterns = share.settings.excluded
        if not patterns or (share.root.single and not self._wish.force_exclude):
            return lambda _path: False
        bearings, is_local = Bearings(share.order.asked), share.root.store.is_local

        def excluded(path: str) -> bool:
            place = bearings.place(path, is_local=is_local)
            return any(each.match(place) for each in patterns)

        return excluded

    def _overlook(self, name: str) -> None:
        in_force = {*self.shares[0].parcel.files}.union(
            *(each.parcel.files for each in self.shares)
        )
        if name not in in_force:
            told = (*self.report.overlooked, name)
            self.report = self.report._replace(overlooked=told)


def _nothing(paths: Sequence[str]) -> UserError:
    return UserError(
        "、".join(paths),
        Text("没有可检查的文件", "there is nothing to check"),
        Text(
            f"给出 {'、'.join(SUFFIXES)} 文件或其所在文件夹；看看配置里的 exclude",
            f"name {', '.join(SUFFIXES)} files or their folders; see exclude in the configuration",
        ),
    )
