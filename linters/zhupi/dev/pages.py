"""A page for every bundled rule, from the rule itself."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zhupi.dev.overview import outlined, overviews
from zhupi.engine.linting import lint
from zhupi.formats import locate, read
from zhupi.model.document import Document
from zhupi.model.finding import SEVERITY_NAMES, Finding
from zhupi.model.fix import Safety
from zhupi.rulepacks import Example, Rule, ruleset_of
from zhupi.rulepacks.bundled import bundled_rules
from zhupi.rulepacks.decoding import fields_of, key_of
from zhupi.rulepacks.loading import load_packs
from zhupi.rulepacks.plugins import combine
from zhupi.rulepacks.rule import Ruleset

_SUFFIXES = {"text": ".txt", "markdown": ".md"}
_MOST_RELATED = 8
_GENERAL = ("literal", "regex")
"""Kinds of checks that say nothing of what a rule is about."""

_FIXES = {
    None: "没有",
    Safety.SHOW: "只说改法，不动手",
    Safety.UNSAFE: "拿不准：加 `--unsafe-fixes` 才改",
    Safety.SAFE: "有把握：`--fix` 就改，Word 文件里留修订",
}


class Told(NamedTuple):
    """What a writer is told of a place, counted from 1; ``fix`` is None where there is none."""

    line: int
    column: int
    message: str
    fix: Safety | None


Found = Mapping[int, tuple[Told, ...]]
"""What is told of each bad example, by its number in the rule."""


def rule_pages() -> dict[str, str]:
    """The pages by their path in the repository, with an index in each language."""
    from zhupi.checks import CHECKS

    ruleset = combine(load_packs(bundled_rules(), CHECKS, "rules"))
    pages = {f"docs/rules/{rule.name}.md": _page(rule, ruleset) for rule in ruleset.rules}
    return {**pages, **overviews(ruleset)}


def _page(rule: Rule, ruleset: Ruleset) -> str:
    up = "../" * (rule.name.count("/") + 1)
    found = {n: _found(rule, each) for n, each in enumerate(rule.examples) if each.bad}
    parts = (
        _about(rule),
        _facts(rule, ruleset, up, found),
        _examples(rule.examples, found),
        _letting_pass(rule, up),
        _related(rule, ruleset),
    )
    return "\n".join(line for part in parts for line in part)


def _about(rule: Rule) -> Iterator[str]:
    yield "<!-- 由 make generate 从规则文件生成，不要手改。 -->\n"
    yield f"# {rule.name}\n"
    yield f"**{outlined(rule.message, 'zh')}**\n"
    yield f"{rule.why.zh}\n"
    if rule.why.en:
        yield f"*In English: {outlined(rule.message, 'en')}. {rule.why.en}*\n"


def _facts(rule: Rule, ruleset: Ruleset, up: str, found: Found) -> Iterator[str]:
    """What the rule is, a row each."""
    pack = rule.name.rpartition("/")[0]
    title = ruleset.packs[pack].zh
    yield "| | |\n|---|---|"
    yield f"| 级别 | {SEVERITY_NAMES[rule.severity].zh} |"
    if rule.source:
        yield f"| 依据 | {rule.source}（{rule.strength}） |"
    yield f"| 自动改正 | {_FIXES[_safety(found)]} |"
    if not rule.enabled:
        yield f'| 启用 | 默认不启用；写 `enable = ["{rule.name}"]`，或用 `--enable {rule.name}` |'
    yield f"| 规则包 | [{title}]({up.removeprefix('../')}README.md#{pack.replace('/', '-')}) |"
    file = rule.where.rpartition(":")[0]
    kind = f"[`{rule.kind}`]({up}check-kinds.md#{rule.kind})"
    yield f"| 规则文件 | [{file}]({up}../{file})，检查类型 {kind} |"
    yield ""


def _safety(found: Found) -> Safety | None:
    """How sure the surest of the fixes is that are made in the examples."""
    fixes = [each.fix for told in found.values() for each in told if each.fix is not None]
    return max(fixes, default=None)


def _found(rule: Rule, example: Example) -> tuple[Told, ...]:
    """What the rule says of a bad example; nothing of those that are not one plain file."""
    suffix = _SUFFIXES.get(example.format)
    if not suffix or rule.traits.compares_documents:
        return ()
    document = read(example.bad.encode(), f"example{suffix}")
    findings = lint(document, ruleset_of([rule._replace(enabled=True)]))
    return tuple(_told(document, finding) for finding in findings)


def _told(document: Document, finding: Finding) -> Told:
    start = locate(document, finding.span).start
    safety = finding.fix.safety if finding.fix else None
    return Told(start.line, start.column, finding.message, safety)


def _examples(examples: tuple[Example, ...], found: Found) -> Iterator[str]:
    yield "## 例子\n"
    for number, example in enumerate(examples):
        yield f"{'会查出' if example.bad else '不会查出'}：\n"
        yield _fenced(example.bad or example.good)
        if example.bad:
            yield from _places(example, found[number])
        if example.fixed:
            yield "改为：\n"
            yield _fenced(example.fixed)


def _places(example: Example, told: tuple[Told, ...]) -> Iterator[str]:
    """The places of the faults, with what the writer is told there."""
    for each in told:
        yield f"- 第 {each.line} 行第 {each.column} 字：{_plain(each.message)}"
    if not told:
        yield f"- 位置（行:列）：{example.at}"
    yield ""


def _letting_pass(rule: Rule, up: str) -> Iterator[str]:
    """How somebody is rid of the rule in one place, or altogether."""
    yield "## 不查这一条\n"
    yield "只放过一处：Markdown 在那一段前面写第一行，Word 在那几个字上加批注，写第二行：\n"
    yield _fenced(f"<!-- 朱批：忽略 {rule.name} 理由 -->\n朱批：忽略 {rule.name} 理由")
    yield "一律不查，或者改级别，写进 `zhupi.toml`：\n"
    yield "```toml"
    yield f'ignore = ["{rule.name}"]'
    yield ""
    yield "[severity]"
    other = "warning" if rule.severity.name == "INFO" else "info"
    yield f'"{rule.name}" = "{other}"'
    yield from _options(rule)
    yield "```\n"
    yield f"详见[配置、忽略、基线]({up}configuration.md)。\n"


def _options(rule: Rule) -> Iterator[str]:
    """The numbers of the rule's check, which an office may set otherwise."""
    kinds = fields_of(type(rule.check))
    numbers = [
        f"{key_of(field)} = {getattr(rule.check, field):g}"
        for field, kind in kinds.items()
        if kind in (int, float)
    ]
    if numbers:
        yield "\n[options] # 规则里的数，可以改"
        yield f'"{rule.name}" = {{ {", ".join(numbers)} }}'


def _related(rule: Rule, ruleset: Ruleset) -> Iterator[str]:
    """Rules of the same kind in the pack; of a rule of a genre, its namesakes in other genres."""
    pack, _, own = rule.name.rpartition("/")
    if rule.genre:
        near = [each for each in ruleset.rules if each.name.endswith(f"/{own}") and each.genre]
    else:
        near = [
            each
            for each in ruleset.rules
            if each.kind == rule.kind not in _GENERAL and each.name.rpartition("/")[0] == pack
        ]
    near = [each for each in near if each.name != rule.name][:_MOST_RELATED]
    if not near:
        return
    up = "../" * rule.name.count("/")
    yield "## 相近的规则\n"
    for each in near:
        yield f"- [`{each.name}`]({up}{each.name}.md) {outlined(each.message, 'zh')}"
    yield ""


def _fenced(text: str) -> str:
    return f"```text\n{text.rstrip(chr(10))}\n```\n"


def _plain(message: str) -> str:
    """A message as Markdown shows it: its signs are no markup."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in message)
