"""Looking at texts without a client, and doing what actions say."""

from collections.abc import Sequence

from lsprotocol import types

from zhupi.checking.files import Checker
from zhupi.lang import Lang
from zhupi.lsp.actions import Actions
from zhupi.lsp.checked import Checked, check_document
from zhupi.lsp.units import Ruler
from zhupi.model.result import Showing
from zhupi.settings import Asked, Planner

URI = "file:///w/a.md"
EVERYWHERE = types.Range(types.Position(0, 0), types.Position(10_000, 0))
_PLANNERS: dict[tuple[str, ...], Planner] = {}


def look(
    text: str, path: str = "/w/a.md", lang: Lang = "zh", select: tuple[str, ...] = ()
) -> Checked:
    planner = _PLANNERS.setdefault(select, Planner(Asked(isolated=True, select=select)))
    checker = Checker(planner, showing=Showing(lang))
    return check_document(checker, path, text.encode(), "utf-16", text)


def actions(
    text: str,
    *only: str,
    path: str = "/w/a.md",
    lang: Lang = "zh",
    extent: types.Range = EVERYWHERE,
) -> list[types.CodeAction]:
    return Actions(look(text, path, lang), URI, lang).at(extent, only)


def applied(text: str, action: types.CodeAction) -> str:
    """The text after an action, as a client makes it."""
    assert action.edit and action.edit.changes
    return edited(text, action.edit.changes[URI])


def edited(text: str, edits: Sequence[types.TextEdit]) -> str:
    ruler = Ruler(text, "utf-16")
    for edit in sorted(edits, key=lambda each: ruler.offset(each.range.start), reverse=True):
        span = ruler.offsets(edit.range)
        text = text[: span.start] + edit.new_text + text[span.end :]
    return text
