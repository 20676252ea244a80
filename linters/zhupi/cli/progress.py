"""A bar that shows how far a long run is, on a terminal only."""

import sys
from collections.abc import Iterable, Iterator

from zhupi.lang import Lang, Text
from zhupi.model.result import Result

_LEAST = 8


def with_progress(results: Iterable[Result], files: int, lang: Lang) -> Iterable[Result]:
    """The results; the bar goes away when they are all there."""
    if files < _LEAST or not sys.stderr.isatty() or sys.stdout.isatty():
        return results
    return _shown(results, files, lang)


def _shown(results: Iterable[Result], files: int, lang: Lang) -> Iterator[Result]:
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread: processes may be forked while the bar is up
    words = Text("检查", "checking").say(lang)
    unit = Text("份", " files").say(lang)
    bar = tqdm(total=files, desc=words, unit=unit, delay=1, leave=False, file=sys.stderr)
    with bar:
        for result in results:
            bar.update()
            yield result
