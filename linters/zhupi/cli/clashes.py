"""Options that cannot go together, and options that do nothing alone."""

import argparse
from collections.abc import Sequence

from zhupi.errors import UserError
from zhupi.lang import Text

Table = Sequence[tuple[str, tuple[str, ...]]]
"""Options, and others that each of them is about."""

SELECTION: Table = (
    ("--isolated", ("--config",)),
    ("--no-detector", ("--detector",)),
)
CHECK: Table = (
    *SELECTION,
    ("--diff", ("--format", "--copies", "--fix", "--watch")),
    ("--no-baseline", ("--baseline",)),
    ("--profile", ("--jobs", "--watch", "--diff")),
)
"""Options with those that say the contrary, or have no effect beside them."""

CHECK_NEEDS: Table = (
    ("--unsafe-fixes", ("--fix", "--diff")),
    ("--no-track", ("--fix", "--diff")),
    ("--partition-files", ("--scheduler",)),
    ("--partition-megabytes", ("--scheduler",)),
)
"""Options with those of which they need one."""


def refuse_clashes(options: argparse.Namespace, table: Table) -> None:
    """Raise UserError for two options that cannot go together."""
    for option, others in table:
        other = next((each for each in others if _given(options, each)), "")
        if other and _given(options, option):
            raise UserError(
                option,
                Text(f"不能和 {other} 同时用", f"it cannot go together with {other}"),
                Text(f"去掉 {option} 或 {other}", f"leave out {option} or {other}"),
            )


def refuse_idle(options: argparse.Namespace, table: Table) -> None:
    """Raise UserError for an option without those that it says something of."""
    for option, others in table:
        if _given(options, option) and not any(_given(options, each) for each in others):
            zh, en = " 或 ".join(others), " or ".join(others)
            raise UserError(
                option,
                Text(f"没有 {zh}，它不起作用", f"without {en} it does nothing"),
                Text(f"加上 {zh}", f"add {en}"),
            )


def _given(options: argparse.Namespace, option: str) -> bool:
    return bool(getattr(options, option.removeprefix("--").replace("-", "_")))
