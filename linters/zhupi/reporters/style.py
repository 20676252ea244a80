"""How a report is written."""

from collections.abc import Mapping
from typing import NamedTuple

from zhupi.lang import Lang
from zhupi.rulepacks import Rule


class Style(NamedTuple):
    """The language, whether a terminal shows colours, and its width in columns.

    ``rules`` are the rules by name, for the formats that say what they are about.
    """

    lang: Lang = "zh"
    colour: bool = False
    width: int = 80
    rules: Mapping[str, Rule] = {}
