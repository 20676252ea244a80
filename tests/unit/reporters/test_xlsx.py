import io
import warnings
import zipfile

import openpyxl
import pytest

from tests.reports import as_docx
from tests.unit.reporters.reporting import (
    HOSTILE,
    corrected,
    extent,
    found,
    mixed,
    result,
    result_for,
    unreadable,
    written_raw,
)
from zhupi.model.finding import Severity
from zhupi.reporters import REPORTERS, workbook
from zhupi.reporters.gaps import GAPS
from zhupi.reporters.markup import clean


def book_of(*results, **style) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written_raw("xlsx", results, **style)))


def rows(sheet) -> list[dict[str, object]]:
    head, *more = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in more]


def test_a_row_a_report():
    book = book_of(
        result(found(), found("typo/word", extent=extent(9, 1, 9, 2)), genres=("述职报告",), characters=3000),
        result(found(severity=Severity.WARNING), path="甲.txt"),
        result(found(severity=Severity.INFO), path="乙.txt"),
        result(path="丙.txt", notes=("按 GB18030 读",)),
        unreadable(),
    )  # fmt: skip
    assert book.sheetnames == ["汇总", "问题清单", "统计"]
    first, *others = rows(book["汇总"])
    assert {key: first[key] for key in ("文件", "文种", "字数", "错误", "警告", "提示", "结论")} == {
        "文件": "报告.txt",
        "文种": "述职报告",
        "字数": 3000,
        "错误": 2,
        "警告": 0,
        "提示": 0,
        "结论": "退回修改",
    }  # fmt: skip
    assert first["错别字"] == "第3行：“部暑”应为“部署”\n第9行：“部暑”应为“部署”"
    assert [row["结论"] for row in others] == ["建议修改", "通过", "通过", "无法读取"]
    assert others[2]["备注"] == "按 GB18030 读" and others[3]["备注"] == "不是 Word 文件"


def test_a_column_a_gap(ruleset):
    lines = ["关于申请经费的请示", "一、部暑工作。", "三、请批准。"]
    (row,) = rows(book_of(result_for(as_docx(lines), "请示.docx", ruleset))["汇总"])
    assert set(row) >= {gap.title.zh for gap in GAPS}
    assert "部暑" in row["错别字"] and row["结构和序号"].startswith("第3行：")


def test_many_findings_of_a_gap_are_counted():
    (row,) = rows(book_of(result(*[found()] * 50))["汇总"])
    assert row["错别字"].endswith("\n……另有 38 处") and row["错别字"].count("\n") == 12


def test_a_row_a_finding():
    book = book_of(
        result(found(suggestions=("部署", "布置"))), result(corrected("部署"), path="甲.txt")
    )
    first, second = rows(book["问题清单"])
    assert first == {
        "序号": 1,
        "文件": "报告.txt",
        "行": 3,
        "列": 2,
        "级别": "错误",
        "规则": "typo/word",
        "说明": "“部暑”应为“部署”",
        "原文": "部暑",
        "建议": "部署 / 布置",
        "所在部分": "二、问题",
    }
    assert (second["序号"], second["建议"]) == (2, "部署")


def test_rules_by_findings_and_reports(ruleset):
    rules = {rule.name: rule for rule in ruleset.rules}
    book = book_of(
        result(found(), found(), found("a/b")), result(found(), path="甲.txt"), rules=rules
    )
    first, second = rows(book["统计"])
    about = rules["typo/word"].message.zh
    assert first == {"规则": "typo/word", "问题数": 3, "报告数": 2, "规则说明": about}
    assert second == {"规则": "a/b", "问题数": 1, "报告数": 1, "规则说明": None}


@pytest.mark.parametrize("name", ["=HYPERLINK(1).txt", "+1.txt", "-1.txt", "@a.txt", "{=1}", "123", "https://a.example/b.txt"])  # fmt: skip
def test_words_stay_words(name: str):
    book = book_of(result(found(message=name, quote=name, suggestions=(name,)), path=name))
    for cell in (book["汇总"]["A2"], *(book["问题清单"][f"{column}2"] for column in "BGHI")):
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", name, None)
        assert bool(cell.quotePrefix) == (name[0] in "=+-@")


def test_names_and_words_of_any_kind():
    book = book_of(*mixed())
    names = [row["文件"] for row in rows(book["汇总"])]
    assert names[:2] == ["好 报告.txt", clean(HOSTILE)]
    assert rows(book["问题清单"])[1]["原文"] == clean(mixed()[1].located[1].quote).replace(
        "\r\n", "\n"
    )


def test_nothing_is_lost_to_a_limit_of_a_cell():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (row,) = rows(book_of(result(found(quote="😀" * 40_000)))["问题清单"])
    assert row["原文"] and len(row["原文"].encode("utf-16-le")) // 2 <= 32_767


def test_a_full_sheet_says_so(monkeypatch):
    monkeypatch.setattr(workbook, "ROWS", 5)
    sheet = book_of(result(*[found()] * 10))["问题清单"]
    assert sheet.max_row == 5 and sheet["A5"].value == "另有 7 行写不下"
    assert sheet.auto_filter.ref == "A1:J4"
    monkeypatch.setattr(workbook, "ROWS", 12)
    assert book_of(result(*[found()] * 10))["问题清单"].max_row == 11


def test_the_layout():
    book = book_of(*mixed())
    for sheet in book:
        assert sheet.freeze_panes == ("B2" if sheet.title == "汇总" else "A2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide, which is not written since it is the default; as many high as it takes.
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
        assert sheet["A1"].font.bold and sheet.column_dimensions["A"].width >= 7
    coloured = [str(each.sqref) for each in book["汇总"].conditional_formatting]
    assert coloured == ["D2:D5", "E2:E5", "F2:F5", "G2:G5"]


def test_rows_are_as_high_as_their_words_and_empty_columns_narrow():
    sheet = book_of(result(*[found()] * 3), result(*[found()] * 50), result())["汇总"]
    heights = [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert heights == [3 * 2 * 15, 25 * 15, None]  # 15 is the default
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert widths["错别字"] > 20 and widths["缺少部分"] < 10


def test_nothing_checked_and_english():
    book = book_of(lang="en")
    assert book.sheetnames == ["reports", "findings", "figures"]
    assert book["reports"].max_row == 1
    (row,) = rows(book_of(result(found()), lang="en")["reports"])
    assert row["verdict"] == "return" and row["typos"].startswith("line 3: ")


def test_the_same_results_give_the_same_bytes():
    raw = written_raw("xlsx", mixed())
    assert raw == written_raw("xlsx", mixed())
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
        assert b"2000-01-01" in archive.read("docProps/core.xml")


def test_it_is_a_file():
    assert REPORTERS["xlsx"].file
