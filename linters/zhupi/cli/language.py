"""Which language the command line speaks; needed before the options can be read."""

import os
from collections.abc import Sequence

from zhupi.lang import Lang


def language_of(arguments: Sequence[str]) -> Lang:
    """From ``--lang``, else from ZHUPI_LANG, else Chinese."""
    chosen = os.environ.get("ZHUPI_LANG", "zh")
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            chosen = arguments[index + 1]
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    return "en" if chosen == "en" else "zh"
