"""The kinds of checks, one file each, and their table."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from zhupi.checks.base import Accountable, BadOption, Check, Hint, Match, Subject, replacement

__all__ = ["CHECKS", "Accountable", "BadOption", "Check", "Hint", "Match", "Subject", "replacement"]

# The module of each kind, and in it the NamedTuple class whose fields are the options of the kind.
_HOMES = {
    "attachments": "attachments:Attachments",
    "balance": "balance:Balance",
    "boilerplate": "boilerplate:Boilerplate",
    "brackets": "brackets:Brackets",
    "cited-title": "cited_title:CitedTitle",
    "consistency": "consistency:Consistency",
    "copies": "copies:Copies",
    "count": "count:Count",
    "date": "date:DateCheck",
    "detector": "detector:Detector",
    "dictionary": "dictionary:Dictionary",
    "doubled": "doubled:Doubled",
    "fixed-phrase": "fixed_phrase:FixedPhrase",
    "fixed-set": "fixed_set:FixedSet",
    "formula": "formula:Formula",
    "frame": "frame:FrameCheck",
    "heading": "heading:Heading",
    "idiom": "idiom:Idiom",
    "length": "length:Length",
    "literal": "literal:Literal",
    "misprints": "misprints:Misprints",
    "mixed-script": "mixed_script:MixedScript",
    "noise": "noise:Noise",
    "numbered": "numbered:Numbered",
    "numbering": "numbering:Numbering",
    "outline": "outline:OutlineCheck",
    "pair": "pair:Pair",
    "personal-number": "personal_number:PersonalNumber",
    "promised-items": "promised_items:PromisedItems",
    "regex": "regex:RegexCheck",
    "repetition": "repetition:Repetition",
    "script": "script:Script",
    "stale-event": "stale_event:StaleEvent",
    "stated-length": "stated_length:StatedLength",
    "sums": "sums:Sums",
    "suppression": "suppression:SuppressionCheck",
    "table": "table:TableCheck",
}


class _Kinds(Mapping[str, Any]):
    """The class of each kind, whose module is imported when somebody asks for it."""

    def __getitem__(self, kind: str) -> Any:  # noqa: ANN401 (a class)
        module, _, name = _HOMES[kind].partition(":")
        return getattr(import_module(f"{__name__}.{module}"), name)

    def __iter__(self) -> Iterator[str]:
        return iter(_HOMES)

    def __len__(self) -> int:
        return len(_HOMES)


CHECKS: Mapping[str, Any] = _Kinds()
