"""New prose out of old: sentences mixed from the clauses of this repository's own reports.

A sentence is an opening clause, up to two middle ones and a closing one, each from another
sentence of the texts. Two clauses that share two characters may cross over there (推动|基层治理
with 健全|基层组织), and numbers, places, offices and some adverbs change. So hardly a sentence
comes twice, while any few characters stand beside each other as somebody wrote them. What it says
makes no sense.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from tests.annotated import FIRST, SECOND, THIRD, reports

CLEAN = FIRST.parent / "clean"
CROSSINGS = 2  # a clause may cross over so often
CROSSED = 0.8  # the share of times that it does, if there is a place
TRIES = 4  # places looked at for two characters that others have
COMMON = 12  # so often must two characters come for clauses to cross there
SHORTEST, LONGEST = 6, 36

Choice = TypeVar("Choice")
Joint = tuple[str, int]
"""A clause, and where in it two common characters stand."""

_END = re.compile(r"[。！？\n]")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]+[是、]|（.{1,3}）|\d+[.．、]|#+ |首先|其次|最后|第.)+"
)
_RUN_IN = re.compile(r"（[一二三四五六七八九十]+）([^。！？：，“”（）\n]{4,18})。")
# What points to something that no longer stands around it, and what cannot be cut.
_POINTING = re.compile(
    r"以下|如下|下列|上述|前述|附件|[一二三四五六七八九十]是|[{}|：《》“”（）〔〕()…—\[\]#*_<>`]"
    r"|\s|其中|分别|特此|[一二两三四五六七八九十][个条项点]|我|你|您|星期|周[一二三四五六日]"
)


class Pool(NamedTuple):
    """The clauses of the texts by their place in a sentence, and where they may cross over."""

    opening: tuple[str, ...]
    middle: tuple[str, ...]
    closing: tuple[str, ...]
    headings: tuple[str, ...]
    joints: dict[str, list[Joint]]


class Dice:
    """Chances from a seed. ``random.random`` alone is promised to stay the same in all versions."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def below(self, limit: int) -> int:
        return int(self._random() * limit)

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        return self._random() < share

    def pick(self, choices: Sequence[Choice]) -> Choice:
        return choices[self.below(len(choices))]


def sources() -> list[Path]:
    """The files that the texts are taken from, in order."""
    found = [path for folder in (FIRST, SECOND, THIRD) for path in sorted(folder.glob("*/*.*"))]
    return found + sorted(CLEAN.glob("*.txt"))


def read_pool() -> Pool:
    texts = [report.text for folder in (FIRST, SECOND, THIRD) for report in reports(folder)]
    texts += [path.read_text(encoding="utf-8") for path in sorted(CLEAN.glob("*.txt"))]
    by_place: dict[str, dict[str, None]] = {"opening": {}, "middle": {}, "closing": {}}
    for text in texts:
        for place, clause in _clauses(text):
            by_place[place][clause] = None
    opening, middle, closing = (tuple(each) for each in by_place.values())
    headings = dict.fromkeys(match for text in texts for match in _RUN_IN.findall(text))
    return Pool(opening, middle, closing, tuple(headings), _joints((*opening, *middle, *closing)))


def _clauses(text: str) -> Iterable[tuple[str, str]]:
    """The usable clauses of sentences of two or more, each with its place."""
    for sentence in _END.split(text):
        clauses = re.split(r"[，；]", _NUMBERED.sub("", sentence.strip(), count=1))
        for number, clause in enumerate(clauses):
            if len(clauses) > 1 and _usable(clause):
                place = {0: "opening", len(clauses) - 1: "closing"}.get(number, "middle")
                yield place, clause


def _usable(clause: str) -> bool:
    return SHORTEST <= len(clause) <= LONGEST and not _POINTING.search(clause)


def _joints(clauses: Iterable[str]) -> dict[str, list[Joint]]:
    places: defaultdict[str, list[Joint]] = defaultdict(list)
    for clause in dict.fromkeys(clauses):
        for at in range(2, len(clause) - 3):
            pair = clause[at : at + 2]
            if all("一" <= character <= "鿿" for character in pair):
                places[pair].append((clause, at))
    return {pair: found for pair, found in places.items() if len(found) >= COMMON}


# Sentences.


def sentence(pool: Pool, dice: Dice) -> str:
    """A sentence without its full stop."""
    middle = [dice.pick(pool.middle) for _ in range(dice.below(3))]
    clauses = [dice.pick(pool.opening), *middle, dice.pick(pool.closing)]
    for _ in range(CROSSINGS):
        clauses = [_crossed(each, pool, dice) for each in clauses]
    return varied("，".join(clauses), dice)


def _crossed(clause: str, pool: Pool, dice: Dice) -> str:
    """The head of the clause and the tail of another, or the clause."""
    if not dice.chance(CROSSED):
        return clause
    for _ in range(TRIES):
        at = 2 + dice.below(max(1, len(clause) - 5))
        if others := pool.joints.get(clause[at : at + 2]):
            other, cut = dice.pick(others)
            made = clause[:at] + other[cut:]
            if SHORTEST <= len(made) <= LONGEST:
                return made
    return clause


# What changes inside a clause.

_FIRST_SYLLABLES = "青白石柏云柳松清望梧澄长苍岫禾临枫锦东南玉滨双桐丹澜泽广岭汀浣"
_SECOND_SYLLABLES = "川江溪河州湾桥岭山泉湖林城阳原屏塘浦港平台安和宁陵"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "建国志明伟丽芳敏静强磊军洋勇艳杰娟涛超秀霞平刚桂英华玉兰红云海燕宏文博雅琪思远浩宇晨欣"
_OFFICES = (
    *(
        "财政",
        "教育",
        "民政",
        "水利",
        "司法",
        "审计",
        "统计",
        "商务",
        "科技",
        "交通运输",
        "农业农村",
    ),
    *("卫生健康", "应急管理", "市场监管", "住房城乡建设", "自然资源", "生态环境", "文化旅游"),
    *("人力资源社会保障", "退役军人事务", "医疗保障", "城市管理"),
)
_PLACES = (
    "青禾|岚江|白石|禾川|柏川|石桥|澄溪|松洲|柳林|长汐|云栖|望江|栖云|望湖|石埠|白杨|苍岭|岚州|梧桐|望川|浣江|双桥"
    "|白鹭|丰岭|柳湾|江里|丹浦|澜阳|河湾|云门|桐岭|清源|澜溪|渡口|锦绣|广澄|东陵|石澜|玉泉|枫湾|清溪|岫川|澄砚|云杼"
    "|文苑|上河|枫树|松岗|云台|清水|临溪|云岭|柏树|后湾|枫桥|泽北|柳坪|青檀|南屏|平溪|松云|锦屏|苍河|云鹤|柏溪|禾丰"
    "|松陵|禾汀|汀岚|湖滨|三桥"
)
_MARK = r"—\-–/:.〔〕A-Za-z～~\d"
_CHANGING = re.compile(
    rf"(?P<place>{_PLACES})(?=[市县区镇乡村]|街道|社区)"
    rf"|(?P<office>{'|'.join(_OFFICES)})(?=局)"
    r"|(?P<how>扎实|稳步|持续|有序|大力|加快)(?=推进|推动|开展|实施)"
    r"|(?P<more>进一步|着力|不断|切实)(?=加强|完善|提高|提升|健全|强化|优化|规范)"
    r"|(?P<some>部分|少数|个别|有的)(?=干部|党员|同志|单位|科室|企业|支部)"
    rf"|(?<![{_MARK}])(?P<number>\d+(?:\.\d+)?)(?![{_MARK}])(?P<unit>.?)"
)
_CHOICES = {
    "office": _OFFICES,
    "how": ("扎实", "稳步", "持续", "有序", "大力", "加快"),
    "more": ("进一步", "着力", "不断", "切实"),
    "some": ("部分", "少数", "个别", "有的"),
}


def varied(text: str, dice: Dice) -> str:
    """The text with other places, offices, adverbs and numbers."""
    return _CHANGING.sub(lambda match: _other(match, dice), text)


def place(dice: Dice) -> str:
    return dice.pick(_FIRST_SYLLABLES) + dice.pick(_SECOND_SYLLABLES)


def person(dice: Dice) -> str:
    return dice.pick(_SURNAMES) + dice.pick(_GIVEN) + dice.pick(_GIVEN)


def _other(match: re.Match[str], dice: Dice) -> str:
    kind = match.lastgroup or ""
    if kind == "place":
        return place(dice)
    if kind == "unit":
        return number(match["number"], match["unit"], dice) + match["unit"]
    return dice.pick(_CHOICES[kind])


def number(old: str, unit: str, dice: Dice) -> str:
    """Another number of as many digits; one that counts years, months or hours stays."""
    if unit in "年月日时分点号届" and unit:
        return old
    whole, point, rest = old.partition(".")
    made = str(dice.between(10 ** (len(whole) - 1), 10 ** len(whole) - 1))
    digits = "".join(str(dice.below(10)) for _ in rest[1:]) + str(dice.between(1, 9))
    return made + point + digits if point else made


def repeated(pieces: Iterable[str]) -> float:
    """The share of characters in pieces that came before."""
    counted = Counter(pieces)
    again = sum((times - 1) * len(piece) for piece, times in counted.items())
    return again / max(1, sum(times * len(piece) for piece, times in counted.items()))
