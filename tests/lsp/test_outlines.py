"""Hover, symbols, folds."""

from lsprotocol import types

from tests.conftest import DOCUMENTS
from tests.lsp.looking import look
from zhupi.lsp.hover import finding_page, rule_page
from zhupi.lsp.outlines import folds_of, symbols_of

TEXT = """# 2024年工作报告

## 一、主要成效

一是抓学习。成效明显。二是抓落实。

### （一）细项

正文𠮷𠮷。

## 二、存在的问题

正文。
"""


def _walk(symbols):
    for each in symbols:
        yield each
        yield from _walk(each.children or ())


def _within(inner: types.Range, outer: types.Range) -> bool:
    def key(place: types.Position) -> tuple[int, int]:
        return place.line, place.character

    return key(outer.start) <= key(inner.start) and key(inner.end) <= key(outer.end)


def test_symbols_are_the_outline():
    title, *sections = symbols_of(look(TEXT))
    assert title.name == "2024年工作报告"
    assert [each.name for each in sections] == ["一、主要成效", "二、存在的问题"]
    names = [each.name for each in sections[0].children or ()]
    assert "（一）细项" in names and any(name.startswith("一是") for name in names)


def test_what_is_selected_lies_inside():
    for path in sorted((DOCUMENTS / "faulty").iterdir()):
        checked = look(path.read_text(encoding="utf-8"), f"/w/{path.name}")
        found = list(_walk(symbols_of(checked)))
        assert found and all(_within(each.selection_range, each.range) for each in found)
        assert all(each.name.strip() for each in found)


def test_sections_fold():
    folds = [(each.start_line, each.end_line) for each in folds_of(look(TEXT))]
    assert (2, 8) in folds and (6, 8) in folds and (10, 12) in folds


def test_an_empty_document_has_neither():
    assert symbols_of(look("")) == [] and folds_of(look("\n")) == []


def test_a_page_tells_why_and_shows_examples():
    checked = look("会议部暑工作。", lang="zh")
    (finding,) = checked.findings
    page = finding_page(finding, checked.rules["typo/word"], "zh")
    assert "“部暑”应为“部署”" in page and "`typo/word`" in page
    rule = checked.rules["typo/word"]
    assert rule.why.zh in page and rule.why.en in rule_page(rule, "en")
    assert "````text" in page
