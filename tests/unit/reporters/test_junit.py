import pytest
from junitparser import Error, Failure, JUnitXml
from lxml import etree

from tests.unit.reporters.reporting import (
    HOSTILE,
    SCHEMAS,
    found,
    mixed,
    result,
    unreadable,
    written_raw,
)
from zhupi.model.finding import Severity
from zhupi.reporters.markup import clean

SCHEMA = etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))


def read_back(*results, **style) -> JUnitXml:
    raw = written_raw("junit", results, **style)
    SCHEMA.assertValid(etree.fromstring(raw))
    return JUnitXml.fromstring(raw)


def test_a_suite_a_file_and_a_case_a_finding():
    suites = list(read_back(result(found(), found("a/b")), result(path="好.txt"), unreadable()))
    assert [(each.name, each.tests, each.failures, each.errors) for each in suites] == [
        ("报告.txt", 2, 2, 0),
        ("好.txt", 1, 0, 0),
        ("坏.docx", 1, 0, 1),
    ]
    (case, _), (clean_case,), (broken,) = (list(suite) for suite in suites)
    assert (case.name, case.classname) == ("typo/word 3:2", "报告.txt")
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (failure.message, failure.type) == ("“部暑”应为“部署”", "错误")
    assert failure.text == "报告.txt:3:2\n“部暑”应为“部署”\n二、问题\n部暑"
    assert clean_case.is_passed and clean_case.name == "没有发现问题"
    (error,) = broken.result
    assert isinstance(error, Error) and error.message == "不是 Word 文件"


def test_the_figures_of_all_are_those_of_its_suites():
    suites = read_back(*mixed())
    assert (suites.tests, suites.failures, suites.errors) == (9, 7, 1)
    for suite in suites:
        results = [type(each) for case in suite for each in case.result]
        assert suite.tests == len(list(suite))
        assert suite.failures == results.count(Failure) and suite.errors == results.count(Error)


def test_whatever_stands_in_it_comes_back_but_for_what_xml_cannot_hold():
    suite = list(read_back(*mixed()))[1]
    assert suite.name == clean(HOSTILE)
    message = list(suite)[1].result[0].message
    assert message == clean(mixed()[1].located[1].finding.message)


def test_nothing_checked_and_english():
    assert read_back().tests == 0
    (suite,) = read_back(result(), lang="en")
    assert next(iter(suite)).name == "nothing found"
    (suite,) = read_back(result(found(severity=Severity.WARNING)), lang="en")
    assert next(iter(suite)).result[0].type == "warning"


def test_the_schema_refuses_an_empty_suite():
    raw = written_raw("junit", [result()])
    spoilt = etree.fromstring(raw)
    spoilt[0].remove(spoilt[0][0])
    with pytest.raises(etree.DocumentInvalid):
        SCHEMA.assertValid(spoilt)
