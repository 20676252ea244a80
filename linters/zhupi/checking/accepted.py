"""Entries of configurations that accept findings which are no more."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zhupi.lang import Text
from zhupi.settings import Planner
from zhupi.settings.project import Accepted


def unused_entries(
    planner: Planner, folders: Iterable[Path], used: Mapping[Path, set[int]]
) -> Iterator[Text]:
    """What is said of each entry that no file needed.

    Only of entries whose configuration stands in or below one of the folders that were searched:
    elsewhere another file may need it. ``used`` are the numbers of the entries needed, by the
    folder of the files; several configurations may extend the one that holds an entry.
    """
    searched = {folder.resolve() for folder in folders}
    entries: dict[str, Accepted] = {}
    needed: set[str] = set()
    for folder, numbers in used.items():
        for each in planner.settings(folder).suppressions:
            entries[each.entry.where] = each
            if each.entry.number in numbers:
                needed.add(each.entry.where)
    for where, each in entries.items():
        if where not in needed and {each.folder, *each.folder.parents} & searched:
            yield Text(
                f"{where}：没有 {each.entry.rule} 要忽略的问题，这一条可以删去",
                f"{where}: nothing needs the suppression of {each.entry.rule}: delete it",
            )
