"""``cited-title``: laws and rules are cited by their names, character for character."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zhupi.checks.base import BadOption, Match, Subject, correction
from zhupi.checks.datafiles import lines_of
from zhupi.lang import Text
from zhupi.model.fix import Safety
from zhupi.model.slips import common_ends
from zhupi.model.span import Span
from zhupi.patterns import DataFile, late

_KINDS = frozenset({"法", "条例", "准则", "规定", "办法", "规则", "规程"})
_MOST_ADDED = 3
_TITLE = late(r"《([\u3400-\u9fff、“”（）]{6,40})》")
# 会计法, 审计法, 统计法: where names are short, their neighbours are names, too.
_SHORTEST = 11
_SHORTEST_OF_PARTY = 9
_TRIAL = late(r"(?:修正案)?(?:[（(](?:试行|暂行|修订|修订草案|草案)[）)])?$")
_NATIONAL = ("中华人民共和国", "中国共产党")


class CitedTitle(NamedTuple):
    """A title in 《》 that is a slip off a known one, and none itself.

    A slip is one wrong character, up to three added or left out in one place, or another kind of
    document at the end (条例 for 准则).

    file: the known titles, one a line; # begins a comment
    """

    file: DataFile

    @staticmethod
    def is_about_words() -> bool:
        return True

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "right")

    def validate(self) -> None:
        if not read_titles(self.file):
            raise BadOption("file", Text("没有标题", "there is no title"))

    def find(self, subject: Subject) -> Iterator[Match]:
        titles = read_titles(self.file)
        for prose in subject.document.prose_spans():
            for found in _TITLE.finditer(subject.text, *prose):
                right = _nearest(found.group(1), titles)
                if right:
                    span = Span(*found.span(1))
                    yield correction(subject.text, span, (right,), Safety.UNSAFE)


@lru_cache(maxsize=4)
def read_titles(table: DataFile) -> frozenset[str]:
    """The titles of a table."""
    return frozenset(line.strip() for _, line in lines_of(table)) - {""}


@lru_cache(maxsize=4096)
def _nearest(written: str, titles: frozenset[str]) -> str:
    """The one known title that a title is a slip off; empty for a known one, and in doubt."""
    bare = _bare(written)
    if bare in titles:
        return ""
    near = [title for title in titles if _is_long(title) and is_slip(bare, title)]
    return near[0] + written[len(bare) :] if len(near) == 1 else ""


def _bare(title: str) -> str:
    """A title without （试行）, 修正案（草案）."""
    return _TRIAL.sub("", title, count=1)


def _is_long(title: str) -> bool:
    """Whether a title is long enough that its neighbours are no titles themselves."""
    return len(title) >= (_SHORTEST_OF_PARTY if title.startswith("中国共产党") else _SHORTEST)


def is_slip(written: str, title: str) -> bool:
    """Whether a title is another one but for a slip of the pen."""
    if abs(len(written) - len(title)) > _MOST_ADDED:
        return False
    start, end = common_ends(written, title)
    slip, right = written[start : len(written) - end], title[start : len(title) - end]
    if not end and slip in _KINDS and right in _KINDS:
        return title.startswith(_NATIONAL)
    if len(slip) == len(right):
        # 安全生产事故 for 生产安全事故: the same words in another order.
        return len(slip) == 1 or sorted(slip) == sorted(right)
    # 北京市… and 关于… before a title make another one of it.
    return start > 0 and (not slip or not right)
