"""The user's words: what is right, and what an organisation writes instead of what.

A file of words has one entry a line: a word that is right (a name, a coinage), or a wrong word, an
arrow and the right one. ``#`` begins a comment.

    三提三效
    椰字号
    综治中心 → 社会治理中心
"""

import re
from typing import NamedTuple

from zhupi.checks.dictionary import HEADER, Dictionary
from zhupi.errors import UserError
from zhupi.formats.decoding import decode
from zhupi.lang import Text
from zhupi.model.finding import Severity
from zhupi.patterns import DataFile
from zhupi.rulepacks.rule import Rule, Ruleset

PACK = "words"
RULE = f"{PACK}/own-word"
_ARROW = re.compile(r"\s*(?:→|⇒|->|=>|\t)\s*")


class Words(NamedTuple):
    """Words that are right, and pairs of wrong and right ones."""

    allowed: frozenset[str] = frozenset()
    pairs: tuple[tuple[str, str], ...] = ()


def read_words(raw: bytes, name: str) -> Words:
    """The words of a file; raises UserError for a line that is none."""
    allowed: set[str] = set()
    pairs: dict[str, str] = {}
    for number, line in enumerate(decode(raw, name).text.splitlines(), 1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        wrong, *right = _ARROW.split(entry)
        if not right:
            allowed.add(wrong)
            continue
        if len(right) > 1 or not wrong or not right[0] or wrong == right[0]:
            raise UserError(
                f"{name}:{number}",
                Text(f"看不懂这一行：{entry}", f"not a word, nor a pair: {entry}"),
                Text("一行写一个词，或“错词 → 正词”", "write a word, or “wrong → right”"),
            )
        if pairs.setdefault(wrong, right[0]) != right[0]:
            raise UserError(
                f"{name}:{number}",
                Text(f"“{wrong}”有两个正词", f"“{wrong}” has two right forms"),
                Text("只留一个", "keep one of them"),
            )
    return Words(frozenset(allowed), tuple(pairs.items()))


def with_words(ruleset: Ruleset, words: Words, name: str) -> Ruleset:
    """The ruleset that lets words pass, and has a rule for the pairs; ``name`` is their file."""
    titles = {**ruleset.packs, PACK: Text("自定义词表", "the user's words")}
    rules = (*ruleset.rules, _rule_of(words, name)) if words.pairs else ruleset.rules
    allowed = ruleset.allowed | words.allowed
    return ruleset._replace(rules=rules, packs=titles, allowed=allowed)


def _rule_of(words: Words, name: str) -> Rule:
    lines = ["\t".join(HEADER), *("\t".join((*pair, "")) for pair in words.pairs)]
    return Rule(
        name=RULE,
        kind="dictionary",
        check=Dictionary(DataFile("\n".join(lines)), "safe"),
        severity=Severity.ERROR,
        message=Text(
            "按本单位词表，“{match}”应为“{right}”", "by your words, “{match}” should be “{right}”"
        ),
        why=Text("本单位词表的规定。", "Your own list of words says so."),
        source=name,
        strength="规定",
        examples=(),
        where=name,
    )
