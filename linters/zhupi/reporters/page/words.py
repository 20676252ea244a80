"""What the page says, in both languages."""

from zhupi.lang import Lang, Text
from zhupi.model.finding import SEVERITY_NAMES, Severity

SEVERITIES = tuple(sorted(Severity, reverse=True))
"""The gravest first."""

_WORDS = {
    "brand": Text("朱批", "Zhupi"),
    "page": Text("检查结果", "report"),
    "nothing": Text("没有检查任何文件。", "No file was checked."),
    "reports": Text("全部报告", "All reports"),
    "previous-report": Text("上一份", "Previous report"),
    "next-report": Text("下一份", "Next report"),
    "text": Text("正文", "Text"),
    "findings": Text("批注", "Findings"),
    "clean": Text("没有发现问题。", "Nothing was found."),
    "no-text": Text("结果里没有保留正文。", "The text was not kept with the results."),
    "characters": Text("字数", "Characters"),
    "genre": Text("文种", "Genre"),
    "file": Text("文件", "File"),
    "hidden": Text("隐藏文字", "hidden text"),
    "table": Text("表格", "Table"),
    "delete": Text("删去", "delete"),
    "write": Text("改为", "write"),
    "or": Text("或", "or"),
    "unsure": Text("供斟酌", "to be weighed"),
    "why": Text("依据", "Why"),
    "source": Text("出处", "Source"),
    "related": Text("参见", "See also"),
    "severity": Text("级别", "Severity"),
    "rule": Text("规则", "Rule"),
    "all-rules": Text("全部规则", "All rules"),
    "search": Text("在批注里查找", "Search the findings"),
    "previous": Text("上一处（k）", "Previous finding (k)"),
    "next": Text("下一处（j）", "Next finding (j)"),
    "none-left": Text("没有符合条件的批注。", "No finding fits the filters."),
    "keys": Text("按键", "Keys"),
    "close": Text("关闭", "Close"),
    "key-next": Text("下一处、下一份", "next finding, next report"),
    "key-previous": Text("上一处、上一份", "previous finding, previous report"),
    "key-enter": Text("在批注和文中之间来回；打开一份", "between finding and text; open a report"),
    "key-escape": Text("放下这一处；回到全部报告", "let go of a finding; back to all reports"),
    "key-search": Text("查找", "search"),
    "key-help": Text("显示按键", "show the keys"),
    "summary": Text("总览", "Overview"),
    "files": Text("报告", "Reports"),
    "with-errors": Text("有错误", "With errors"),
    "unreadable": Text("读不了", "Unreadable"),
    "commonest": Text("问题最多的规则", "What is wrong most"),
    "by-findings": Text("处数", "Findings"),
    "by-reports": Text("份数", "Reports"),
    "by-name": Text("按文件名筛选", "Filter by file name"),
    "only-errors": Text("只看有错误的", "Only with errors"),
    "sort": Text("按此列排序", "Sort by this column"),
    "each": Text("逐份情况", "Report by report"),
}  # fmt: skip


def word(name: str, lang: Lang) -> str:
    """A word of the page."""
    return _WORDS[name].say(lang)


def severity_word(severity: Severity, lang: Lang) -> str:
    """What a severity is called."""
    name = SEVERITY_NAMES[severity].say(lang)
    return name.capitalize() if lang == "en" else name


def severity_class(severity: Severity) -> str:
    """The class of what has that severity."""
    return severity.name.lower()


def line_word(line: int, paragraphs: bool, lang: Lang) -> str:
    """Where something stands: a Word file has no lines, its paragraphs are counted."""
    if paragraphs:
        return Text(f"第{line}段", f"paragraph {line}").say(lang)
    return Text(f"第{line}行", f"line {line}").say(lang)
