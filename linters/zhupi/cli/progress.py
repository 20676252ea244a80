"""A bar that shows how far a long run is, on a terminal only."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from zhupi.lang import Lang, Text

T = TypeVar("T")

_LEAST = 8


def with_progress(
    results: Iterable[T], files: int, lang: Lang, *, printed: bool = False
) -> Iterable[T]:
    """The results; the bar goes away when they are all there.

    There is none where they are ``printed`` on the same terminal as they come.
    """
    on_terminal = sys.stderr is not None and sys.stderr.isatty()
    in_the_way = printed and sys.stdout is not None and sys.stdout.isatty()
    if files < _LEAST or not on_terminal or in_the_way:
        return results
    return _shown(results, files, lang)


def _shown(results: Iterable[T], files: int, lang: Lang) -> Iterator[T]:
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread: processes may be forked while the bar is up
    words = Text("检查", "checking").say(lang)
    unit = Text("份", " files").say(lang)
    bar = tqdm(total=files, desc=words, unit=unit, delay=0.5, leave=False, file=sys.stderr)
    with bar:
        for result in results:
            bar.update()
            yield result
