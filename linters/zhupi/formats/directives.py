"""Remarks that speak to this program: “朱批：忽略 typo/word 引用原文”, “zhupi: ignore …”."""

import re

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

HTML_DIRECTIVE = late(rf"<!--\s*{_PREFIX}(?P<words>(?:(?!-->).)*?)\s*-->", re.DOTALL)
"""A comment of HTML that is one."""
