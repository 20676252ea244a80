"""Whatever stands in a text, no rule stumbles over it, and the fixes can be made.

Texts are put together of clauses of the rules' own examples, cut off anywhere, of marks that
belong in pairs or nowhere, and of numbers.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi import Ruleset, Safety, fix_bytes, lint, read

MARKS = "“”‘’《》〈〉（）()〔〕【】「」『』［］，、；：。？！…—·,.;:?!\"'-~～/\\|#*_`<>[]{}％%\n\n \u3000\t\u200b\u2028"
NUMBERS = re.split(
    " +",
    "一 二 三 十 〇 1 2 3 10 99 100 2025 年 月 日 一是 二是 三是 一、 二、 （一） （二） 1. 2. 1） ① 第一， 其一，"
    " % 百分之 万 亿 元 人 个 个方面 等 左右 约 近 以上 周一 星期三 2月30日 〔2025〕 号 共 其中 附件： 附件1 见附件2"
    " 述职报告 工作总结 问题 原因 措施 下一步 微信 QQ 免费 下载 公众号 加 ♥ A b 𠮷 💪 XX ** ##",
)


@pytest.fixture(scope="module")
def clauses(ruleset: Ruleset) -> list[str]:
    examples = (each for rule in ruleset.rules for each in rule.examples)
    texts = {text for each in examples if each.format == "text" for text in (each.bad, each.good)}
    return sorted(
        {clause for text in texts for clause in re.split(r"(?<=[，。；\n])", text) if clause}
    )


@given(data=st.data())
def test_any_text_is_checked_and_mended(data, clauses: list[str], ruleset: Ruleset):
    whole = st.sampled_from(clauses)
    cut = st.tuples(whole, st.integers(0, 20), st.integers(0, 20)).map(
        lambda piece: piece[0][min(piece[1:]) : max(piece[1:])]
    )
    marks = st.text(MARKS, max_size=3)
    pieces = st.lists(whole | cut | marks | st.sampled_from(NUMBERS), min_size=1, max_size=25)
    text = "".join(data.draw(pieces)) + "文"
    name = data.draw(st.sampled_from(["a.txt", "a.md"]))
    document = read(text.encode(), name)
    for finding in lint(document, ruleset):
        assert 0 <= finding.span.start <= finding.span.end <= len(document.text)
    mended = fix_bytes(text.encode(), name, ruleset, Safety.UNSAFE)
    assert fix_bytes(mended, name, ruleset, Safety.UNSAFE) == mended
