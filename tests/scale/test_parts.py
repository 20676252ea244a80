"""The parts of a run, each for itself: partitions, listings, stamps, storage."""

import json
from concurrent.futures import CancelledError, Future
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.errors import UserError
from zhupi.formats import ReadOptions
from zhupi.scale import listing
from zhupi.scale.checking import UNREAD, check_all
from zhupi.scale.desk import Desk, desk_of
from zhupi.scale.digest import digest
from zhupi.scale.folder import Run, claim, parts_done, sweep
from zhupi.scale.listing import list_entries, root_of
from zhupi.scale.order import Order, stamp_of_all
from zhupi.scale.parcel import Bearings, packed, parcel_of, unpacked
from zhupi.scale.partitions import Cut, Entry, Part, covered, cut, left, part_of, whole
from zhupi.scale.storage import Store, child, store_of, write_bytes
from zhupi.scale.tables import tally_in
from zhupi.scale.tally import Tally
from zhupi.scale.tasks import outcome_of
from zhupi.scale.work import do_piece
from zhupi.settings import Asked
from zhupi.version import VERSION


def entries(*names: str, size: int = 1) -> list[Entry]:
    return [Entry(name, size, "1") for name in names]


def ids(listed: list[Entry], stamp: str = "rules") -> list[str]:
    return [whole(part, stamp).partition for part in cut(listed, Cut(20))]


NAMES = [f"in/{number:05}.txt" for number in range(2000)]


def test_a_partition_is_known_by_its_files_and_the_rules():
    assert ids(entries(*NAMES)) == ids(entries(*NAMES))
    assert not set(ids(entries(*NAMES))) & set(ids(entries(*NAMES), "other rules"))
    assert not set(ids(entries(*NAMES))) & set(ids(entries(*NAMES, size=2)))


def test_a_file_that_comes_changes_the_partition_where_it_comes():
    before = ids(entries(*NAMES))
    after = ids(entries(*sorted([*NAMES, "in/00777b.txt"])))
    assert len(set(before) - set(after)) <= 3


def test_partitions_are_about_as_large_as_is_asked():
    sizes = [len(part) for part in cut(entries(*NAMES), Cut(20))]
    assert sum(sizes) == 2000 and max(sizes) <= 40
    assert 10 < sum(sizes) / len(sizes) < 30
    heavy = [len(part) for part in cut(entries(*NAMES[:30], size=400), Cut(20, 1000))]
    assert max(heavy) == 2
    assert [len(part) for part in cut(entries("a", "b", size=5000), Cut(20, 1000))] == [1, 1]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_what_is_done_and_what_is_left_is_each_file_once(ranges):
    piece = whole(tuple(entries(*NAMES[:25])), "rules")
    parts = [
        Part(piece.partition, start, end, "", again=False) for start, end in ranges if start < end
    ]
    used = covered(piece, parts)
    done = [number for part in used for number in range(part.start, part.end)]
    rest = [number for each in left(piece, used) for number in range(each.start, each.end)]
    assert sorted(done + rest) == list(range(25))
    assert all(each.entries == piece.entries[each.start : each.end] for each in left(piece, used))


def test_halves_are_named_by_what_they_hold():
    first, second = whole(tuple(entries(*NAMES[:5])), "rules").halves()
    assert (first.start, first.end, second.start, second.end) == (0, 2, 2, 5)
    assert first.entries + second.entries == tuple(entries(*NAMES[:5]))
    part = part_of(second.name(again=True))
    assert part and part[1:] == (2, 5, second.name(again=True), True)
    assert part_of("other.parquet") is None


def listed(*paths: object) -> list[str]:
    roots = [root_of(str(path)) for path in paths]
    return [
        entry.path
        for number, root in enumerate(roots)
        for entry in list_entries(root, roots[:number], lambda _path: False, lambda _name: None)
    ]


@pytest.fixture
def tree(tmp_path) -> Path:
    for name in ("b/2.docx", "a/1.md", "a/deep/3.txt", ".git/4.txt", "node_modules/5.txt",
                 "a/~$6.docx", "a/zhupi-words.txt", "a/7.pdf", "c.TXT", "b[1]/8.txt"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def names(tree: Path, found: list[str]) -> list[str]:
    return [Path(each).relative_to(tree).as_posix() for each in found]


def test_folders_are_searched_as_check_does(tree):
    assert names(tree, listed(tree)) == [
        "c.TXT",
        "a/1.md",
        "a/deep/3.txt",
        "b/2.docx",
        "b[1]/8.txt",
    ]
    assert names(tree, listed(f"file://{tree}/a")) == ["a/1.md", "a/deep/3.txt"]


def test_patterns_are_of_files_and_of_folders(tree):
    assert names(tree, listed(f"{tree}/?/*.md")) == ["a/1.md"]
    assert names(tree, listed(f"{tree}/[ab]")) == ["a/1.md", "a/deep/3.txt", "b/2.docx"]
    assert names(tree, listed(f"{tree}/**/*.txt")) == ["a/deep/3.txt", "b[1]/8.txt"]
    assert names(tree, listed(f"{tree}/b[1]")) == ["b[1]/8.txt"]  # there is a folder of that name


def test_a_file_of_two_paths_is_there_once(tree):
    assert names(tree, listed(f"{tree}/a", tree, f"{tree}/a/1.md")) == [
        "a/1.md", "a/deep/3.txt", "c.TXT", "b/2.docx", "b[1]/8.txt",
    ]  # fmt: skip
    assert names(tree, listed(f"{tree}/a/7.pdf")) == ["a/7.pdf"]  # named, and so checked


def test_a_bucket_is_listed_page_by_page(s3_env, monkeypatch):
    import s3fs

    for name, value in s3_env.items():
        monkeypatch.setenv(name, value)
    endpoint = {"endpoint_url": s3_env["FSSPEC_S3_ENDPOINT_URL"]}
    monkeypatch.setitem(fsspec.config.conf, "s3", endpoint)
    monkeypatch.setattr(listing, "_PAGE", 3)
    fs = s3fs.S3FileSystem(**endpoint)
    fs.mkdir("pages")
    for number in range(8):
        fs.pipe_file(f"pages/in/{number}.txt", b"x")
    fs.pipe_file("pages/in/.git/9.txt", b"x")
    assert listed("s3://pages") == [f"pages/in/{number}.txt" for number in range(8)]
    assert listed("s3://pages/in/[2-4].txt") == [f"pages/in/{number}.txt" for number in (2, 3, 4)]


def test_settings_travel_with_all_that_they_name(tmp_path):
    home = tmp_path / "home"
    (home / "pack").mkdir(parents=True)
    (home / "base.toml").write_text('[words]\nfiles = ["ours.txt"]\n')
    (home / "ours.txt").write_text("三提三效\n", encoding="utf-8")
    (home / "zhupi.toml").write_text('extends = "base.toml"\nrules = ["pack"]\nignore = ["typo"]\n')
    (home / "pack" / "pack.yaml").write_text("pack: own\ntitle: 自己的\ntitle-en: own\n")
    (home / "pack" / "word.yaml").write_text(
        "check: literal\nwords: [病号]\nmessage: 不用\nwhy: 不用\nsource: 院规\nseverity: info\n"
        'examples:\n  - bad: 病号\n    at: "1:1"\n  - good: 患者\n'
    )
    parcel = parcel_of(Asked(), home)
    bearings = Bearings(parcel.asked, unpacked(packed(parcel.files)))
    planner = bearings.planner()
    plan = planner.plan(bearings.place(str(home / "a.txt"), is_local=True))
    rules = {rule.name for rule in planner.ruleset(plan).rules}
    assert "own/word" in rules and "typo/word" not in rules
    assert "三提三效" in plan.settings.words.allowed


def order_of(folder: Path, out: Path) -> Order:
    asked = parcel_of(Asked(isolated=True), folder).asked
    program = digest()
    stamp = stamp_of_all(parcel_of(asked, folder), ReadOptions(), "zh", program)
    return Order(
        store_of(str(folder)), store_of(str(out)), stamp, "", asked, ReadOptions(), "zh", program,
        VERSION,
    )  # fmt: skip


def test_what_could_not_be_fetched_is_tried_again(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    here, gone = folder / "a.txt", folder / "b.txt"
    here.write_text("一切正常。\n", encoding="utf-8")
    order = order_of(folder, out)
    piece = whole((Entry(str(here), 16, "1"), Entry(str(gone), 16, "1")), order.stamp)
    outcome = do_piece(order, piece)
    assert outcome.tally.again == 1 and outcome.parts == (piece.name(again=True),)
    assert not parts_done(order.output)
    gone.write_text("一切正常。\n", encoding="utf-8")
    outcome = do_piece(order, piece)
    assert outcome.tally.again == 0 and [*parts_done(order.output)] == [piece.partition]
    assert sweep(order.output, outcome.parts) == 1
    with (out / "files" / piece.name()).open("rb") as file:
        assert tally_in(file) == outcome.tally != Tally()


def test_a_store_that_fails_has_a_row_for_each_file(tmp_path):
    desk: Desk = desk_of(order_of(tmp_path, tmp_path / "out"))
    (checked,) = check_all(desk, entries(str(tmp_path / "none.txt")))
    assert checked.kind == UNREAD and "none.txt" in checked.result.failure


def test_a_folder_with_other_files_takes_no_results(tmp_path):
    (tmp_path / "letters.txt").write_text("x")
    with pytest.raises(UserError, match="no results of ours"):
        claim(store_of(str(tmp_path)), Run(("in",)))
    empty = store_of(str(tmp_path / "new"))
    claim(empty, Run(("in",)))
    claim(empty, Run(("in",)))
    assert json.loads((tmp_path / "new" / "_zhupi" / "run.json").read_text())["paths"] == ["in"]
    with pytest.raises(UserError, match="another run"):
        claim(empty, Run(("other",)))


def test_only_parts_are_swept_away(tmp_path):
    output = store_of(str(tmp_path))
    part = whole(tuple(entries("a")), "rules").name()
    for name in (part, part.replace("000001", "000002"), f".{part}.x1", "notes.parquet"):
        write_bytes(child(output, "files", name), b"x")
    assert sweep(output, {part}) == 1
    assert sorted(each.name for each in (tmp_path / "files").iterdir()) == ["notes.parquet", part]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (CancelledError("lost"), "the scheduler is gone"),
        (ModuleNotFoundError("No module named 'zhupi'"), "the cluster's environment differs"),
        (RuntimeError("Error during deserialization of the task graph"), "environment differs"),
    ],
)
def test_a_cluster_that_cannot_go_on_says_what_to_do(error, told):
    future: Future = Future()
    future.set_exception(error)
    with pytest.raises(UserError, match=told):
        outcome_of(future)


def test_a_store_without_whole_puts_gets_whole_files(tmp_path):
    class Plain(type(fsspec.filesystem("memory"))):
        protocol = "plain"
        store = {}
        pseudo_dirs = [""]

    store = Store(Plain(), "/out/part.parquet")
    write_bytes(store, b"one")
    write_bytes(store, b"two")
    assert Plain.store.keys() == {"/out/part.parquet"}
    assert store.fs.cat_file(store.path) == b"two"


def test_the_digest_is_of_contents(tmp_path):
    assert digest() == digest()
    raw = packed({"/a/zhupi.toml": b"x"})
    assert raw == packed({"/a/zhupi.toml": b"x"})
