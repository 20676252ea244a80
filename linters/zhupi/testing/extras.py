"""Examples that only a package of an extra can run, such as ``zhupi[qr]``."""

from importlib.util import find_spec

from zhupi.checks.copies import Copies
from zhupi.rulepacks import Example, Rule
from zhupi.testing.word import has_codes

_PACKAGES = {"copies": "datasketch", "qr": "zxingcpp"}


def missing_extra(rule: Rule, example: Example) -> str | None:
    """The extra that would have to be installed to run this example; None when it can be run."""
    needed = _extra(rule, example)
    return needed if needed and find_spec(_PACKAGES[needed]) is None else None


def _extra(rule: Rule, example: Example) -> str | None:
    if isinstance(rule.check, Copies):
        return "copies"
    return "qr" if has_codes(example.bad or example.good) else None
