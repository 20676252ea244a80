"""``zhupi outline``: the tree of a document, with roles and items, for those who write genres."""

import argparse
from collections.abc import Iterator

from zhupi.cli.options import add_file, add_reading, add_rules_folder, load_rules, read_options
from zhupi.cli.output import write_output
from zhupi.engine.discovery import existing_file, read_file
from zhupi.engine.linting import read_genres
from zhupi.formats import locate, read
from zhupi.lang import Lang, Text
from zhupi.model.document import Document
from zhupi.model.outline import Enumeration, Outline, Section
from zhupi.model.span import Span
from zhupi.outline import build_outline
from zhupi.outline.genre import Reading

HELP = Text("显示结构：标题、分项、各部分的角色", "show the structure: headings, series, roles")


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi outline``."""
    add_file(parser, lang)
    help_text = Text("指明文种，不按标题判断", "the genre, instead of by title")
    parser.add_argument("--genre", metavar="NAME", default="", help=help_text.say(lang))
    add_reading(parser, lang)
    add_rules_folder(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Print the outline of a file."""
    path = existing_file(options.file)
    document = read(read_file(path), str(path), read_options(options))
    outline = build_outline(document)
    ruleset = load_rules(options)
    readings = list(read_genres(document, outline, ruleset, options.genre).values())
    lines = [*_head(document, outline, readings, options.lang)]
    lines += _section(document, outline.root, readings, 0)
    for reading in readings:
        lines += _items(document, reading)
    write_output("\n".join([*lines, ""]), "")
    return 0


def _head(
    document: Document, outline: Outline, readings: list[Reading], lang: Lang
) -> Iterator[str]:
    title = " ".join(span.of(document.text).strip() for span in outline.title)
    yield Text(f"标题：{title or '（没有）'}", f"title: {title or '(none)'}").say(lang)
    names = "、".join(reading.genre.name for reading in readings)
    yield Text(f"文种：{names or '（未识别）'}", f"genre: {names or '(not known)'}").say(lang)


def _section(
    document: Document, section: Section, readings: list[Reading], depth: int
) -> Iterator[str]:
    indent = "  " * depth
    if depth:
        heading = section.heading.of(document.text).strip()
        line = _line(document, section.heading.start)
        yield f"{indent}{line} {heading}{_roles(section, readings)}"
    for series in section.enumerations:
        yield from _series(document, series, indent + "  ")
    for inner in section.sections:
        yield from _section(document, inner, readings, depth + 1)


def _roles(section: Section, readings: list[Reading]) -> str:
    """The roles of a section, each with the words that gave it."""
    claims = [
        f"{claim.role}（{claim.synonym}）"
        for reading in readings
        for claim in reading.claims
        if claim.section is section
    ]
    return f"  ← {'、'.join(claims)}" if claims else ""


def _series(document: Document, series: Enumeration, indent: str) -> Iterator[str]:
    lead = f"“{series.lead}”" if series.lead else ""
    yield f"{indent}· {series.style} {lead}"
    for item in series.items:
        marker = item.marker.text.strip()
        yield f"{indent}  {_line(document, item.span.start)} {marker} {item.title}"


def _items(document: Document, reading: Reading) -> Iterator[str]:
    for name in reading.genre.items:
        items = reading.items(name)
        yield f"{name}: {len(items)}"
        for item in items:
            yield f"  {_line(document, item.span.start)} {item.number} {item.title}"


def _line(document: Document, offset: int) -> str:
    return f"[{locate(document, Span(offset, offset)).start.line}]"
