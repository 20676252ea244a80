"""How text looks on paper: fonts, indents, spacing, pages. Lengths are in points (1/72 inch)."""

from typing import Literal, NamedTuple, Protocol

from zhupi.model.span import Span

Alignment = Literal["left", "center", "right", "both", "distribute"]
LineRule = Literal["auto", "exact", "atLeast"]


class CharacterFormat(NamedTuple):
    """How a character looks; ``font`` is the font of its own script, ``size`` in points.

    ``colour`` is six hexadecimal digits, empty for the automatic one.
    """

    font: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""


class Measure(NamedTuple):
    """A length as the file gives it: in characters (or lines) where it does, else in points."""

    points: float = 0
    units: float | None = None


class ParagraphFormat(NamedTuple):
    """How a paragraph is set.

    ``first_line`` is negative for a hanging indent. The units of ``left``, ``right`` and
    ``first_line`` are characters, those of ``before`` and ``after`` lines. ``line`` is a multiple
    of single spacing where ``line_rule`` is ``auto``, else in points.
    """

    alignment: Alignment = "left"
    left: Measure = Measure()
    right: Measure = Measure()
    first_line: Measure = Measure()
    before: Measure = Measure()
    after: Measure = Measure()
    line: float = 1
    line_rule: LineRule = "auto"
    page_break_before: bool = False


class Page(NamedTuple):
    """The page setup of a section; ``span`` is the part of the text that is set on its pages.

    ``line_pitch`` is the height of a line of the document grid, None where there is no such grid.
    """

    span: Span
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float
    columns: int = 1
    line_pitch: float | None = None


class Layout(Protocol):
    """Looks up formatting on demand; what nobody asks for costs nothing."""

    def character(self, offset: int) -> CharacterFormat | None:
        """How the character at an offset looks; None for one that stands in no run."""
        ...

    def paragraph(self, offset: int) -> ParagraphFormat | None:
        """How the paragraph at an offset is set; None for what is no paragraph."""
        ...

    def pages(self) -> tuple[Page, ...]:
        """The sections of the body with their page setup, in order."""
        ...
