"""Entries of a configuration that accept findings which are no more."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zhupi.lang import Text
from zhupi.settings import Planner


def unused_entries(
    planner: Planner, folders: Iterable[Path], used: Mapping[Path, set[int]]
) -> Iterator[Text]:
    """What is said of each entry that no file needed.

    Only of configurations whose whole folder was checked: elsewhere another file may need it.
    ``used`` are the numbers of the entries needed, by the folder of the files.
    """
    searched = {folder.resolve() for folder in folders}
    needed: dict[int, set[int]] = {}
    for folder, numbers in used.items():
        needed.setdefault(id(planner.settings(folder)), set()).update(numbers)
    seen: set[int] = set()
    for folder in used:
        settings = planner.settings(folder)
        whole = any(
            {config.folder, *config.folder.parents} & searched for config in settings.configs
        )
        if id(settings) in seen or not whole:
            continue
        seen.add(id(settings))
        for _, entry in settings.suppressions:
            if entry.number not in needed[id(settings)]:
                yield Text(
                    f"{entry.where}：没有 {entry.rule} 要忽略的问题，这一条可以删去",
                    f"{entry.where}: nothing needs the suppression of {entry.rule}: delete it",
                )
