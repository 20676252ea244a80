import pytest
from lxml import etree

from tests.unit.reporters.reporting import HOSTILE, SCHEMAS, found, mixed, result, written_raw
from zhupi.model.finding import Severity
from zhupi.reporters import REPORTERS, Style
from zhupi.reporters.markup import clean

SCHEMA = etree.XMLSchema(etree.parse(SCHEMAS / "checkstyle.xsd"))


def files(*results) -> list[etree._Element]:
    root = etree.fromstring(written_raw("checkstyle", results))
    SCHEMA.assertValid(root)
    return list(root)


def test_an_error():
    ((error,),) = files(result(found()))
    assert dict(error.attrib) == {
        "line": "3",
        "column": "2",
        "severity": "error",
        "message": "“部暑”应为“部署”",
        "source": "zhupi.typo/word",
    }


def test_severities():
    (file,) = files(result(*(found(severity=each) for each in Severity)))
    assert [error.get("severity") for error in file] == ["info", "warning", "error"]


def test_all_kinds_fit_the_schema_and_come_back():
    clean_file, hostile, docx, unreadable = files(*mixed())
    assert (clean_file.get("name"), len(clean_file)) == ("好 报告.txt", 0)
    assert hostile.get("name") == clean(HOSTILE)
    assert hostile[1].get("message") == clean(mixed()[1].located[1].finding.message)
    assert docx[0].get("message") == "“部暑”应为“部署”（二、问题）"
    assert unreadable[0].get("message") == "不是 Word 文件"
    assert files() == []


def test_the_schema_refuses_line_0():
    root = etree.fromstring(written_raw("checkstyle", [result(found())]))
    root[0][0].set("line", "0")
    with pytest.raises(etree.DocumentInvalid):
        SCHEMA.assertValid(root)


def test_it_speaks_as_soon_as_a_file_is_done():
    def results():
        yield result(found())
        raise AssertionError("the next file is not waited for")

    pieces = REPORTERS["checkstyle"].report(results(), Style())
    assert "<checkstyle" in next(pieces) and "<error" in next(pieces)
