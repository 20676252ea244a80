"""The fonts of the theme (ECMA-376-1, 20.1.4.1), by the East Asian language of the file."""

from collections.abc import Mapping
from typing import NamedTuple

from zhupi.formats.docx.markup import A, Element, child, value

# The script of a theme's font list for the language of ``w:themeFontLang``.
_SCRIPTS = {
    "zh-cn": "Hans", "zh-sg": "Hans", "zh-tw": "Hant", "zh-hk": "Hant", "zh-mo": "Hant",
    "ja-jp": "Jpan", "ko-kr": "Hang",
}  # fmt: skip
_TYPEFACES = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}


class Theme(NamedTuple):
    """The typeface of each theme font, such as ``minorEastAsia``."""

    fonts: Mapping[str, str]


def read_theme(root: Element | None, settings: Element | None) -> Theme:
    """The theme's fonts; an empty East Asian one is taken from the list by script."""
    language = (value(child(settings, "themeFontLang"), "eastAsia") or "zh-CN").lower()
    script = _SCRIPTS.get(language, "Hans")
    fonts: dict[str, str] = {}
    for family in ("major", "minor"):
        scheme = None if root is None else next(root.iter(f"{A}{family}Font"), None)
        for slot, name in _TYPEFACES.items():
            fonts[f"{family}{slot}"] = _typeface(scheme, name, script)
    return Theme(fonts)


def _typeface(scheme: Element | None, name: str, script: str) -> str:
    if scheme is None:
        return ""
    typeface = next((str(e.get("typeface", "")) for e in scheme.iterchildren(f"{A}{name}")), "")
    if typeface or name != "ea":
        return typeface
    listed = {str(e.get("script")): str(e.get("typeface")) for e in scheme.iterchildren(f"{A}font")}
    return listed.get(script, "")
