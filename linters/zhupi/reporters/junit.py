"""``junit``: the XML of JUnit, for servers that show tests: a file is a suite, a finding a case."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from zhupi.lang import Text
from zhupi.model.finding import SEVERITY_NAMES
from zhupi.model.result import Located, Result
from zhupi.reporters.markup import HEAD, element, written
from zhupi.reporters.placing import posix, section_of
from zhupi.reporters.style import Style

_CLEAN = Text("没有发现问题", "nothing found")


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """All suites at the end, since the figures of all stand at the head."""
    suites = [_suite(result, style) for result in results]
    yield HEAD + written(element("testsuites", {"name": "zhupi", **_totals(suites)}, suites))


def _totals(suites: list[Element]) -> dict[str, int]:
    names = ("tests", "failures", "errors")
    return {name: sum(int(suite.attrib[name]) for suite in suites) for name in names}


def _suite(result: Result, style: Style) -> Element:
    path = posix(result.path)
    cases = [_case(result, located, style) for located in result.located]
    cases = cases or [element("testcase", {"classname": path, "name": _CLEAN.say(style.lang)})]
    figures = {
        "tests": len(cases),
        "failures": len(result.located) if result.readable else 0,
        "errors": 0 if result.readable else len(result.located),
    }
    return element("testsuite", {"name": path, **figures, "file": path}, cases)


def _case(result: Result, located: Located, style: Style) -> Element:
    """A test case that failed; one that could not even be run for a file that cannot be read."""
    finding, start = located.finding, located.extent.start
    outcome = element(
        "failure" if result.readable else "error",
        {"type": SEVERITY_NAMES[finding.severity].say(style.lang), "message": finding.message},
        text="\n".join(_account(result, located)),
    )
    name = f"{finding.rule} {start.line}:{start.column}"
    return element("testcase", {"classname": posix(result.path), "name": name}, [outcome])


def _account(result: Result, located: Located) -> Iterator[str]:
    start = located.extent.start
    yield f"{posix(result.path)}:{start.line}:{start.column}"
    yield located.finding.message
    yield from filter(None, (section_of(located), located.quote))
