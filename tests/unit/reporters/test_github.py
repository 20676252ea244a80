import re

from tests.unit.reporters.reporting import (
    HOSTILE,
    extent,
    found,
    mixed,
    result,
    unreadable,
    written,
)
from zhupi.model.finding import Severity
from zhupi.reporters import REPORTERS, Style

# As the runner of GitHub Actions reads a command.
COMMAND = re.compile(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)")
BACK = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def unescaped(text: str) -> str:
    return re.sub("%(?:0D|0A|3A|2C|25)", lambda match: BACK[match[0]], text)


def read_back(output: str) -> list[tuple[str, dict[str, str], str]]:
    commands = []
    for line in output.removesuffix("\n").split("\n"):
        kind, properties, message = COMMAND.fullmatch(line).groups()
        pairs = [each.split("=", 1) for each in properties.split(",")]
        commands.append((kind, {key: unescaped(value) for key, value in pairs}, unescaped(message)))
    return commands


def test_a_command():
    assert written("github", [result(found(), path="子/报 告.md", format="markdown")]) == (
        "::error file=子/报 告.md,line=3,endLine=3,col=2,endColumn=4,title=朱批 typo/word"
        "::“部暑”应为“部署”\n"
    )


def test_severities_and_language():
    three = [found(severity=each) for each in Severity]
    commands = read_back(written("github", [result(*three)], lang="en"))
    assert [kind for kind, _, _ in commands] == ["notice", "warning", "error"]
    assert commands[0][1]["title"] == "zhupi typo/word"


def test_whatever_stands_in_it_comes_back():
    results = mixed()
    commands = read_back(written("github", results))
    expected = [(each, located) for each in results for located in each.located]
    assert len(commands) == len(expected)
    for (_, properties, message), (each, located) in zip(commands, expected, strict=True):
        assert message.startswith(located.finding.message.encode("utf-8", "replace").decode())
        assert properties["title"] == f"朱批 {located.finding.rule}"
        if each.path == HOSTILE:
            assert properties["file"] == HOSTILE.encode("utf-8", "replace").decode()


def test_no_columns_over_several_lines_and_the_last_line_is_one_of_it():
    ((_, properties, _),) = read_back(written("github", [result(found(extent=extent(2, 1, 4, 1)))]))
    assert properties["line"] == "2" and properties["endLine"] == "3"
    assert not {"col", "endColumn"} & set(properties)


def test_an_unreadable_file_has_no_line():
    ((kind, properties, message),) = read_back(written("github", [unreadable()]))
    assert (kind, message) == ("error", "不是 Word 文件")
    assert properties == {"file": "坏.docx", "title": "朱批 zhupi/unreadable"}


def test_of_a_word_file_the_section_is_told():
    ((_, properties, message),) = read_back(
        written("github", [result(found(), path="./a.docx", format="docx")])
    )
    assert message == "“部暑”应为“部署”（二、问题）" and properties["file"] == "a.docx"


def test_it_speaks_as_soon_as_a_file_is_done():
    def results():
        yield result(found())
        raise AssertionError("the next file is not waited for")

    assert next(REPORTERS["github"].report(results(), Style())).startswith("::error")
