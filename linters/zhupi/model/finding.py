"""What a rule found."""

from enum import IntEnum
from typing import NamedTuple

from zhupi.lang import Text
from zhupi.model.fix import Fix
from zhupi.model.span import Span


class Severity(IntEnum):
    """How sure it is that a finding is a fault, in order, so that a threshold is one comparison."""

    INFO = 0
    WARNING = 1
    ERROR = 2


SEVERITY_NAMES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("提示", "info"),
}
"""What the severities are called."""


class Related(NamedTuple):
    """Another place that belongs to a finding."""

    span: Span
    message: str


class Finding(NamedTuple):
    """One fault at one place.

    confidence: the probability that it is one, between 0 and 1, of a rule that can say
    suggestions: what may stand there instead, the likeliest first
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    confidence: float | None = None
    suggestions: tuple[str, ...] = ()
