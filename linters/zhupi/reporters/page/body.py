"""The text of a report as its reader knows it, with the marks of the findings."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from zhupi.lang import Lang
from zhupi.model.document import STORY_NAMES, Block
from zhupi.model.result import Page, Result
from zhupi.reporters.page.marks import Cut, Marks, cuts_by_block
from zhupi.reporters.page.markup import escaped
from zhupi.reporters.page.shape import Shape, shape_of
from zhupi.reporters.page.words import word

_Numbered = tuple[int, Block]
# HTML does not know greater ones.
_WIDEST_GAP = 1000


def text_of(result: Result, report: str, lang: Lang) -> str:
    """The text with its marks; ``report`` is the id of the report."""
    if result.page is None:
        return f'<p class="none">{word("no-text", lang)}</p>'
    return "".join(_Body(result, result.page, report, lang).write())


class _Body:
    """Writes the text of one report."""

    def __init__(self, result: Result, page: Page, report: str, lang: Lang) -> None:
        self._page = page
        self._report = report
        self._lang = lang
        self._marks = Marks(report, result.located)
        self._cuts: dict[int, list[Cut]] = cuts_by_block(result.located, page.blocks)
        self._lines = [extent.start.line for extent in page.extents]
        self._shape: Shape = shape_of(result, page)

    def write(self) -> Iterator[str]:
        """The body, then what stands beside it, each kind under its name."""
        blocks = list(enumerate(self._page.blocks))
        yield '<div class="body">'
        yield from self._flow([each for each in blocks if each[1].story == "body"])
        yield "</div>"
        for story, name in STORY_NAMES.items():
            told = [each for each in blocks if each[1].story == story]
            if told:
                title = escaped(name.say(self._lang))
                yield f'<section class="story {story}"><h3>{title}</h3>'
                yield from self._flow(told)
                yield "</section>"

    def _flow(self, blocks: Iterable[_Numbered]) -> Iterator[str]:
        for table, group in groupby(blocks, key=lambda each: each[1].cell and each[1].cell.table):
            if table is None:
                yield from (self._line(each) for each in group)
            else:
                yield from self._table(group)

    def _line(self, each: _Numbered) -> str:
        index, block = each
        level = self._level(each)
        tag = "p" if level is None else f"h{min(level + 3, 6)}"
        names = [self._shape.classes.get(index, ""), *self._classes(block)]
        if level is not None:
            names.append(f"level{level}")
        return self._element(tag, index, block, names)

    def _level(self, each: _Numbered) -> int | None:
        index, block = each
        if block.kind == "title":
            return 0
        if index in self._shape.levels:
            return self._shape.levels[index]
        return max(1, block.level) if block.kind == "heading" else None

    def _classes(self, block: Block) -> Iterator[str]:
        if block.kind in ("item", "contents"):
            yield block.kind
        if block.hidden:
            yield "unseen"
        if block.span.empty:
            yield "empty"
        elif self._page.text[block.span.start] in " \t\u3000":
            yield "indented"

    def _element(self, tag: str, index: int, block: Block, names: Iterable[str]) -> str:
        kept = " ".join(name for name in names if name)
        kind = f' class="{kept}"' if kept else ""
        line = f' data-line="{self._lines[index]}"' if index < len(self._lines) else ""
        note = f' data-note="{word("hidden", self._lang)}"' if block.hidden else ""
        text = self._marks.write(self._page.text, block, self._cuts.get(index, ()))
        return f'<{tag} id="{self._report}b{index}"{kind}{line}{note}>{text}</{tag}>\n'

    def _table(self, blocks: Iterable[_Numbered]) -> Iterator[str]:
        name = word("table", self._lang)
        yield f'<div class="grid" role="region" aria-label="{name}" tabindex="0"><table>'
        for _row, cells in groupby(blocks, key=lambda each: each[1].cell and each[1].cell.row):
            yield "<tr>"
            yield from self._row(cells)
            yield "</tr>\n"
        yield "</table></div>"

    def _row(self, blocks: Iterable[_Numbered]) -> Iterator[str]:
        column = 0
        for at, cell in groupby(
            blocks, key=lambda each: each[1].cell.column if each[1].cell else 0
        ):
            if at > column:  # merged with a neighbour, or left out
                yield f'<td colspan="{min(at - column, _WIDEST_GAP)}"></td>'
            column = at + 1
            inside = (
                self._element("p", index, block, self._classes(block)) for index, block in cell
            )
            yield f"<td>{''.join(inside)}</td>"
