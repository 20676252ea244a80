"""``checkstyle``: the XML of Checkstyle, which most servers and editors can read."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from zhupi.model.result import Located, Result
from zhupi.reporters.markup import HEAD, element, written
from zhupi.reporters.placing import message_of, posix
from zhupi.reporters.style import Style

_VERSION = "4.3"


def report(results: Iterable[Result], _style: Style) -> Iterator[str]:
    """An element a file, as each is done; one without findings is empty."""
    yield f'{HEAD}<checkstyle version="{_VERSION}">\n'
    for result in results:
        errors = (_error(result, located) for located in result.located)
        yield written(element("file", {"name": posix(result.path)}, errors))
    yield "</checkstyle>\n"


def _error(result: Result, located: Located) -> Element:
    finding, start = located.finding, located.extent.start
    return element(
        "error",
        {
            "line": start.line,
            "column": start.column,
            "severity": finding.severity.name.lower(),
            "message": message_of(result, located),
            "source": f"zhupi.{finding.rule}",
        },
    )
