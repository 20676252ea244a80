"""The reports of the tests, varied: for benchmarks that want many."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

_TEXTS = Path(__file__).resolve().parents[1] / "tests" / "documents"
_MISPRINTS = [("部署", "部暑"), ("淡薄", "淡簿"), ("贯彻", "惯彻"), ("落实", "落时")]
_RARELY = 0.05


def varied_reports(count: int, seed: int) -> Iterator[list[str]]:
    """The lines of so many: other numbers, some lines left out, a misprint here and there."""
    chance = random.Random(seed)
    sources = [
        path.read_text(encoding="utf-8").splitlines() for path in sorted(_TEXTS.rglob("*.txt"))
    ]
    sources = [lines for lines in sources if len(lines) > 10]
    for number in range(count):
        lines = sources[number % len(sources)]
        yield [_varied(line, chance) for line in lines if chance.random() > _RARELY]


def _varied(line: str, chance: random.Random) -> str:
    line = with_other_numbers(line, chance)
    right, wrong = chance.choice(_MISPRINTS)
    return line.replace(right, wrong, 1) if chance.random() < _RARELY else line


def with_other_numbers(line: str, chance: random.Random) -> str:
    """The line with numbers of the same lengths; years stay."""
    return re.sub(r"\d+", lambda found: _number(found.group(), chance), line)


def _number(digits: str, chance: random.Random) -> str:
    if len(digits) == 4 and digits.startswith("20"):
        return digits
    return "".join([str(chance.randint(1, 9)) for _ in digits])
