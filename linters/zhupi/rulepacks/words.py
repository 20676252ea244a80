"""The user's words: what is right, and what an organisation writes instead of what.

A file of words has one entry a line: a word that is right (a name, a coinage), or a wrong word, an
arrow (→ or ->) and the right one. ``#`` at the head of a line or after a space begins a comment.

    三提三效
    椰字号
    综治中心 → 社会治理中心
"""

import re
from typing import NamedTuple

from zhupi.errors import UserError
from zhupi.formats.decoding import decode
from zhupi.lang import Text
from zhupi.model.finding import Severity
from zhupi.patterns import DataFile
from zhupi.rulepacks.rule import Held, Rule, Ruleset, traits_of

WORDS_FILE = "zhupi-words.txt"
"""The file of a project's words, looked for in the current folder and those above it."""

PACK = "words"
RULE = f"{PACK}/own-word"
_ARROW = re.compile(r"\s*(?:→|⇒|->|=>)\s*")
_COMMENT = re.compile(r"(?:^|\s)#.*")


class Words(NamedTuple):
    """Words that are right, and pairs of wrong and right ones."""

    allowed: frozenset[str] = frozenset()
    pairs: tuple[tuple[str, str], ...] = ()


def read_words(raw: bytes, name: str, words: Words = Words()) -> Words:  # noqa: B008 (immutable)
    """The words of a file with those already known; raises UserError for a line that is none."""
    if not raw.strip():
        return words
    for number, line in enumerate(decode(raw, name).text.splitlines(), 1):
        entry = _COMMENT.sub("", line).strip()
        if entry:
            words = add_entry(words, _ARROW.split(entry), f"{name}:{number}")
    return words


def add_entry(words: Words, entry: list[str], where: str) -> Words:
    """The words with one more: a right one, or a wrong and a right one; raises UserError."""
    wrong, *right = entry
    allowed, pairs = words
    if not right and len(wrong) > 1 and wrong not in dict(pairs):
        return Words(allowed | {wrong}, pairs)
    is_pair = len(right) == 1 and wrong and right[0] and wrong != right[0]
    if is_pair and wrong not in allowed and dict(pairs).get(wrong, right[0]) == right[0]:
        return Words(allowed, (*pairs, (wrong, right[0])))
    raise UserError(where, *_fault_of(words, wrong, right))


def _fault_of(words: Words, wrong: str, right: list[str]) -> tuple[Text, Text]:
    """What is wrong with an entry, and how to mend it."""
    known = wrong in words.allowed or wrong in dict(words.pairs)
    if known:
        what = Text(f"“{wrong}”前面已有不同的写法", f"“{wrong}” is there already, and otherwise")
        return what, Text("只留一个", "keep one of them")
    if right == [wrong]:
        what = Text(f"“{wrong}”改前改后是一样的", f"“{wrong}” would be replaced by itself")
        return what, Text(
            "要放过这个词，只写它自己；要改，写“错词 → 正词”",
            "write the word alone to allow it, or “wrong → right”",
        )
    if not right:
        what = Text(f"“{wrong}”只有一个字，会放过太多", f"“{wrong}” alone would allow too much")
        return what, Text("写成完整的词", "write a whole word")
    what = Text(f"看不懂“{wrong}”这一行", f"“{wrong}”: not a word, nor a pair")
    return what, Text("一行写一个词，或“错词 → 正词”", "write a word, or “wrong → right”")


def with_words(ruleset: Ruleset, words: Words, name: str) -> Ruleset:
    """The ruleset that lets words pass, and has a rule for the pairs; ``name`` is their file."""
    titles = {**ruleset.packs, PACK: Text("自定义词表", "the user's words")}
    rules = (*ruleset.rules, _rule_of(words, name)) if words.pairs else ruleset.rules
    allowed = ruleset.allowed | words.allowed
    names = ruleset.names | {RULE}
    return ruleset._replace(rules=rules, packs=titles, allowed=allowed, names=names)


def _rule_of(words: Words, name: str) -> Rule:
    from zhupi.checks.dictionary import HEADER, Dictionary  # few projects have words
    from zhupi.checks.script_forms import simplified

    lines = ["\t".join(HEADER)]
    for wrong, right in dict(
        (simplified(one), simplified(two)) for one, two in words.pairs
    ).items():
        # 中心 → 服务中心: the right word is right although the wrong one stands in it.
        lines.append("\t".join((wrong, right, right if wrong in right else "")))
    check = Dictionary(DataFile("\n".join(lines)), "safe")
    return Rule(
        name=RULE,
        kind="dictionary",
        held=Held(check),
        traits=traits_of(check),
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
