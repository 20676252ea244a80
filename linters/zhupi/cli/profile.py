"""``zhupi check --profile``: where the time went."""

import sys
from collections.abc import Iterator

from zhupi.clock import (
    GATE,
    GENRES,
    JUDGING,
    LOCATING,
    OTHER,
    OUTLINE,
    READING,
    RULES,
    START,
    Clock,
)
from zhupi.lang import Lang, Text, counted
from zhupi.model.width import display_width

_MOST_RULES = 15
_COLUMNS = 52
_STAGES = {
    START: Text("启动", "start"),
    RULES: Text("装载规则", "loading rules"),
    READING: Text("读文件", "reading files"),
    OUTLINE: Text("看结构", "outline"),
    GENRES: Text("认文种", "genres"),
    GATE: Text("挑选可能有话说的规则", "which rules may find anything"),
    JUDGING: Text("合并、取舍", "sifting findings"),
    LOCATING: Text("算位置", "locating"),
    OTHER: Text("找文件、输出", "discovery and output"),
}


def tell_profile(clock: Clock, files: int, characters: int, lang: Lang) -> None:
    """Print the stages of a run, and the rules that took longest, on stderr."""
    clock.lap(OTHER)
    for line in _lines(clock, files, characters, lang):
        print(line, file=sys.stderr)


def _lines(clock: Clock, files: int, characters: int, lang: Lang) -> Iterator[str]:
    total = sum(clock.spent.values())
    rules = {name: spent for name, spent in clock.spent.items() if name not in _STAGES}
    for stage, title in _STAGES.items():
        yield _line(title.say(lang), clock.spent.get(stage, 0.0), total)
    title = Text(f"运行规则（{len(rules)} 条）", f"running rules ({len(rules)})")
    yield _line(title.say(lang), sum(rules.values()), total)
    longest = sorted(rules, key=lambda name: -rules[name])[:_MOST_RULES]
    for name in longest:
        times = Text(f"{clock.runs[name]} 次", counted(clock.runs[name], "time")).say(lang)
        yield _line(f"  {name}", rules[name], total) + f"  {times}"
    yield _line(Text("合计", "all").say(lang), total, total)
    speed = characters / max(total - clock.spent[START], 1e-9)
    yield Text(
        f"CPU 时间；{files} 个文件，{characters} 字，除启动外每秒 {speed:,.0f} 字",
        f"CPU time; {counted(files, 'file')}, {counted(characters, 'character')}, "
        f"{speed:,.0f} a second after the start",
    ).say(lang)


def _line(title: str, seconds: float, total: float) -> str:
    column = title + " " * max(1, _COLUMNS - display_width(title))
    return f"{column}{1000 * seconds:10.1f} ms{100 * seconds / total:6.1f} %"
