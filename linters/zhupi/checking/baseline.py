"""What was there before: findings that are known, by file, rule and words, not by line.

The file is JSON, made by ``zhupi baseline``:

    {"version": 1, "files": {"报告.docx": {"typo/word": {"部暑": 2}}}}
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.model.result import Located, Result

BASELINE_FILE = "zhupi-baseline.json"
VERSION = 1

Known = Counter[tuple[str, str, str]]
"""How often a file has a finding of a rule on the same words: file, rule, words."""

Ran = Callable[[str, str], bool]
"""Whether a file was checked by a rule; the file as results name it."""


def by_all(_path: str, _rule: str) -> bool:
    """Every rule there is has run."""
    return True


class Baseline:
    """Known findings, of which those of a run are taken away."""

    def __init__(self, file: Path, known: Known) -> None:
        self._folder = file.parent.resolve()
        self._known = known
        self._left = known.copy()
        self._checked: dict[str, str] = {}

    def new(self, result: Result) -> Result:
        """The result without what is known; of more than is known, the last are new."""
        if not result.readable:
            return result
        name = self._check_off(result)
        return result._replace(
            located=tuple(each for each in result.located if self._is_new(name, each))
        )

    def words_of(self, path: str) -> Iterator[tuple[str, str]]:
        """The rules and words that are known of a file."""
        name = self._name(path)
        for known, rule, quote in self._known:
            if known == name:
                yield rule, quote

    def stale(self, ran: Ran = by_all) -> Known:
        """What was known and is found no more: of rules that ran, or of files that are gone."""
        return Counter(
            {key: count for key, count in (+self._left).items() if self._is_stale(key, ran)}
        )

    def _is_stale(self, key: tuple[str, str, str], ran: Ran) -> bool:
        name, rule, _ = key
        if name in self._checked:
            return ran(self._checked[name], rule)
        return not (self._folder / name).is_file()

    def pruned(self, ran: Ran = by_all) -> Known:
        """What is known without what is stale."""
        return +(self._known - self.stale(ran))

    def record(self, results: Iterable[Result], ran: Ran = by_all) -> Known:
        """All that is found; what is known of other files and other rules is kept."""
        found: Known = Counter()
        for result in results:
            name = self._check_off(result)
            found.update((name, each.finding.rule, each.quote) for each in result.located)
        kept = {
            key: count
            for key, count in self._known.items()
            if not (key[0] in self._checked and ran(self._checked[key[0]], key[1]))
        }
        return found + Counter(kept)

    def _check_off(self, result: Result) -> str:
        name = self._name(result.path)
        self._checked[name] = result.path
        return name

    def _is_new(self, name: str, located: Located) -> bool:
        key = (name, located.finding.rule, located.quote)
        self._left[key] -= 1
        return self._left[key] < 0

    def _name(self, path: str) -> str:
        """A file as the baseline names it: from its own folder, with forward slashes."""
        full = Path(path).resolve()
        try:
            return full.relative_to(self._folder).as_posix()
        except ValueError:
            return full.as_posix()


def read_baseline(file: Path) -> Baseline:
    """The baseline of a file; raises UserError when it is none."""
    try:
        data = json.loads(file.read_bytes())
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']}")
        known = Counter(dict(_entries(data["files"])))
    except OSError as error:
        raise UserError(
            str(file),
            Text(f"读不了基线（{error.strerror}）", f"cannot read it ({error.strerror})"),
            Text("先运行 zhupi baseline 生成", "make it with zhupi baseline"),
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            str(file),
            Text(f"不是基线文件（{error}）", f"not a baseline ({error})"),
            Text("用 zhupi baseline 重新生成", "make it anew with zhupi baseline"),
        ) from None
    return Baseline(file, known)


def empty_baseline(file: Path) -> Baseline:
    """A baseline that knows nothing yet."""
    return Baseline(file, Counter())


def _entries(
    files: Mapping[str, Mapping[str, Mapping[str, int]]],
) -> Iterator[tuple[tuple[str, str, str], int]]:
    for name, rules in files.items():
        for rule, quotes in rules.items():
            for quote, count in quotes.items():
                yield (name, rule, quote), int(count)


def written(known: Known) -> str:
    """The file of known findings, in an order that makes small differences."""
    files: dict[str, dict[str, dict[str, int]]] = {}
    for (name, rule, quote), count in sorted(known.items()):
        files.setdefault(name, {}).setdefault(rule, {})[quote] = count
    return json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=1) + "\n"


class Tally(NamedTuple):
    """How many findings a baseline holds, in how many files."""

    findings: int
    files: int


def tally(known: Known) -> Tally:
    """The figures of known findings."""
    return Tally(known.total(), len({name for name, _, _ in known}))
