"""What a rule found."""

from enum import IntEnum
from typing import NamedTuple

from zhupi.model.fix import Fix
from zhupi.model.span import Span


class Severity(IntEnum):
    """How sure it is that a finding is a fault, in order, so that a threshold is one comparison."""

    INFO = 0
    WARNING = 1
    ERROR = 2


class Related(NamedTuple):
    """Another place that belongs to a finding."""

    span: Span
    message: str


class Finding(NamedTuple):
    """One fault at one place."""

    rule: str
    severity: Severity
    span: Span
    message: str
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
