"""How a report is written."""

from typing import NamedTuple

from zhupi.lang import Lang


class Style(NamedTuple):
    """The language, whether a terminal shows colours, and its width in columns."""

    lang: Lang = "zh"
    colour: bool = False
    width: int = 80
