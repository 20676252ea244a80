"""Running rules over documents."""

from zhupi.engine.fixing import fix_bytes
from zhupi.engine.linting import lint, lint_bytes, report_on

__all__ = ["fix_bytes", "lint", "lint_bytes", "report_on"]
