"""``sums``: parts that make up their whole, and percentages that fit their numbers."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from zhupi.checks.base import Hint, Match, Subject
from zhupi.lang import Text
from zhupi.model.span import Span
from zhupi.outline.sentences import sentences
from zhupi.patterns import late

_COUNTED = frozenset("个名人件项家户次起条份辆台所处座场支批类宗例张套")
_UNIT = (
    "万元|亿元|公里|千米|平方米|万亩|人次"
    "|[个名人件项家户次起条份辆台所处座亩吨元篇场支批类宗例张套]"
)
# What follows the first digit of a number. GB/T 15835-2011, 5.1.1: long ones are parted in threes
# by a comma or a quarter space.
_NUMBER = r"\d{0,2}(?:[ ,，\u00a0\u2009\u202f]\d{3})+|\d*(?:\.\d+)?"
# What must not stand before it is looked at behind its first digit: digits are quickest to find.
_QUANTITY = late(rf"(?P<number>\d(?<![\d.〔\[第]\d)(?:{_NUMBER}))(?P<unit>{_UNIT})(?![月日])")
_PARTING = late(r"[^\d.]")
_PERCENT = late(r"(?<![\d.])(?P<number>\d+(?:\.(?P<decimals>\d+))?)[%％](?!以[上下内]|左右)")
# What says that a number is no exact one, or that not all parts are named.
_VAGUE = late(r"[等约余多近]|以上|以下|左右|超过|不足|不少于|[…X×]")
_WHOLE = late(
    r"(?:共有?|总共|共计|合计|总计|总数|总量|累计|一共|现有|总投资|审议)[^，。；：、\d]{0,14}(?<!的)$"
)
_CUE = late(r"其中|包括|分为|分别[是为]")
# Parts of which there is no third: done and not done, men and women, together are the whole.
_DONE = late(
    r"(?<![未没不])(完成|办结|整改|解决|销号|化解|达标|合格|通过|落实|验收|回复|开工|竣工)"
)
_NOT = "未没不"
_STATE = late(r"正在|未|没|不|尚|待|持续|长期")
_ALL = late(
    r"共|总|计划|任务|目标|应|排查|梳理|收到|受理|列出|下达|发现|抽检|抽查|反馈|确定|安排|承办|交办|转办|发放|参评|现有"
)
# What a part is called stands in the few characters before its number.
_LABEL = 8
_ROUNDING = 1e-6
_LEAST_PARTS = 3
_LEAST_NAMED = 2
_LONGEST_LABEL = 14
# 其中个体工商户742户、企业238户; 任务中已完成19项、达到序时进度8项: what is named one by one.
_NAME = r"[^\d，。；：、“”（）\n]"
_AMONG = late(rf"[，,（(：:]?其中[，,：:]?{_NAME}{{1,16}}|{_NAME}{{0,8}}中[，,]?已{_NAME}{{1,10}}")
_NEXT = late(rf"[、和]{_NAME}{{1,16}}")
# What may be true of one thing together with another: a woman, a party member, under 35.
_OVERLAPPING = late(
    r"[女男岁级]|民族|学历|学位|大专|本科|研究生|硕士|博士|职称|党员|退休|流动|困难|青年|老年|残疾|高新|规上|规模"
    r"|专精特新|上市|龙头|重点|优秀|先进|新增|新建|累计|当日|(?:达到?|超过?|增[加长]?|减少?)$"
)
_PERSONS = frozenset("人名")
_BREAK = late(r"[；。“”]|当日|同比|比上|新增|投入")
_LEAST_DIGITS = 2
# 完成688个，完成率…: a share of those done among all.
_RATE = late(
    r"[\u3400-\u9fff]{0,6}，[\u3400-\u9fff]{0,2}?(?P<stem>[\u3400-\u9fff]{2,4})率(?:为|达到?|是)?"
)


# Where the words of a whole stand before a number, as in _WHOLE; they are looked for first, because
# hardly a sentence has them.
_WHOLE_PLACE = late(
    r"[共有计数量资议](?:(?<=共)|(?<=[共现]有)|(?<=[合总累]计)|(?<=总[数量])|(?<=总投资)|(?<=审议))"
    r"(?=[^，。；：、\d]{0,14}\d)|其中(?=[^，。；：、\d]{0,16}\d)|中(?=[，,]?已)"
)
# From 从收入构成看， on, each percentage is a part of one whole.
_COMPOSITION = late(r"(?:构成|结构|分布|来源|去向|类型|类别)上?(?:来?看|为|是|占比)?[，：,:]")
_SHARE = late(r"(?P<name>[^。；，、\n]{1,20}?)(?P<number>\d+(?:\.\d+)?)[%％][，、和]?")
_AGE = "岁"
_MOST_PERCENT = 100.6  # by rounding
# And the same of a share, as in _RATE.
_RATE_PLACE = late(r"率[为达到是]{0,2}\d")


class Quantity(NamedTuple):
    """A number with its unit; ``label`` is what stands before it in its clause."""

    value: float
    unit: str
    label: str
    span: Span


class Sums(NamedTuple):
    """Numbers of one sentence that belong together.

    fault: parts (共697个，完成688个，未完成6个: the parts do not make up the whole), percent (the
        share does not fit the two numbers before it) or composition (the shares of one whole are
        more)
    """

    fault: Literal["parts", "percent", "composition"]

    @staticmethod
    def message_fields() -> tuple[str, ...]:
        return ("match", "sum", "whole")

    def find(self, subject: Subject) -> Iterator[Match]:
        text = subject.text
        clue, look_at = _FAULTS[self.fault]
        places = [found.start() for found in clue.finditer(text)]
        for block in subject.document.body() if places else ():
            for span in sentences(text, block.span) if _has_one(block.span, places) else ():
                if _has_one(span, places):
                    yield from look_at(text, span)


def _has_one(span: Span, places: list[int]) -> bool:
    """Whether one of some places, in order, is in a span."""
    after = bisect_left(places, span.start)
    return after < len(places) and places[after] < span.end


def read_quantities(text: str, sentence: Span) -> list[Quantity]:
    """The numbers with units in a sentence."""
    found, start = [], sentence.start
    for match in _QUANTITY.finditer(text, sentence.start, sentence.end):
        label = text[start : match.start()]
        value = float(_PARTING.sub("", match["number"]))
        found.append(Quantity(value, match["unit"], label, Span(*match.span())))
        start = match.end()
    return found


def _parts(text: str, sentence: Span) -> Iterator[Match]:
    quantities = read_quantities(text, sentence)
    for index, whole in enumerate(quantities):
        named = _named_among(quantities[index:])
        if sum(part.value for part in named) > whole.value * (1 + _ROUNDING):
            yield _wrong_sum(text, whole, named)
            continue
        parts = _parts_of(text, quantities[index:]) if _WHOLE.search(whole.label) else []
        total = sum(part.value for part in parts)
        wrong = len(parts) > 1 and abs(total - whole.value) > _ROUNDING * whole.value
        slip = _are_a_list(parts) and _is_slip(whole.value, total)
        if wrong and (slip or _are_all(parts)):
            yield _wrong_sum(text, whole, parts)


def _named_among(quantities: list[Quantity]) -> list[Quantity]:
    """The parts that are named one by one right after a whole, if nothing can be two of them."""
    whole, *following = quantities
    parts: list[Quantity] = []
    for each in following:
        pattern = _NEXT if parts else _AMONG
        if each.unit != whole.unit or not pattern.fullmatch(each.label):
            break
        parts.append(each)
    labels = [part.label for part in parts]
    apart = not any(_OVERLAPPING.search(each) or _VAGUE.search(each) for each in labels)
    if len(parts) < _LEAST_NAMED or not apart:
        return []
    # 教授 are also 导师; but nobody is in two 专业.
    alike = len({label[-2:] for label in labels}) == 1
    return parts if alike or whole.unit not in _PERSONS else []


def _are_a_list(parts: list[Quantity]) -> bool:
    """Whether the parts are named one after the other, with nothing between them."""
    return len(parts) >= _LEAST_PARTS and all(
        len(part.label) <= _LONGEST_LABEL and not _BREAK.search(part.label) for part in parts
    )


def _is_slip(one: float, other: float) -> bool:
    """Whether two numbers differ in one digit, as by a slip of the hand."""
    digits, others = f"{one:g}", f"{other:g}"
    if len(digits) != len(others) or len(digits) < _LEAST_DIGITS:
        return False
    return sum(a != b for a, b in zip(digits, others, strict=True)) == 1


def _parts_of(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The numbers of the same unit after a whole; none where one is vague or has parts itself."""
    whole, *following = quantities
    parts: list[Quantity] = []
    for each in following:
        tail = text[each.span.end : each.span.end + 2]
        if each.unit != whole.unit or _WHOLE.search(each.label):
            break
        if _VAGUE.search(each.label) or _VAGUE.search(tail) or (parts and _CUE.search(each.label)):
            return []
        parts.append(each)
    return parts


def _are_all(parts: list[Quantity]) -> bool:
    """Whether nothing is left besides the parts: one is done and one is not, or men and women."""
    labels = [part.label for part in parts]
    done = {verb for label in labels for verb in _DONE.findall(label)}
    undone = any(mark + verb in label for verb in done for mark in _NOT for label in labels)
    # 发现问题35家 among them is a number of another thing.
    states = all(_DONE.search(label) or _STATE.search(label) for label in labels)
    return (undone and states) or (
        len(parts) == 2 and "男" in labels[0] + labels[1] and "女" in labels[0] + labels[1]
    )


def _wrong_sum(text: str, whole: Quantity, parts: list[Quantity]) -> Match:
    hints = tuple(Hint(part.span, Text("其中一项", "a part")) for part in parts)
    total = sum(part.value for part in parts)
    fields = {"match": whole.span.of(text), "sum": f"{total:g}", "whole": f"{whole.value:g}"}
    return Match(whole.span, fields, hints)


def _compositions(text: str, sentence: Span) -> Iterator[Match]:
    for cue in _COMPOSITION.finditer(text, sentence.start, sentence.end):
        shares = list(_shares_from(text, Span(cue.end(), sentence.end)))
        total = sum(float(share["number"]) for share in shares)
        if len(shares) >= _LEAST_PARTS and total > _MOST_PERCENT and _are_apart(shares):
            span = Span(cue.end(), shares[-1].end("number") + 1)
            yield Match(span, {"match": span.of(text), "sum": f"{total:.4g}%", "whole": "100%"})


def _shares_from(text: str, span: Span) -> Iterator[re.Match[str]]:
    """The shares that stand one after the other from the beginning of a span."""
    end = span.start
    while share := _SHARE.match(text, end, span.end):
        yield share
        end = share.end()


def _are_apart(shares: list[re.Match[str]]) -> bool:
    names = [share["name"] for share in shares]
    return all(_AGE in name for name in names) or not any(map(_OVERLAPPING.search, names))


def _percents(text: str, sentence: Span) -> Iterator[Match]:
    quantities = read_quantities(text, sentence)
    for found in _PERCENT.finditer(text, sentence.start, sentence.end):
        before = [each for each in quantities if each.span.end <= found.start()]
        if len(before) == 2:
            whole, part = before
            if _is_share(text, whole, part, found.start()):
                yield from _wrong_share(text, found, whole, part)


def _is_share(text: str, whole: Quantity, part: Quantity, offset: int) -> bool:
    """Whether the percentage at ``offset`` says how much of the whole the part is."""
    rate = _RATE.fullmatch(text, part.span.end, offset)
    same = whole.unit == part.unit in _COUNTED and part.value <= whole.value
    named = rate and set(rate["stem"]) & set(part.label[-_LABEL:])
    return bool(same and named and _ALL.search(whole.label))


def _wrong_share(
    text: str, found: re.Match[str], whole: Quantity, part: Quantity
) -> Iterator[Match]:
    decimals = len(found["decimals"] or "")
    share = 100 * part.value / whole.value
    # 86.598 % is written 86.6 or, cut off, 86.5.
    if abs(share - float(found["number"])) > 1.5 * 10**-decimals:
        hints = (
            Hint(whole.span, Text("总数", "the whole")),
            Hint(part.span, Text("其中", "the part")),
        )
        fields = {
            "match": found.group(),
            "sum": f"{share:.{decimals}f}%",
            "whole": whole.span.of(text),
        }
        yield Match(Span(*found.span()), fields, hints)


_FAULTS: dict[str, tuple[re.Pattern[str], Callable[[str, Span], Iterator[Match]]]] = {
    "parts": (_WHOLE_PLACE, _parts),
    "percent": (_RATE_PLACE, _percents),
    "composition": (_COMPOSITION, _compositions),
}
"""What a sentence must have, and what looks at one that has it."""
