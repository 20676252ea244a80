"""Line ends inside a Markdown paragraph: wrapped words, or paragraphs of a careless writer.

CommonMark makes one paragraph of lines that follow each other. An office report pasted into a
Markdown file often has one paragraph a line and no blank lines between; read as one paragraph it
would lose all its structure. So a line end is read as the end of a paragraph where it cannot be
the wrap of an editor.
"""

from zhupi.model.span import Span
from zhupi.model.width import display_width, is_wide
from zhupi.numbering.markers import heading_marker, series_marker
from zhupi.patterns import late

# No editor wraps lines as wide as this; whoever writes them presses Enter at the paragraph's end.
WIDEST_WRAPPED = 120
_SHORT = 0.7
# How the title of a document ends: its kind, and perhaps a note in brackets.
_TITLE = late(
    r"(?:报告|总结|通知|方案|意见|请示|批复|纪要|讲话|发言|材料|计划|要点|办法|规定|函)(?:[（(][^（()）]*[）)])?\Z"
)
_STOPS = "。！？；：，、"


def ends_title(line: str) -> bool:
    """Whether the first line of a document is its title."""
    return bool(_TITLE.search(line))


def is_paragraph_break(before: str, after: str, widest: int) -> bool:
    """Whether the line end between two lines ends a paragraph; ``widest`` line in columns."""
    if widest > WIDEST_WRAPPED or before == after:
        return True
    if _marked(after):
        return True
    return _marked(before) and before[-1:] not in _STOPS and display_width(before) < _SHORT * widest


def join_of(before: str, after: str) -> str:
    """What stands for a line end inside a paragraph: nothing between 汉字, else a space."""
    wide = bool(before and after) and is_wide(before[-1]) and is_wide(after[0])
    return "" if wide else " "


def _marked(line: str) -> bool:
    span = Span(0, len(line))
    return bool(heading_marker(line, span) or series_marker(line, span))
