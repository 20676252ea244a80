"""Results of texts, and what a reporter makes of them."""

from collections.abc import Iterable

from zhupi import Ruleset, read
from zhupi.engine import report_on
from zhupi.engine.locating import Showing, result_of
from zhupi.model.result import Result
from zhupi.reporters import REPORTERS, Style


def result_for(raw: bytes | str, name: str, ruleset: Ruleset, **showing) -> Result:
    """The result of a file; it keeps its text."""
    raw = raw.encode() if isinstance(raw, str) else raw
    return result_of(report_on(read(raw, name), ruleset), Showing(**{"page": True, **showing}))


def written(format: str, results: Iterable[Result], **style) -> str:
    """What a reporter writes."""
    return "".join(REPORTERS[format].report(results, Style(**style)))
