"""The width of lines, as far as it matters."""

from hypothesis import given
from hypothesis import strategies as st

from zhupi.formats.inlines import _widest
from zhupi.formats.soft_breaks import WIDEST_WRAPPED
from zhupi.model.width import display_width

LINE = st.builds(str.__mul__, st.sampled_from(["汉", "a", "é", "́"]), st.integers(0, 130))


@given(st.lists(st.lists(LINE, max_size=2).map("".join), min_size=1, max_size=5))
def test_the_widest_line(lines: list[str]):
    widest = max(map(display_width, lines))
    assert min(_widest(lines), WIDEST_WRAPPED + 1) == min(widest, WIDEST_WRAPPED + 1)
