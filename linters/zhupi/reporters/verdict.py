"""What is to be done with a report, in a word."""

from zhupi.lang import Text
from zhupi.model.finding import Severity
from zhupi.model.result import Result
from zhupi.reporters.summary import count

UNREADABLE = Text("无法读取", "unreadable")
RETURN = Text("退回修改", "return")
REVISE = Text("建议修改", "revise")
PASS = Text("通过", "pass")


def verdict_of(result: Result) -> Text:
    """The verdict: errors must be mended, warnings should be, hints may be."""
    if not result.readable:
        return UNREADABLE
    if count(result.located, Severity.ERROR):
        return RETURN
    return REVISE if count(result.located, Severity.WARNING) else PASS
