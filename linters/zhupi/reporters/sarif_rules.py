"""The rules of a SARIF log, and their numbers there."""

from collections.abc import Mapping

from zhupi.lang import Lang, Text
from zhupi.model.finding import Severity
from zhupi.reporters.style import Style
from zhupi.rulepacks import Rule

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""What SARIF calls the severities."""

# What GitHub sorts alerts by.
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_LONGEST_EXAMPLE = 200


class Catalogue:
    """The rules of a run in the order of the log; one that is found but not known is added."""

    def __init__(self, style: Style) -> None:
        self._entries = {name: _entry(rule, style.lang) for name, rule in style.rules.items()}
        self._numbers = {name: number for number, name in enumerate(self._entries)}

    def index(self, name: str, severity: Severity) -> int:
        """The number of a rule, by which a result refers to it."""
        if name not in self._numbers:
            self._numbers[name] = len(self._numbers)
            self._entries[name] = _unknown(name, severity)
        return self._numbers[name]

    def entries(self) -> list[Mapping[str, object]]:
        """All rules, by their numbers."""
        return list(self._entries.values())


def _entry(rule: Rule, lang: Lang) -> dict[str, object]:
    why = rule.why.say(lang) or rule.message.say(lang)
    configuration: dict[str, object] = {"level": LEVELS[rule.severity]}
    if not rule.enabled:
        configuration["enabled"] = False
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.message.say(lang)},
        "fullDescription": {"text": why},
        "help": {
            "text": _help(rule, lang, ""),
            "markdown": _help(rule, lang, _example(rule, lang)),
        },
        "defaultConfiguration": configuration,
        "properties": _properties(rule.name, rule.severity),
    }


def _unknown(name: str, severity: Severity) -> dict[str, object]:
    """An entry for a rule of which only the name is known."""
    text = {"text": name}
    return {
        "id": name,
        "shortDescription": text,
        "fullDescription": text,
        "help": {"text": name, "markdown": f"`{name}`"},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": _properties(name, severity),
    }


def _properties(name: str, severity: Severity) -> dict[str, object]:
    pack = name.rpartition("/")[0]
    return {"tags": [pack] if pack else [], "problem.severity": _PROBLEMS[severity]}


def _help(rule: Rule, lang: Lang, example: str) -> str:
    """Why a rule is there, on what it rests, and an example."""
    why = rule.why.say(lang) or rule.message.say(lang)
    source = Text(f"依据：{rule.source}（{rule.strength}）", f"Source: {rule.source}").say(lang)
    return "\n\n".join(filter(None, (why, source if rule.source else "", example)))


def _example(rule: Rule, lang: Lang) -> str:
    """The first short example of the fault, in a block of code."""
    texts = (example.bad.rstrip("\n") for example in rule.examples)
    bad = next((text for text in texts if 0 < len(text) <= _LONGEST_EXAMPLE), "")
    title = Text("错误示例：", "Example:").say(lang)
    return f"{title}\n\n~~~text\n{bad}\n~~~" if bad and "~~~" not in bad else ""
