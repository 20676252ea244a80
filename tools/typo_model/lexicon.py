"""The words: those of jieba, and of the word lists of official writing."""

from collections.abc import Iterator
from pathlib import Path

import jieba

# 常见错字错词 lists errors; the others list words, one a line.
_LISTS = ("公文写作", "法律", "财经", "地名", "成语", "政策法规标题")
_SHORTEST, _LONGEST = 2, 6
# Other forms of idioms of the list that are right, too.
_VARIANTS = frozenset(
    ["宽洪大量", "礼义之邦", "拨弄是非", "选贤举能", "勇争上游", "有去无回", "勇往前行", "白底黑字"]
)


def words_of(folder: Path) -> dict[str, bool]:
    """Words of two to six characters, and whether a list of official writing has them."""
    words = dict.fromkeys(_first_fields(jieba.get_dict_file().name), False)
    for name in _LISTS:
        words |= dict.fromkeys(_first_fields(folder / f"{name}.txt"), True)
    return {word: listed for word, listed in words.items() if _SHORTEST <= len(word) <= _LONGEST}


def idioms_of(folder: Path) -> list[str]:
    """Idioms of four characters."""
    listed = {word for word in _first_fields(folder / "成语.txt") if len(word) == 4}
    return sorted(listed | _VARIANTS)


def _first_fields(path: str | Path) -> Iterator[str]:
    for line in Path(path).read_text(encoding="utf-8").split("\n"):
        fields = line.split()
        if fields:
            yield fields[0]
