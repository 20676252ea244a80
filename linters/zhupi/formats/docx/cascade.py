"""The order in which properties hold: defaults, table, paragraph and character style, own ones.

ECMA-376-1, 17.7.2: the later speaks over the earlier; toggle properties such as bold are switched
by each kind of style that has them (17.7.3).
"""

from collections.abc import Iterator
from typing import NamedTuple

from zhupi.formats.docx.markup import P_PR, R_PR, TBL, Element, P, child, switch, tag, value
from zhupi.formats.docx.numbering import Lists, level_of
from zhupi.formats.docx.styles import NumberRef, Styles, chain_of, is_default, number_ref


class Layers(NamedTuple):
    """Property elements (``w:pPr`` or ``w:rPr``), the weakest first.

    ``styles`` are those of each kind of style, for the toggle properties; ``own`` are direct ones.
    """

    defaults: tuple[Element, ...]
    styles: tuple[tuple[Element, ...], ...]
    own: tuple[Element, ...]

    def in_order(self) -> Iterator[Element]:
        """All of them, the weakest first."""
        yield from self.defaults
        for kind in self.styles:
            yield from kind
        yield from self.own

    def last(self, name: str) -> Element | None:
        """The property of that name that holds."""
        found = (child(properties, name) for properties in reversed(list(self.in_order())))
        return next((element for element in found if element is not None), None)

    def toggled(self, name: str) -> bool:
        """Whether a toggle property is on."""
        own = [switch(child(properties, name)) for properties in self.own]
        said = [each for each in own if each is not None]
        if said:
            return said[-1]
        on = False
        for kind in (self.defaults, *self.styles):
            spoken = [switch(child(properties, name)) for properties in kind]
            on ^= next((each for each in reversed(spoken) if each is not None), False)
        return on


class Cascade(NamedTuple):
    """Where the properties of a file stand."""

    styles: Styles
    lists: Lists

    def of_paragraph(self, paragraph: Element) -> Layers:
        """The ``w:pPr`` of a paragraph."""
        own = child(paragraph, "pPr")
        style = self._style_of(paragraph)
        return Layers(
            self._defaults("pPrDefault", "pPr"),
            (
                self._of_style(self._table_style(paragraph), P_PR),
                self._of_style(style, P_PR, numbered=True),
            ),
            (
                *self._of_list(
                    number_ref(child(own, "numPr"), self.styles.paragraph(style).number), style
                ),
                *_present(own),
            ),
        )

    def of_run(self, paragraph: Element, run: Element) -> Layers:
        """The ``w:rPr`` of a run."""
        own = child(run, "rPr")
        character = value(child(own, "rStyle")) or self._default("character")
        return Layers(
            self._defaults("rPrDefault", "rPr"),
            (
                self._of_style(self._table_style(paragraph), R_PR),
                self._of_style(self._style_of(paragraph), R_PR),
                self._of_style(character, R_PR),
            ),
            _present(own),
        )

    def _defaults(self, kind: str, name: str) -> tuple[Element, ...]:
        return _present(child(self.styles.root, "docDefaults", kind, name))

    def _default(self, kind: str) -> str:
        for style_id, style in self.styles.elements.items():
            if value(style, "type") == kind and is_default(style):
                return style_id
        return ""

    def _style_of(self, paragraph: Element) -> str:
        named = value(child(paragraph, "pPr", "pStyle"))
        return named if named in self.styles.elements else self._default("paragraph")

    def _table_style(self, paragraph: Element) -> str:
        """The style of the innermost table that a paragraph stands in; empty outside tables."""
        element = paragraph.getparent()
        while element is not None and element.tag != TBL:
            element = element.getparent()
        if element is None:
            return ""
        return value(child(element, "tblPr", "tblStyle")) or self._default("table")

    def _of_style(self, style_id: str, name: str, *, numbered: bool = False) -> tuple[Element, ...]:
        """A style's properties after those that it is based on; its list's indents before them."""
        layers: list[Element] = []
        for each in reversed(chain_of(style_id, self.styles.elements)):
            properties = next(self.styles.elements[each].iterchildren(name), None)
            if numbered:
                layers += self._of_list(number_ref(child(properties, "numPr"), None), each)
            layers += _present(properties)
        return tuple(layers)

    def _of_list(self, reference: NumberRef | None, style_id: str) -> tuple[Element, ...]:
        """The ``w:pPr`` that a list gives to the paragraphs of a level."""
        definition = self.lists.get(reference.num or 0) if reference else None
        if reference is None or definition is None:
            return ()
        style = self.styles.paragraph(style_id)
        level = definition.levels.get(level_of(definition, reference, style))
        return _present(child(level.element, "pPr")) if level else ()


def paragraph_around(element: Element) -> Element | None:
    """The ``w:p`` that an element stands in."""
    above: Element | None = element
    while above is not None and above.tag != P:
        above = above.getparent()
    return above


def run_around(element: Element) -> Element | None:
    """The ``w:r`` that an element stands in."""
    above: Element | None = element
    while above is not None and above.tag != tag("r"):
        above = above.getparent()
    return above


def _present(element: Element | None) -> tuple[Element, ...]:
    return () if element is None else (element,)
