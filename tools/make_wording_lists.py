"""Makes the lists of the pack wording that come from published texts.

    python tools/make_wording_lists.py FOLDER

FOLDER holds ``*.txt`` and ``*.txt.xz`` files of official prose, one paragraph a line. Written are

- ``rules/wording/titles.txt``: the laws and party rules that the texts cite in 《》;
- ``rules/wording/phrases-accepted.txt``: what is a little off a phrase of ``phrases.txt`` and
  stands in print all the same, so that it is a variation; what ``tools/wording/misprints.txt``
  names is not among it. Phrases that hardly occur are named, to be struck from the list by hand.
"""

import argparse
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from zhupi.checks.fixed_phrase import deviations
from zhupi.patterns import DataFile

ROOT = Path(__file__).parent.parent
RULES = ROOT / "rules" / "wording"
MISPRINTS = ROOT / "tools" / "wording" / "misprints.txt"

CITED = re.compile(r"《([\u3400-\u9fff、]{6,40})》")
NATIONAL = ("中华人民共和国", "中国共产党")
KINDS = ("法", "条例", "准则", "规定", "通则", "总则", "章程", "办法", "规则")
# A place in its name makes it one of many that differ in a character or two.
LOCAL = re.compile(r"[省市县州]|自治区|北京|上海|天津|重庆|深圳|香港|澳门|经济特区")
LEAST_CITED = 3
LEAST_LENGTH = 9
LEAST_FOUND = 10
# Cited in print by names that they do not have.
WRONGLY_CITED = frozenset({"中华人民共和国道路交通安全管理法"})
# In force until lately, so that older documents cite them.
FORMER = ("人体器官移植条例",)
# Hardly cited in these texts, and often in those that are checked.
ALSO = (
    "党政机关公文处理工作条例",
    "党政机关厉行节约反对浪费条例",
    "机关团体建设楼堂馆所管理条例",
    "生产安全事故报告和调查处理条例",
    "中国共产党支部工作条例",
    "中国共产党问责条例",
    "中国共产党重大事项请示报告条例",
)


def texts(folder: Path) -> Iterator[str]:
    """The files of a folder."""
    for path in sorted(folder.rglob("*.txt*")):
        raw = path.read_bytes()
        yield (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")


def lines_of(path: Path) -> list[str]:
    """The lines of a list, comments left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def is_known_title(title: str, cited: int) -> bool:
    """Whether a cited title is that of a national law or rule."""
    if title.startswith(NATIONAL):
        return title.endswith(KINDS)
    usual = cited >= LEAST_CITED and len(title) >= LEAST_LENGTH
    return usual and title.endswith(KINDS[1:]) and not LOCAL.search(title)


def titles_of(corpus: list[str]) -> list[str]:
    """The titles of national laws and rules, sorted."""
    cited = Counter(title for text in corpus for title in CITED.findall(text))
    known = {title for title, times in cited.items() if is_known_title(title, times)}
    return sorted((known | {*FORMER, *ALSO}) - WRONGLY_CITED)


def main() -> int:
    """Write both lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    corpus = list(texts(parser.parse_args().folder))
    titles = titles_of(corpus)
    (RULES / "titles.txt").write_text("\n".join(titles) + "\n", encoding="utf-8")
    phrases = lines_of(RULES / "phrases.txt")
    table = DataFile("\n".join(phrases))
    forms = {found for text in corpus for found in deviations(text, table)}
    accepted = sorted(forms - set(lines_of(MISPRINTS)))
    (RULES / "phrases-accepted.txt").write_text("\n".join(accepted) + "\n", encoding="utf-8")
    print(f"{len(titles)} titles, {len(phrases)} phrases, {len(accepted)} accepted forms")
    rare = [each for each in phrases if sum(text.count(each) for text in corpus) < LEAST_FOUND]
    print(f"phrases found less than {LEAST_FOUND} times: {' '.join(rare)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
