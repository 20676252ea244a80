"""Effective fonts, spacing and pages of a Word file, looked up when a rule asks."""

from functools import cached_property
from typing import cast, get_args

from zhupi.formats.docx.cascade import Cascade, Layers, paragraph_around, run_around
from zhupi.formats.docx.fonts import slot_of
from zhupi.formats.docx.markup import Element, P, child, integer, switch, value
from zhupi.formats.docx.places import DocxOrigin
from zhupi.formats.docx.stories import Parts, sections
from zhupi.formats.docx.theme import Theme, read_theme
from zhupi.model.layout import Alignment, CharacterFormat, LineRule, Measure, Page, ParagraphFormat
from zhupi.model.span import Span

_TWIPS = 20  # twentieths of a point
_HALF_POINTS = 2
_SINGLE = 240  # of w:spacing/@w:line, where its rule is auto
_DEFAULT_SIZE = 10.0  # where nothing says (17.3.2.38)
_DEFAULT_FONTS = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "eastAsia": "宋体"}
# The strict edition and bidirectional text say start and end.
_ALIGNMENTS: dict[str, Alignment] = {
    **{name: name for name in cast(tuple[Alignment, ...], get_args(Alignment))},
    "start": "left",
    "end": "right",
    "thaiDistribute": "distribute",
}
_LETTER = (12240, 15840)  # the page where a section gives none
_DEFAULT_MARGIN = 1440


class DocxLayout:
    """The formatting behind a view; every look-up walks the styles anew."""

    def __init__(self, parts: Parts, origin: DocxOrigin) -> None:
        self._parts = parts
        self._origin = origin
        self._cascade = Cascade(parts.styles, parts.lists)

    def character(self, offset: int) -> CharacterFormat | None:
        """How the character at an offset looks; None for one that stands in no run."""
        segment = self._origin.segment_at(offset)
        if segment is None:
            return None
        run, paragraph = run_around(segment.node), paragraph_around(segment.node)
        if run is None or paragraph is None:
            return None
        layers = self._cascade.of_run(paragraph, run)
        char = "一"
        if segment.verbatim:
            char = str(segment.node.text)[segment.offset + offset - segment.start]
        colour = value(layers.last("color")) or ""
        return CharacterFormat(
            font=_font(layers, char, self._theme),
            size=_points(value(layers.last("sz")), _HALF_POINTS, _DEFAULT_SIZE),
            bold=layers.toggled("b"),
            italic=layers.toggled("i"),
            underline=(value(layers.last("u")) or "none") != "none",
            colour="" if colour == "auto" else colour,
        )

    def paragraph(self, offset: int) -> ParagraphFormat | None:
        """How the paragraph at an offset is set; None for what is no paragraph."""
        element = self._origin.line_at(offset).elements
        if not element or element[-1].tag != P:
            return None
        layers = self._cascade.of_paragraph(element[-1])
        indent, spacing = _merged(layers, "ind"), _merged(layers, "spacing")
        rule = spacing.get("lineRule", "auto")
        line_rule = cast(LineRule, rule if rule in get_args(LineRule) else "auto")
        line_unit = _SINGLE if line_rule == "auto" else _TWIPS
        return ParagraphFormat(
            alignment=_ALIGNMENTS.get(value(layers.last("jc")) or "left", "left"),
            left=_measure(indent, "left", "start"),
            right=_measure(indent, "right", "end"),
            first_line=_first_line(indent),
            before=_measure(spacing, "before", units="beforeLines"),
            after=_measure(spacing, "after", units="afterLines"),
            line=_points(spacing.get("line"), line_unit, 1.0),
            line_rule=line_rule,
            page_break_before=bool(switch(layers.last("pageBreakBefore"))),
        )

    def pages(self) -> tuple[Page, ...]:
        """The sections of the body with their page setup, in order."""
        pages: list[Page] = []
        start = 0
        for section in sections(self._parts.document):
            end = self._end_of(section)
            pages.append(_page(section, Span(start, end)))
            start = min(end + 1, self._body_end)
        return tuple(pages)

    @cached_property
    def _theme(self) -> Theme:
        package = self._parts.package
        part = package.part(package.related(package.main, "theme") or "")
        return read_theme(part, self._parts.settings)

    @cached_property
    def _ends(self) -> dict[Element, int]:
        """Where each paragraph of the body ends in the view."""
        return {
            element: block.span.end
            for block, line in zip(self._origin.blocks, self._origin.lines, strict=True)
            if line.story == "body"
            for element in line.elements
        }

    @cached_property
    def _body_end(self) -> int:
        return max(self._ends.values(), default=0)

    def _end_of(self, section: Element) -> int:
        """A section ends with the paragraph that holds its properties; the last with the body."""
        paragraph = paragraph_around(section)
        return self._body_end if paragraph is None else self._ends.get(paragraph, self._body_end)


def _font(layers: Layers, char: str, theme: Theme) -> str:
    fonts: dict[str, str] = {}
    hinted = False
    for properties in layers.in_order():
        element = child(properties, "rFonts")
        if element is None:
            continue
        hint = value(element, "hint")
        hinted = hint == "eastAsia" if hint else hinted
        for slot in _DEFAULT_FONTS:
            named = theme.fonts.get(value(element, _THEMED[slot]) or "") or value(element, slot)
            if named:
                fonts[slot] = named
    slot = slot_of(char, hinted=hinted)
    return fonts.get(slot, _DEFAULT_FONTS[slot])


_THEMED = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme"}


def _merged(layers: Layers, name: str) -> dict[str, str]:
    """The attributes of a property, each from the last layer that gives it."""
    attributes: dict[str, str] = {}
    for properties in layers.in_order():
        element = child(properties, name)
        for key, text in element.attrib.items() if element is not None else ():
            attributes[str(key).rpartition("}")[2]] = str(text)
    return attributes


def _measure(attributes: dict[str, str], *names: str, units: str = "") -> Measure:
    twips = next((attributes[name] for name in names if name in attributes), None)
    hundredths = integer(attributes.get(units or f"{names[0]}Chars"))
    # 0 hundredths is how Word says that points count after all.
    return Measure(_points(twips, _TWIPS, 0.0), hundredths / 100 if hundredths else None)


def _first_line(indent: dict[str, str]) -> Measure:
    """The first line's indent; a hanging one is negative and speaks over the other (17.3.1.12)."""
    hanging = _measure(indent, "hanging")
    if hanging.points or hanging.units:
        return Measure(-hanging.points, -hanging.units if hanging.units else None)
    return _measure(indent, "firstLine")


def _points(text: str | None, unit: int, default: float) -> float:
    try:
        return (
            default
            if text is None
            else float(text.removesuffix("pt")) / (1 if text.endswith("pt") else unit)
        )
    except ValueError:
        return default


def _page(section: Element, span: Span) -> Page:
    size, margin = child(section, "pgSz"), child(section, "pgMar")
    grid = child(section, "docGrid")

    def length(element: Element | None, name: str, default: int) -> float:
        return _points(value(element, name), _TWIPS, default / _TWIPS)

    return Page(
        span=span,
        width=length(size, "w", _LETTER[0]),
        height=length(size, "h", _LETTER[1]),
        top=length(margin, "top", _DEFAULT_MARGIN),
        bottom=length(margin, "bottom", _DEFAULT_MARGIN),
        left=length(margin, "left", _DEFAULT_MARGIN),
        right=length(margin, "right", _DEFAULT_MARGIN),
        header=length(margin, "header", _DEFAULT_MARGIN // 2),
        footer=length(margin, "footer", _DEFAULT_MARGIN // 2),
        columns=max(integer(value(child(section, "cols"), "num")) or 1, 1),
        line_pitch=length(grid, "linePitch", 0) or None if value(grid, "type") else None,
    )
