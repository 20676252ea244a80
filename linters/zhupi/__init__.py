"""Zhupi 朱批: a linter for Chinese official prose in DOCX, Markdown and plain text.

The names here are the public API. They are imported on first use, so that a command pays only for
what it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from zhupi.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from zhupi.engine.fixing import fix_bytes
    from zhupi.engine.linting import lint, lint_bytes
    from zhupi.errors import UserError
    from zhupi.formats import Limits, ReadOptions, locate, read
    from zhupi.model.document import Block, Document
    from zhupi.model.finding import Finding, Severity
    from zhupi.model.fix import Edit, Fix, Safety
    from zhupi.model.span import Span
    from zhupi.rulepacks import Ruleset, load_ruleset, select_rules


_HOMES = {
    "Block": "zhupi.model.document",
    "Document": "zhupi.model.document",
    "Edit": "zhupi.model.fix",
    "Finding": "zhupi.model.finding",
    "Fix": "zhupi.model.fix",
    "Limits": "zhupi.formats",
    "ReadOptions": "zhupi.formats",
    "Ruleset": "zhupi.rulepacks",
    "Safety": "zhupi.model.fix",
    "Severity": "zhupi.model.finding",
    "Span": "zhupi.model.span",
    "UserError": "zhupi.errors",
    "fix_bytes": "zhupi.engine.fixing",
    "lint": "zhupi.engine.linting",
    "lint_bytes": "zhupi.engine.linting",
    "load_ruleset": "zhupi.rulepacks",
    "locate": "zhupi.formats",
    "read": "zhupi.formats",
    "select_rules": "zhupi.rulepacks",
}
__all__ = [
    "Block",
    "Document",
    "Edit",
    "Finding",
    "Fix",
    "Limits",
    "ReadOptions",
    "Ruleset",
    "Safety",
    "Severity",
    "Span",
    "UserError",
    "fix_bytes",
    "lint",
    "lint_bytes",
    "load_ruleset",
    "locate",
    "read",
    "select_rules",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
