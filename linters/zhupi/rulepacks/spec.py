"""The rule language: what a rule file may say. The fields are the keys, the docstrings their help.

Beside these keys a rule has the options of its kind of check (see ``zhupi.checks``).
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from zhupi.outline.genre import Applies, ItemSet, Role
from zhupi.rulepacks.rule import Example, Strength

MANIFEST = "pack.yaml"
"""The file that makes a folder a rule pack."""


class RuleSpec(NamedTuple):
    """What every rule says.

    check: the kind of check
    message: what the writer is told; braces name what was found
    severity: error only for what is certain
    why: why it is a fault, for the documentation
    source: the clause of a standard, or whose custom it is
    strength: how binding the source is
    examples: at least one bad and one good text; they are the rule's tests
    message_en: the message in English
    why_en: the same in English
    covers: other findings inside one of this rule are not reported
    enabled: whether the rule runs unless it is selected by name
    aliases: former full names of the rule
    """

    check: str
    message: str
    severity: Literal["error", "warning", "info"]
    why: str
    examples: tuple[Example, ...] = ()
    source: str = ""
    strength: Strength = "实务"
    message_en: str = ""
    why_en: str = ""
    covers: bool = False
    enabled: bool = True
    aliases: tuple[str, ...] = ()


class GenreSpec(NamedTuple):
    """A genre file: how documents of a genre are known and read, and their rules.

    genre: the name, as in the file's name
    title: what people call the genre
    extends: a genre whose parts, items and rules this one takes over; a rule of the same name says
        only what differs
    without: rules that it does not take over
    applies: which documents are of this genre; without it the genre is only there to be extended
    outline: its parts, in order
    items: its sets of items by name
    rules: the rules by name
    examples: whole documents in which none of the rules may fire; at least two
    example_title: the title in the examples of the rules; a genre that extends this one may have
        the same examples under its own
    title_en: the title in English
    """

    genre: str
    title: str
    extends: str = ""
    without: tuple[str, ...] = ()
    applies: Applies = Applies()
    outline: tuple[Role, ...] = ()
    items: Mapping[str, ItemSet] = {}
    rules: Mapping[str, object] = {}
    examples: tuple[Example, ...] = ()
    example_title: str = ""
    title_en: str = ""


class PackSpec(NamedTuple):
    """The file pack.yaml of a rule pack.

    pack: the name, the first part of its rules' names
    title: what the pack is about
    title_en: the same in English
    chinese_only: its rules are those of Chinese, and say nothing of lines in other languages
    """

    pack: str
    title: str
    title_en: str = ""
    chinese_only: bool = False
