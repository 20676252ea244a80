"""What styles say that reading needs: heading levels, numbering, hidden text, tables of contents.

Fonts and spacing are looked up when somebody asks (``formatting``).
"""

from typing import NamedTuple

from zhupi.formats.docx.markup import Element, child, children, integer, switch, value

_BODY_LEVEL = 9


class NumberRef(NamedTuple):
    """A reference to a list: ``num`` 0 switches numbering off, None leaves it to the style."""

    num: int | None
    level: int | None


class ParagraphStyle(NamedTuple):
    """A paragraph style with what it inherits.

    ``level`` is 1 to 9 for headings, else 0. ``chain`` are the ids of the style and of those that
    it is based on, nearest first.
    """

    title: bool = False
    level: int = 0
    number: NumberRef | None = None
    hidden: bool = False
    contents: bool = False
    chain: tuple[str, ...] = ()


class Styles:
    """The styles of a file; what a paragraph style says is worked out when it is asked for.

    A file has a hundred styles and uses five. ``hidden_characters`` are the character styles that
    hide text, ``default`` is what a paragraph without a style has.
    """

    def __init__(self, root: Element | None) -> None:
        """``root`` is that of ``styles.xml``."""
        self.root = root
        self.elements = {value(style, "styleId") or "": style for style in children(root, "style")}
        self.hidden_characters = frozenset(
            style_id
            for style_id, style in self.elements.items()
            if _type(style) == "character" and self._hides(style_id)
        )
        self._of_paragraphs = {
            style_id: style
            for style_id, style in self.elements.items()
            if _type(style) == "paragraph"
        }
        self._known: dict[str, ParagraphStyle] = {}
        defaults = (each for each, style in self._of_paragraphs.items() if is_default(style))
        default = next(defaults, None)
        self.default = ParagraphStyle() if default is None else _resolve(default, self.elements)

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """The style of that id; the default one where there is none."""
        if style_id not in self._of_paragraphs:
            return self.default
        if style_id not in self._known:
            self._known[style_id] = _resolve(style_id, self.elements)
        return self._known[style_id]

    def _hides(self, style_id: str) -> bool:
        return _hides(chain_of(style_id, self.elements), self.elements)


def is_default(style: Element) -> bool:
    """Whether a style holds where none is named."""
    return value(style, "default") in ("1", "true", "on")


def chain_of(style_id: str, elements: dict[str, Element]) -> tuple[str, ...]:
    """A style and those that it is based on, nearest first; a circle is cut."""
    chain: dict[str, None] = {}
    while style_id in elements and style_id not in chain:
        chain[style_id] = None
        style_id = value(child(elements[style_id], "basedOn")) or ""
    return tuple(chain)


def number_ref(num_properties: Element | None, of_style: NumberRef | None) -> NumberRef | None:
    """The numbering that a ``w:numPr`` asks for; what it leaves out is that of the style."""
    num = integer(value(child(num_properties, "numId")))
    level = integer(value(child(num_properties, "ilvl")))
    if of_style is not None and num is None:
        num = of_style.num
        level = of_style.level if level is None else level
    return None if num is None and level is None else NumberRef(num, level)


def outline_level(element: Element | None) -> int | None:
    """The level of a ``w:outlineLvl``: 1 to 9, 0 for body text, None when it is silent."""
    level = integer(value(element))
    if level is None:
        return None
    return level + 1 if 0 <= level < _BODY_LEVEL else 0


def _type(style: Element) -> str:
    return value(style, "type") or "paragraph"


def _name(style: Element) -> str:
    return (value(child(style, "name")) or "").lower()


def _resolve(style_id: str, elements: dict[str, Element]) -> ParagraphStyle:
    """Walk down from what it is based on; the nearest that speaks is heard."""
    chain = chain_of(style_id, elements)
    name = _name(elements[style_id])
    level: int | None = None
    number: NumberRef | None = None
    for each in reversed(chain):
        properties = child(elements[each], "pPr")
        own = outline_level(child(properties, "outlineLvl"))
        own = _heading_level(_name(elements[each])) if own is None else own
        level = level if own is None else own
        number = number_ref(child(properties, "numPr"), number) or number
    return ParagraphStyle(
        title=name == "title",
        level=level or 0,
        number=number,
        hidden=_hides(chain, elements),
        # “toc 1” to “toc 9” and “toc heading” are names that Word fixes in every language.
        contents=name.startswith("toc ") or name in ("table of figures", "index heading"),
        chain=chain,
    )


def _heading_level(name: str) -> int | None:
    """The level of a style called “heading 1”, as Word calls it in every language."""
    number = name.removeprefix("heading ")
    return int(number) if number != name and number.isdecimal() and len(number) == 1 else None


def _hides(chain: tuple[str, ...], elements: dict[str, Element]) -> bool:
    """Whether text of a style is hidden; the nearest that speaks is heard."""
    spoken = (switch(child(elements[each], "rPr", "vanish")) for each in chain)
    return next((hidden for hidden in spoken if hidden is not None), False)
