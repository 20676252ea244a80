"""Testing rules by their examples: for this project and for the authors of other packs."""

from zhupi.testing.examples import Failure, test_rule
from zhupi.testing.extras import missing_extra
from zhupi.testing.genres import GenreFault, genre_faults
from zhupi.testing.packs import rules_to_test

__all__ = [
    "Failure",
    "GenreFault",
    "genre_faults",
    "missing_extra",
    "rules_to_test",
    "test_rule",
]
