"""Remarks that speak to this program: “朱批：忽略 typo/word 引用原文”, “zhupi: ignore …”."""

import re

_PREFIX = r"(?:朱批|[Zz]hupi)\s*[:：]\s*"
DIRECTIVE = re.compile(
    rf"\s*{_PREFIX}(?P<words>(?:(?:忽略|关闭|全文忽略)\s*[a-z]|(?:ignore|disable)\b|(?:开启|enable)\s).*)",
    re.DOTALL,
)
"""A comment of a Word file that is one; what people write to each other may begin like it."""

HTML_DIRECTIVE = re.compile(rf"<!--\s*{_PREFIX}(?P<words>(?:(?!-->).)*?)\s*-->", re.DOTALL)
"""A comment of HTML that is one."""
