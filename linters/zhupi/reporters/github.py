"""``github``: workflow commands, which GitHub shows as annotations of a run and of lines."""

from collections.abc import Iterable, Iterator

from zhupi.lang import Text
from zhupi.model.finding import Severity
from zhupi.model.result import Extent, Located, Result
from zhupi.reporters.placing import last_line, message_of, posix
from zhupi.reporters.style import Style

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """A command a finding, as each file is done."""
    name = Text("朱批", "zhupi").say(style.lang)
    for result in results:
        for located in result.located:
            yield _command(result, located, name)


def _command(result: Result, located: Located, name: str) -> str:
    properties: dict[str, object] = {"file": posix(result.path)}
    if result.readable:
        properties |= _lines(located.extent)
    properties["title"] = f"{name} {located.finding.rule}"
    listed = ",".join(f"{key}={_escaped(value)}" for key, value in properties.items())
    message = message_of(result, located).translate(_DATA)
    return f"::{_COMMANDS[located.finding.severity]} {listed}::{message}\n"


def _lines(extent: Extent) -> dict[str, int]:
    """GitHub takes columns only of what stands on one line."""
    line, column = extent.start
    lines = {"line": line, "endLine": last_line(extent)}
    one_line = line == extent.end.line
    return lines | ({"col": column, "endColumn": extent.end.column} if one_line else {})


def _escaped(value: object) -> str:
    return str(value).translate(_PROPERTY)
