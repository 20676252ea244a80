"""Fixes: values that say what to write where, and how sure that is."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from zhupi.model.span import Span


class Safety(IntEnum):
    """How sure a fix is; a greater one is surer, so “may I apply it” is one comparison."""

    SHOW = 0
    UNSAFE = 1
    SAFE = 2


class Edit(NamedTuple):
    """Put ``text`` in the place of ``span``."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that belong together: all of them are made or none."""

    edits: tuple[Edit, ...]
    safety: Safety


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with the edits made; they must not overlap."""
    pieces = []
    end = 0
    for edit in sorted(edits):
        pieces += [text[end : edit.span.start], edit.text]
        end = edit.span.end
    return "".join([*pieces, text[end:]])
