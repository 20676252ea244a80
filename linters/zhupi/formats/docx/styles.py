"""What paragraph styles say that matters here: heading levels and numbering."""

from typing import NamedTuple

from lxml import etree

from zhupi.formats.docx.markup import child, children, integer, local, value

_BODY_LEVEL = 9


class NumberRef(NamedTuple):
    """A paragraph's or a style's reference to a list: ``num`` 0 switches numbering off."""

    num: int
    level: int | None


class ParagraphStyle(NamedTuple):
    """A style with what it inherits; ``level`` is 1 to 9 for headings, else 0."""

    title: bool
    level: int
    number: NumberRef | None


def read_styles(root: etree._Element | None) -> dict[str, ParagraphStyle]:
    """The paragraph styles by id, the default one under the empty id."""
    if root is None:
        return {}
    raw = {
        value(style, "styleId") or "": style
        for style in children(root, "style")
        if value(style, "type") in (None, "paragraph")
    }
    styles = {style_id: _resolve(style_id, raw) for style_id in raw}
    default = next((i for i, style in raw.items() if value(style, "default") in ("1", "true")), "")
    return {"": styles[default], **styles} if default in styles else styles


def number_ref(properties: etree._Element | None) -> NumberRef | None:
    """The numbering that a ``w:pPr`` asks for."""
    num_properties = child(properties, "numPr")
    num = integer(value(child(num_properties, "numId")))
    level = integer(value(child(num_properties, "ilvl")))
    if num is None and level is None:
        return None
    return NumberRef(num if num is not None else -1, level)


def outline_level(properties: etree._Element | None) -> int | None:
    """The level that a ``w:pPr`` gives itself: 1 to 9, 0 for body text, None when it is silent."""
    level = integer(value(child(properties, "outlineLvl")))
    if level is None:
        return None
    return level + 1 if 0 <= level < _BODY_LEVEL else 0


def _resolve(style_id: str, raw: dict[str, etree._Element]) -> ParagraphStyle:
    """Walk up ``basedOn``; the nearest that speaks is heard."""
    title, level, number = False, None, None
    seen: set[str] = set()
    while style_id in raw and style_id not in seen:
        seen.add(style_id)
        style = raw[style_id]
        properties = child(style, "pPr")
        name = (value(child(style, "name")) or "").lower()
        title = title or (name == "title" and len(seen) == 1)
        if level is None:
            level = outline_level(properties)
        if level is None and name.startswith("heading ") and name[8:].isdecimal():
            level = int(name[8:])
        number = number or number_ref(properties)
        style_id = value(child(style, "basedOn")) or ""
    return ParagraphStyle(title, level or 0, number)


def style_id_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style, empty when it names none."""
    properties = next((inner for inner in paragraph if local(inner) == "pPr"), None)
    return value(child(properties, "pStyle")) or ""
