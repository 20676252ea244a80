"""What ``--fix`` and ``--diff`` do to a file."""

import argparse
import sys
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path

from zhupi.cli.options import read_options
from zhupi.cli.output import write_file
from zhupi.engine.fixing import Fixed, Terms, fix_file
from zhupi.errors import UserError
from zhupi.formats import Manner, read
from zhupi.lang import Lang, Text
from zhupi.model.document import Document
from zhupi.model.fix import Safety
from zhupi.rulepacks import Ruleset


def fixing_terms(options: argparse.Namespace, ruleset: Ruleset, manner: Manner) -> Terms:
    """What the options say of fixes; raises UserError for what cannot go together."""
    if options.original:
        raise UserError(
            "--original",
            Text("修订之前的原文不能改写", "the text before its revisions cannot be changed"),
            Text("去掉 --original", "leave --original out"),
        )
    least = Safety.UNSAFE if options.unsafe_fixes else Safety.SAFE
    return Terms(ruleset, least, options.genre, manner, read_options(options))


def manner_of(options: argparse.Namespace) -> Manner:
    """How ``zhupi check --fix`` writes Word files."""
    return Manner(date=now(), track=not options.no_track)


def now() -> str:
    """The time as Word files have it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def fix_in_place(raw: bytes, name: str, terms: Terms, lang: Lang) -> bytes:
    """Fix a file and write it where anything changed; returns what it now holds."""
    fixed = fix_file(raw, name, terms)
    if fixed.raw != raw:
        write_file(Path(name), fixed.raw)
    if fixed.made or fixed.refused:
        print(_told(name, fixed).say(lang), file=sys.stderr)
    return fixed.raw


def _told(name: str, fixed: Fixed) -> Text:
    zh, en = f"{name}：改了 {fixed.made} 处", f"{name}: {fixed.made} corrections made"
    if fixed.refused:
        zh += f"；{fixed.refused} 处在域、链接、已有修订等处，没有改"
        en += f"; {fixed.refused} not made (in fields, links, earlier revisions)"
    return Text(zh, en)


def difference(raw: bytes, name: str, terms: Terms) -> str:
    """What the fixes would change, as a unified diff; that of Word files is of their text."""
    fixed = fix_file(raw, name, terms).raw
    if fixed == raw:
        return ""
    old, new = (_lines(read(each, name, terms.reading), each) for each in (raw, fixed))
    return "".join(unified_diff(old, new, name, name))


def _lines(document: Document, raw: bytes) -> list[str]:
    """The lines of a file, or of a Word file's text, with their ends."""
    if document.format == "docx":
        return [f"{line}\n" for line in document.text.split("\n")]
    from zhupi.formats.decoding import decode

    lines = decode(raw, document.path).text.splitlines(keepends=True)
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]
