"""The kinds of checks, one file each, and their table."""

from typing import Any

from zhupi.checks.attachments import Attachments
from zhupi.checks.balance import Balance
from zhupi.checks.base import Accountable, BadOption, Check, Hint, Match, Subject, replacement
from zhupi.checks.boilerplate import Boilerplate
from zhupi.checks.brackets import Brackets
from zhupi.checks.cited_title import CitedTitle
from zhupi.checks.consistency import Consistency
from zhupi.checks.copies import Copies
from zhupi.checks.count import Count
from zhupi.checks.date import DateCheck
from zhupi.checks.detector import Detector
from zhupi.checks.dictionary import Dictionary
from zhupi.checks.doubled import Doubled
from zhupi.checks.fixed_phrase import FixedPhrase
from zhupi.checks.fixed_set import FixedSet
from zhupi.checks.formula import Formula
from zhupi.checks.frame import FrameCheck
from zhupi.checks.heading import Heading
from zhupi.checks.idiom import Idiom
from zhupi.checks.length import Length
from zhupi.checks.literal import Literal
from zhupi.checks.misprints import Misprints
from zhupi.checks.mixed_script import MixedScript
from zhupi.checks.noise import Noise
from zhupi.checks.numbered import Numbered
from zhupi.checks.numbering import Numbering
from zhupi.checks.outline import OutlineCheck
from zhupi.checks.pair import Pair
from zhupi.checks.personal_number import PersonalNumber
from zhupi.checks.promised_items import PromisedItems
from zhupi.checks.regex import RegexCheck
from zhupi.checks.repetition import Repetition
from zhupi.checks.script import Script
from zhupi.checks.stale_event import StaleEvent
from zhupi.checks.stated_length import StatedLength
from zhupi.checks.sums import Sums
from zhupi.checks.suppression import SuppressionCheck
from zhupi.checks.table import TableCheck

__all__ = ["CHECKS", "Accountable", "BadOption", "Check", "Hint", "Match", "Subject", "replacement"]

# The values are the NamedTuple classes whose fields are the options of the kind.
CHECKS: dict[str, Any] = {
    "attachments": Attachments,
    "balance": Balance,
    "boilerplate": Boilerplate,
    "brackets": Brackets,
    "cited-title": CitedTitle,
    "consistency": Consistency,
    "copies": Copies,
    "count": Count,
    "date": DateCheck,
    "detector": Detector,
    "dictionary": Dictionary,
    "doubled": Doubled,
    "fixed-phrase": FixedPhrase,
    "fixed-set": FixedSet,
    "formula": Formula,
    "frame": FrameCheck,
    "heading": Heading,
    "idiom": Idiom,
    "length": Length,
    "literal": Literal,
    "misprints": Misprints,
    "mixed-script": MixedScript,
    "noise": Noise,
    "numbered": Numbered,
    "numbering": Numbering,
    "outline": OutlineCheck,
    "pair": Pair,
    "personal-number": PersonalNumber,
    "promised-items": PromisedItems,
    "regex": RegexCheck,
    "repetition": Repetition,
    "script": Script,
    "stale-event": StaleEvent,
    "stated-length": StatedLength,
    "sums": Sums,
    "suppression": SuppressionCheck,
    "table": TableCheck,
}
