"""``zhupi text``: the text view, one block a line, to which the lines of a DOCX count."""

import argparse
import json

from zhupi.cli.options import add_file, add_reading, read_options
from zhupi.cli.output import write_output
from zhupi.engine.discovery import existing_file, read_file
from zhupi.formats import locate, pieces, read
from zhupi.lang import Lang, Text
from zhupi.model.document import Block, Document
from zhupi.model.span import Span

VERSION = 1


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The options of ``zhupi text``."""
    add_file(parser, lang)
    help_text = Text(
        "输出格式（默认 text；json 说明每一行在文件中的位置）",
        "output format (default text; json says where each line stands in the file)",
    )
    parser.add_argument(
        "--format", choices=["text", "json"], default="text", help=help_text.say(lang)
    )
    add_reading(parser, lang)


def run(options: argparse.Namespace) -> int:
    """Print the text of a file."""
    path = existing_file(options.file)
    document = read(read_file(path), str(path), read_options(options))
    if options.format == "json":
        write_output(json.dumps(_as_data(document), ensure_ascii=False, indent=1) + "\n", "")
    else:
        write_output(document.text.rstrip("\n") + "\n", "")
    return 0


def _as_data(document: Document) -> dict[str, object]:
    """The map of a document: each block with its place and its parts."""
    return {
        "version": VERSION,
        "path": document.path,
        "format": document.format,
        "properties": dict(document.properties),
        "blocks": [_block(document, block) for block in document.blocks],
    }


def _block(document: Document, block: Block) -> dict[str, object]:
    location = locate(document, block.span)
    parts = pieces(document, block.span)
    return {
        "line": location.start.line,
        "story": block.story,
        "kind": block.kind,
        "level": block.level,
        "label": block.label,
        "hidden": block.hidden,
        "text": document.prose(block),
        "place": dict(location.place) if location.place else None,
        "pieces": [_piece(document, part) for part in parts if not part.empty],
    }


def _piece(document: Document, span: Span) -> dict[str, object]:
    location = locate(document, span)
    return {
        "text": span.of(document.text),
        "start": location.start._asdict(),
        "end": location.end._asdict(),
        "hidden": any(hidden.overlaps(span) for hidden in document.hidden),
        "place": dict(location.place) if location.place else None,
    }
