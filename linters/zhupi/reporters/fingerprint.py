"""What tells a finding from all others of a run, and stays when the lines above it move."""

import hashlib
from collections import Counter

from zhupi.model.result import Located, Result
from zhupi.reporters.placing import posix


class Fingerprints:
    """The fingerprints of one run.

    They are made of file, rule and words; of equal ones, in the order of the file, of their number.
    """

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def of(self, result: Result, located: Located) -> str:
        """The fingerprint of the next finding, in hexadecimal digits."""
        key = (posix(result.path), located.finding.rule, located.quote)
        number = self._seen[key]
        self._seen[key] += 1
        # Only the quote can hold a NUL, and it stands last: two keys are never made one.
        raw = "\0".join((key[0], key[1], str(number), key[2]))
        return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
