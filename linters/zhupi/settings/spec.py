"""What a configuration may say. The fields are the keys, the docstrings their help.

The file is ``zhupi.toml``, or the table ``[tool.zhupi]`` of ``pyproject.toml``. Paths and patterns
are relative to its folder; patterns are those of ``.gitignore``.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from zhupi.rulepacks.selection import DetectorLevel

Level = Literal["error", "warning", "info", "off"]
Threshold = Literal["error", "warning", "info", "never"]


class FilesSpec(NamedTuple):
    """What holds for some files only.

    match: patterns of the files
    select: only these rules or packs; the choices made for more files are set aside
    enable: these rules as well, which are off unless named
    ignore: not these rules or packs
    severity: how grave the findings of a rule or pack are; off for not at all
    options: options of the check of a rule, as its rule file has them
    genre: the genre of the files
    fail_on: from which severity on there is exit code 1
    """

    match: tuple[str, ...]
    select: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Level] = {}
    options: Mapping[str, Mapping[str, object]] = {}
    genre: str = ""
    fail_on: Threshold = "warning"


class SuppressSpec(NamedTuple):
    """Findings that are known and accepted.

    rule: the rule or pack
    quote: the words that the finding is about, or a passage around them; without it all findings
    files: patterns of the files; without them all files
    reason: why they are accepted
    """

    rule: str
    quote: str = ""
    files: tuple[str, ...] = ()
    reason: str = ""


class WordsSpec(NamedTuple):
    """The user's words, beside those of zhupi-words.txt.

    allow: words that are right: names, coinages
    replace: wrong words, and what is to be written for them
    files: further files of words
    """

    allow: tuple[str, ...] = ()
    replace: Mapping[str, str] = {}
    files: tuple[str, ...] = ()


class ConfigSpec(NamedTuple):
    """A configuration.

    extends: another configuration, which holds where this one says nothing
    select: only these rules or packs
    enable: these rules as well, which are off unless named
    ignore: not these rules or packs
    severity: how grave the findings of a rule or pack are; off for not at all
    options: options of the check of a rule, as its rule file has them
    fail_on: from which severity on there is exit code 1
    detector: how hard to look for typos that no list names
    rules: folders of further rule packs
    exclude: patterns of files in folders that are not checked
    baseline: a file of findings that were there before, made by zhupi baseline
    require_reason: whether each suppression must say why
    genres: the genre of files, by pattern
    words: the user's words
    files: what holds for some files only
    suppress: findings that are known and accepted
    """

    extends: str = ""
    select: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Level] = {}
    options: Mapping[str, Mapping[str, object]] = {}
    fail_on: Threshold = "warning"
    detector: DetectorLevel = "default"
    rules: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    baseline: str = ""
    require_reason: bool = False
    genres: Mapping[str, str] = {}
    words: WordsSpec = WordsSpec()
    files: tuple[FilesSpec, ...] = ()
    suppress: tuple[SuppressSpec, ...] = ()
