"""The text of paragraphs, run by run: what a reader sees, and what hangs on it.

Text boxes, notes, links and pictures are met here and gathered for the stories that follow.
"""

from collections.abc import Callable, Set
from typing import NamedTuple

from zhupi.formats.docx.drawings import chosen_branch, is_in_line, outer_boxes
from zhupi.formats.docx.fields import FIELD_CHAR, LINKED, OF_CONTENTS, Field, unclosed_fields
from zhupi.formats.docx.markup import (
    MATH,
    MC,
    OFFICE,
    ONE_LINE,
    R_PR,
    VML,
    WP,
    XML,
    A,
    Element,
    R,
    child,
    switch,
    tag,
    value,
)
from zhupi.formats.docx.symbols import symbol
from zhupi.model.document import LINE_BREAK, OBJECT

_BLANKS = " \t\n\r"
_SPACE = f"{XML}space"
VANISH = tag("vanish")


Run = tuple[str, Element, bool, int, bool]
"""Characters that stand together in one element: text, element, verbatim, offset, hidden.

A verbatim run is a text node's content from the offset on, character for character. (A bare tuple:
a long report has tens of thousands.)
"""


class TextBox(NamedTuple):
    """A text box, or the words of a watermark; ``host`` is the line of its paragraph."""

    element: Element
    host: int


class Mention(NamedTuple):
    """A note, a link or an alternative text, with the line that it is met in.

    ``name`` is a note's id or a link's relationship; ``text`` what a link or picture says itself.
    """

    host: int
    element: Element
    name: str = ""
    text: str = ""


class Found:
    """What hangs on the text of one part, in the order of the text; ``rare`` are tags met in it."""

    def __init__(self) -> None:
        self.rare: set[object] = set()
        self.boxes: list[TextBox] = []
        self.footnotes: list[Mention] = []
        self.endnotes: list[Mention] = []
        self.links: list[Mention] = []
        self.alternatives: list[Mention] = []
        self.pictures: list[Mention] = []
        self.linked_fields: set[str] = set()


class RunReader:
    """Reads the paragraphs of one story, one after the other; fields run over several."""

    def __init__(
        self,
        root: Element,
        rare: Set[object],
        found: Found,
        hidden_styles: frozenset[str],
        *,
        original: bool,
    ) -> None:
        self.found = found
        self._hidden_styles = hidden_styles
        self._handlers = _ORIGINAL if original else _FINAL
        self.may_hide = bool(hidden_styles) or VANISH in rare
        self._unclosed = unclosed_fields(root) if FIELD_CHAR in rare else frozenset()
        self._fields: list[Field] = []
        self._muted = 0  # how many fields are open at their instruction
        self._runs: list[Run] = []
        self._hidden = False
        self._style_hides = False
        self._line = 0
        self.breaks: list[int] = []
        self.contents = False

    def read(self, paragraph: Element, line: int, *, hidden: bool) -> list[Run]:
        """The runs of a paragraph on a line of the view; ``hidden`` when its style hides text."""
        self._runs = []
        self._line = line
        self._style_hides = hidden
        self.breaks = []
        self.contents = bool(self._fields) and any(
            field.name in OF_CONTENTS for field in self._fields
        )
        self.into(paragraph)
        return self._runs

    def into(self, element: Element) -> None:
        """Read what stands inside an element."""
        handlers = self._handlers
        for inner in element:
            handler = handlers.get(inner.tag)
            if handler:
                handler(self, inner)

    def run(self, run: Element) -> None:
        """A ``w:r``: its properties may hide it."""
        if not (self.may_hide or self._style_hides):
            self.into(run)
            return
        outer, self._hidden = self._hidden, self._hides(run)
        self.into(run)
        self._hidden = outer

    def text(self, node: Element) -> None:
        """A text node; Word drops the blanks at its ends unless it is told to keep them."""
        words = node.text
        if not words or self._muted:
            return
        offset = 0
        inner = words.strip(_BLANKS)
        if len(inner) < len(words) and not keeps_space(node):
            offset = len(words) - len(words.lstrip(_BLANKS))
            words = inner
        if "\n" in words or "\r" in words:
            words = words.translate(ONE_LINE)
        self._runs.append((words, node, True, offset, self._hidden))

    def put(self, text: str, node: Element) -> None:
        """Characters that stand for an element."""
        if text and not self._muted:
            self._runs.append((text, node, False, 0, self._hidden))

    def line_break(self, node: Element) -> None:
        """A ``w:br``; what follows a page break at the head of a paragraph is not on a new line."""
        if value(node, "type") in (None, "textWrapping") or self._runs:
            self.put(LINE_BREAK, node)

    def page(self, _node: Element) -> None:
        """Where a page began when the file was last laid out."""
        self.breaks.append(sum(len(run[0]) for run in self._runs))

    def symbol(self, node: Element) -> None:
        """A character of a symbol font."""
        self.put(symbol(value(node, "font") or "", value(node, "char") or ""), node)

    def picture(self, node: Element) -> None:
        """A drawing, a VML picture or an embedded object, with what may hang on it."""
        for properties in node.iter(f"{WP}docPr"):
            self._alternative(properties, "descr", "title")
            for link in properties.iterchildren(f"{A}hlinkClick"):
                self._link(link)
        for shape in node.iter(f"{VML}shape", f"{VML}imagedata"):
            self._alternative(shape, "alt", f"{OFFICE}title")
        for words in node.iter(f"{VML}textpath"):
            if words.get("string"):
                self.found.boxes.append(TextBox(words, self._line))
        for blip in node.iter(f"{A}blip", f"{VML}imagedata"):
            name = blip.get(f"{R}embed") or blip.get(f"{R}id")
            if name:
                self.found.pictures.append(Mention(self._line, blip, name=str(name)))
        boxes = list(outer_boxes(node))
        for box in boxes:
            self.found.boxes.append(TextBox(box, self._line))
        if not boxes and is_in_line(node):
            self.put(OBJECT, node)

    def formula(self, node: Element) -> None:
        """An equation is no prose."""
        self.put(OBJECT, node)

    def choose(self, element: Element) -> None:
        """An alternative: the first choice that says something, else the fallback."""
        branch = chosen_branch(element)
        if branch is not None:
            self.into(branch)

    def hyperlink(self, element: Element) -> None:
        """A link: its words are text, its target is kept."""
        self._link(element)
        self.into(element)

    def simple_field(self, element: Element) -> None:
        """A field in one element: its result is text."""
        self._instructed(value(element, "instr") or "", element)
        self.into(element)

    def field_char(self, node: Element) -> None:
        """The begin, separator or end of a complex field."""
        kind = value(node, "fldCharType")
        if kind == "begin":
            self._fields.append(Field(closed=node not in self._unclosed))
            self._muted += self._fields[-1].closed
        elif kind == "separate" and self._fields:
            self._leave_instruction(self._fields[-1], node)
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            self._leave_instruction(field, node)
            if field.name in OF_CONTENTS and not self._runs:
                self.contents = False  # the paragraph after the table merely ends its field

    def instruction(self, node: Element) -> None:
        """The words of a field's instruction."""
        if self._fields:
            self._fields[-1].instruction += node.text or ""

    def footnote(self, node: Element) -> None:
        """The reference to a footnote leaves nothing in the text."""
        self.found.footnotes.append(Mention(self._line, node, value(node, "id") or ""))

    def endnote(self, node: Element) -> None:
        """The reference to an endnote."""
        self.found.endnotes.append(Mention(self._line, node, value(node, "id") or ""))

    def _leave_instruction(self, field: Field, node: Element) -> None:
        if not field.in_result:
            field.in_result = True
            self._muted -= 1
            self._instructed(field.instruction, node)

    def _hides(self, run: Element) -> bool:
        """Whether a run is hidden: as it says itself, else as just one of its styles says.

        ``vanish`` is a toggle: two styles that both hide text show it (ECMA-376-1, 17.7.3).
        """
        properties = next(run.iterchildren(R_PR), None)
        if properties is None:
            return self._style_hides
        own = switch(child(properties, "vanish"))
        if own is not None:
            return own
        by_style = value(child(properties, "rStyle")) in self._hidden_styles
        return by_style != self._style_hides

    def _instructed(self, instruction: str, node: Element) -> None:
        words = instruction.split()
        name = words[0].upper() if words else ""
        if name in OF_CONTENTS:
            self.contents = True
        elif name == "HYPERLINK" and len(words) > 1 and not words[1].startswith("\\"):
            target = instruction.partition('"')[2].partition('"')[0] or words[1]
            self.found.links.append(Mention(self._line, node, text=target))
        elif name in LINKED:
            self.found.linked_fields.add(name)

    def _link(self, element: Element) -> None:
        name = element.get(f"{R}id")
        if name:
            self.found.links.append(Mention(self._line, element, name=str(name)))

    def _alternative(self, element: Element, *attributes: str) -> None:
        for attribute in attributes:
            words = element.get(attribute)
            if words and str(words).strip():
                mention = Mention(self._line, element, attribute, str(words))
                self.found.alternatives.append(mention)


def keeps_space(node: Element) -> bool:
    """Whether the blanks at the ends of a text node are to be kept."""
    element: Element | None = node
    while element is not None:
        said = element.get(_SPACE)
        if said is not None:
            return said == "preserve"
        element = element.getparent()
    return False


_Handler = Callable[[RunReader, Element], None]


def _sign(text: str) -> _Handler:
    return lambda reader, node: reader.put(text, node)


# What is in neither table leaves nothing: properties, bookmarks, deleted text, the soft hyphen.
_FINAL: dict[object, _Handler] = {
    tag("r"): RunReader.run,
    tag("t"): RunReader.text,
    tag("tab"): _sign("\t"),
    tag("ptab"): _sign("\t"),
    tag("cr"): _sign(LINE_BREAK),
    tag("br"): RunReader.line_break,
    tag("noBreakHyphen"): _sign("\u2011"),
    tag("sym"): RunReader.symbol,
    tag("lastRenderedPageBreak"): RunReader.page,
    tag("drawing"): RunReader.picture,
    tag("pict"): RunReader.picture,
    tag("object"): RunReader.picture,
    tag("fldChar"): RunReader.field_char,
    tag("instrText"): RunReader.instruction,
    tag("fldSimple"): RunReader.simple_field,
    tag("hyperlink"): RunReader.hyperlink,
    tag("footnoteReference"): RunReader.footnote,
    tag("endnoteReference"): RunReader.endnote,
    tag("ruby"): RunReader.into,
    tag("rubyBase"): RunReader.into,
    tag("ins"): RunReader.into,
    tag("moveTo"): RunReader.into,
    tag("smartTag"): RunReader.into,
    tag("customXml"): RunReader.into,
    tag("sdt"): RunReader.into,
    tag("sdtContent"): RunReader.into,
    tag("dir"): RunReader.into,
    tag("bdo"): RunReader.into,
    f"{MC}AlternateContent": RunReader.choose,
    f"{MATH}oMath": RunReader.formula,
    f"{MATH}oMathPara": RunReader.formula,
}
_ORIGINAL: dict[object, _Handler] = {
    **{
        name: handler for name, handler in _FINAL.items() if name not in (tag("ins"), tag("moveTo"))
    },
    tag("del"): RunReader.into,
    tag("moveFrom"): RunReader.into,
    tag("delText"): RunReader.text,
    tag("delInstrText"): RunReader.instruction,
}
