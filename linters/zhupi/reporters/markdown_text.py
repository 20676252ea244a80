"""Words that come from a document, as GitHub's Markdown shows them and does nothing else."""

import re

# Line ends of any kind, and what no page can show.
_BLANK = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_MARKS = re.compile(r"[\\`*_~\[\]|]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "<span>$</span>"}
# A space of no width keeps GitHub from calling a person, an issue or a page.
_CALLS = re.compile(r"@|#(?=\d)|(?=://)|www(?=\.)", re.IGNORECASE)
_NO_WIDTH = "\u200b"


def cell(text: str) -> str:
    """Words as plain text in one cell of a table."""
    shown = _MARKS.sub(r"\\\g<0>", _one_line(text))
    shown = re.sub("[&<>$]", lambda found: _HTML[found[0]], shown)
    return _CALLS.sub(rf"\g<0>{_NO_WIDTH}", shown)


def code(text: str) -> str:
    """Words as code in one cell of a table; empty where there are none."""
    # Before a pipe a backslash would escape the escape; within code it cannot be escaped itself.
    shown = _one_line(text).replace("\\|", f"\\{_NO_WIDTH}|").replace("|", "\\|")
    if not shown:
        return ""
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    # The blank keeps a fence and a backtick of the words apart; it is not shown.
    pad = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _one_line(text: str) -> str:
    return _BLANK.sub(" ", text).strip()
