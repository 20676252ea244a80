"""Remarks that speak to this program: “朱批：忽略 typo/word 引用原文”, “zhupi: ignore …”."""

import re
from collections.abc import Iterator

from zhupi.patterns import late

_NAME = r"(?:朱批|[Zz]hupi)"
_ACTION = r"(?:全文忽略|忽略|关闭|开启|ignore-file|ignore|disable|enable)"
_COLON = r"\s*[:：]\s*"
# Without its colon it is one only if what follows is an action.
_PREFIX = rf"{_NAME}(?:{_COLON}|[\s,，]+(?={_ACTION}))"
DIRECTIVE = late(
    rf"\s*{_PREFIX}(?P<words>"
    r"(?:(?:全文忽略|忽略|关闭)\s*[A-Za-z]|(?:ignore-file|ignore|disable)\b|(?:开启|enable)(?:\s|$)).*)",
    re.DOTALL,
)
"""A comment of a Word file that is one; what people write to each other may begin like it."""

HTML_DIRECTIVE = late(
    rf"<!--\s{{0,99}}{_PREFIX}(?P<words>(?:(?!-->).){{0,2000}}?)\s{{0,99}}-->", re.DOTALL
)
"""A comment of HTML that is one; longer ones are none."""


def html_directives(source: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Those that begin in a part of a source.

    What is opened and not closed is not looked through to the end of the file, each time anew.
    """
    while (start := source.find("<!--", start, end)) >= 0:
        found = HTML_DIRECTIVE.match(source, start)
        if found:
            yield found
        start = found.end() if found else start + 1
